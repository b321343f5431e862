// A project of 100 MB is read as a stream: its size does not show in memory.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createWriteStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { temporaryFolder } from '../temporary'
import { madePrproj, type MadeClip } from './madePrproj'

const MIB = 1024 * 1024
const CLIPS = 25_000

/** What most of a real project is: records nobody needs, and states as base64. */
const filler = (index: number): string =>
  `<VideoFilterComponent ObjectID="${10_000_000 + index}" ClassID="x" Version="9"><Component><Params><Param Index="0" ObjectRef="7"/></Params><DisplayName>Motion</DisplayName></Component><MatchName>AE.ADBE Motion</MatchName></VideoFilterComponent><ArbVideoComponentParam ObjectID="${20_000_000 + index}"><StartKeyframeValue Encoding="base64">${'QUJDREVG'.repeat(400)}</StartKeyframeValue></ArbVideoComponentParam>`

describe('a .prproj of 100 MB', () => {
  const folder = temporaryFolder()
  it('with 25 000 clips is read below 400 MB, whole process, within a minute', async () => {
    const path = join(folder.path, 'large.prproj')
    const clips = Array.from({ length: CLIPS }, (_, i): MadeClip => {
      return { name: `take ${i}`, start: String(i * 1000), end: String(i * 1000 + 900), in: '50', out: '950' }
    })
    const [head, tail] = madePrproj([{ uid: 's', name: 'Long', clips }], 43, '<!--here-->').split(
      '<!--here-->',
    )
    const file = createWriteStream(path)
    file.write(head)
    const fillers = Math.ceil((105 * MIB - head.length) / filler(0).length)
    for (let i = 0; i < fillers; i++) if (!file.write(filler(i))) await once(file, 'drain')
    file.end(tail)
    await once(file, 'finish')
    assert.ok(statSync(path).size > 100 * MIB)
    const reader = join(__dirname, 'readAndReport.ts')
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', reader, path], {
      encoding: 'utf8',
    })
    assert.ok(stdout, stderr)
    const report = JSON.parse(stdout) as { clips: number; peakMib: number; ms: number }
    assert.equal(report.clips, CLIPS)
    assert.ok(report.peakMib < 400, `${report.peakMib} MiB`)
    assert.ok(report.ms < 60_000, `${report.ms} ms`)
  })
})
