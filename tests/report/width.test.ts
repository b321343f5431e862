// The report in a browser, where one is installed: nothing of a table is cut off, on a desk, a tablet or a telephone.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportHtml } from '../../client/app/reportHtml'
import { temporaryFolder } from '../temporary'
import { madeReport } from './madeReport'

const browser = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'].find(
  (name) => spawnSync(name, ['--version'], { timeout: 10_000 }).status === 0,
)

/** Names every cell that is wider than its place or ends beyond its panel, and how wide the page became. */
const probe = `<script>
const cut = [...document.querySelectorAll('td,th,.finding,.group li,dd')].filter((cell) => {
  const box = cell.getBoundingClientRect()
  const panel = cell.closest('.panel').getBoundingClientRect()
  return box.width > 0 && (box.right > panel.right + 0.5 || cell.scrollWidth > cell.clientWidth + 1)
}).map((cell) => cell.className + ': ' + cell.textContent)
const shown = [...document.querySelectorAll('.why')].filter((cell) => cell.tagName === 'TD' && cell.offsetHeight > 0).length
const found = { cut, shown, page: document.documentElement.scrollWidth, window: innerWidth }
parent.document.body.innerHTML = '<pre>' + JSON.stringify(found).replace(/</g, ' ') + '</pre>'
</script>`

interface Found {
  cut: string[]
  shown: number
  page: number
  window: number
}

/** In a frame of that width: a browser's own window would not become as narrow as a telephone's. */
const look = (html: string, path: string, widthPx: number): Found => {
  const page = html.replace('</body>', `${probe}</body>`).replace(/&/g, '&amp;').replace(/"/g, '&quot;')
  const frame = `<iframe style="border:0;width:${widthPx}px;height:900px" srcdoc="${page}"></iframe>`
  writeFileSync(path, `<!doctype html><meta charset="utf-8"><body>${frame}`)
  const { stdout } = spawnSync(
    browser!,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--window-size=1400,1000',
      '--dump-dom',
      `file://${path}`,
    ],
    { encoding: 'utf8', timeout: 60_000 },
  )
  const json = /<pre>(.*)<\/pre>/s.exec(stdout)?.[1] ?? assert.fail('the browser gave no page')
  return JSON.parse(json.replace(/&gt;/g, '>').replace(/&amp;/g, '&')) as Found
}

describe('the report’s width', function () {
  this.timeout(120_000)
  const folder = temporaryFolder()
  before(function () {
    if (!browser) {
      console.log('    skipped: no Chromium or Chrome is installed to look at the report with')
      this.skip()
    }
  })

  for (const widthPx of [1280, 860, 700, 560, 420])
    it(`shows every cell whole, and why each track has its role, at ${widthPx} px`, () => {
      const report = madeReport(undefined, {
        preMasterPeakDbfs: 17.04,
        problems: [
          { code: 'media-offline', where: `/Volumes/${'folder/'.repeat(20)}a.wav`, values: { clips: 1 } },
        ],
      })
      report.tracks[0].trimDb = [-12.3, 12.3]
      report.tracks[1].roles = ['voice-over', 'dialogue', 'ambience']
      report.files[0].file = `${'A long name of a sequence '.repeat(4)}.mix.wav`
      const { cut, shown, page, window } = look(reportHtml(report), join(folder.path, 'report.html'), widthPx)
      assert.deepEqual(cut, [])
      assert.equal(window, widthPx)
      assert(page <= widthPx, `${page} px`)
      assert.equal(shown, report.tracks.length)
    })
})
