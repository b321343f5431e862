// A sequence whose only media is gone, from the command line to the report: done, yellow, exit code 1, and plain words.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../client/app/report'
import { dubstage } from '../commandLine/run'
import { buildPrproj } from '../fixtures/prprojBuilder'
import { temporaryFolder } from '../temporary'

const ticksPerFrame = 10160640000n

const projectOfOneClip = {
  name: 'gone',
  version: 43,
  media: [
    {
      id: 'm',
      path: '/nowhere/gone.wav',
      channels: 1,
      ticksPerSample: 5292000n,
      durationTicks: ticksPerFrame * 100n,
    },
  ],
  sequences: [
    {
      id: '0d5c1d8e-0000-4000-8000-000000000003',
      name: 'gone',
      ticksPerFrame,
      ticksPerSample: 5292000n,
      tracks: [
        {
          name: 'Interview',
          clips: [
            {
              name: 'gone',
              source: { media: 'm' },
              startTicks: 0n,
              endTicks: ticksPerFrame * 50n,
              inTicks: 0n,
              outTicks: ticksPerFrame * 50n,
            },
          ],
        },
      ],
    },
  ],
}

describe('a sequence whose media are all offline', function () {
  this.timeout(120_000)
  const folder = temporaryFolder()
  const reportIn = (out: string): Report =>
    JSON.parse(readFileSync(join(folder.path, out, 'report.json'), 'utf8')) as Report

  it('is polished into silence, with exit code 1 and a yellow report that says why', async () => {
    const path = join(folder.path, 'gone.prproj')
    writeFileSync(path, buildPrproj(projectOfOneClip))
    const run = await dubstage(['polish', path, '--out', join(folder.path, 'out')])
    assert.equal(run.code, 1, run.error)
    assert.match(run.out, /^PASS WITH NOTES: The mix is silent because media are offline/)
    assert.match(run.out, /The media of 1 clip was not found; it is silent\./)
    const report = reportIn('out')
    assert.equal(report.verdict, 'pass-with-notes')
    assert.equal(report.after?.truePeakDbtp, null)
    const html = readFileSync(join(folder.path, 'out', 'report.html'), 'utf8')
    assert.match(html, /not measurable: silent/)
    assert.doesNotMatch(html, /no difference/)
  })

  it('gives the same verdict and code when its plan is rendered again', async () => {
    const plan = join(folder.path, 'out', 'plan.json')
    const run = await dubstage(['render', plan, '--out', join(folder.path, 'again')])
    assert.equal(run.code, 1, run.error)
    assert.equal(reportIn('again').verdict, 'pass-with-notes')
  })
})
