// A project file in, a mix on a timeline out, nothing in between faked: the demo, through the command line.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Inspection } from '../client/app/inspect'
import type { Report } from '../client/app/report'
import type { RenderPlan } from '../dsp-core/index'
import { dubstage, type Run } from './commandLine/run'
import { ebur128 } from './ebur128'
import { temporaryFolder } from './temporary'

const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const sha = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('polishing the demo', function () {
  this.timeout(600_000)
  const folder = temporaryFolder()
  const made = (name: string): string => join(folder.path, 'polished', name)
  let run: Run
  let plan: RenderPlan
  let report: Report
  let mix: string

  before(async () => {
    run = await dubstage(['demo', '--out', folder.path])
    assert.equal(run.code, 0, run.error + run.out)
    plan = json(made('plan.json'))
    report = json(made('report.json'))
    mix = made(`${plan.sequence.name}.mix.wav`)
  })

  it('ends by saying where mix, timeline and report are, with the numbers before and after', () => {
    for (const file of [mix, made(`${plan.sequence.name}.polished.xml`), made('report.html')])
      assert(run.out.includes(file), `${file} is not named in\n${run.out}`)
    assert.match(run.out, /before\s+after/)
    assert.match(run.out, /^PASS/m)
  })

  it('hits the delivery’s loudness within 0.1 LU and stays under its true-peak ceiling, by our meter', async () => {
    const measured = await dubstage(['measure', mix, '--json'])
    const numbers = JSON.parse(measured.out) as { integratedLufs: number; truePeakDbtp: number }
    assert(Math.abs(numbers.integratedLufs + 23) <= 0.1, `${numbers.integratedLufs} LUFS`)
    assert(numbers.truePeakDbtp <= -1, `${numbers.truePeakDbtp} dBTP`)
    assert.equal(report.verdict, 'pass')
  })

  it('does so by ffmpeg’s meter too', async function () {
    const numbers = await ebur128(mix)
    if (!numbers) return this.skip()
    assert(Math.abs(numbers.integratedLufs + 23) <= 0.1, `${numbers.integratedLufs} LUFS`)
    assert(numbers.truePeakDbtp <= -1, `${numbers.truePeakDbtp} dBTP`)
  })

  it('gives mix and stems exactly the sequence’s length, and stems that sum to the pre-master', () => {
    const exact = Math.ceil((plan.sequence.lengthFrames * Number(plan.sequence.ticksPerFrame)) / 5292000)
    assert.equal(plan.sequence.lengthSamples, exact)
    for (const { file, lengthSamples } of report.files) assert.equal(lengthSamples, exact, file)
    const sum = report.promises.find(({ id }) => id === 'stems-sum')
    assert(sum?.measured !== null && sum!.measured < -120, `${sum?.measured} dBFS`)
  })

  it('brings speech at least 10 LU above the music, where it was under it', () => {
    assert(report.before!.speechOverMusicLu! < 6, `${report.before!.speechOverMusicLu}`)
    assert(report.after!.speechOverMusicLu! >= 10, `${report.after!.speechOverMusicLu}`)
  })

  it('gives back a timeline with the mix in place, in sync, and the originals muted', async () => {
    const read = await dubstage(['inspect', made(`${plan.sequence.name}.polished.xml`), '--json'])
    const [sequence] = (JSON.parse(read.out) as Inspection).sequences
    const ours = sequence.audioTracks.filter(({ muted }) => !muted)
    assert.equal(ours.length, 1)
    const [clip] = ours[0].clips
    assert.equal(clip.mediaPath, mix)
    assert.equal(clip.startTicks, '0')
    assert.equal(
      BigInt(clip.endTicks),
      BigInt(plan.sequence.lengthFrames) * BigInt(plan.sequence.ticksPerFrame),
    )
    const original = await dubstage([
      'inspect',
      join(folder.path, 'project', `${plan.sequence.name}.prproj`),
      '--json',
    ])
    const before = (JSON.parse(original.out) as Inspection).sequences[0].audioTracks
    assert.deepEqual(
      sequence.audioTracks.slice(0, -1).map(({ clips }) => clips.length),
      before.map(({ clips }) => clips.length),
    )
  })

  it('renders the same bytes from the same plan', async () => {
    const again = join(folder.path, 'again')
    const rendered = await dubstage(['render', made('plan.json'), '--out', again])
    assert.equal(rendered.code, 0, rendered.error + rendered.out)
    for (const { file } of plan.outputs) assert.equal(sha(join(again, file)), sha(made(file)), file)
  })

  it('replaces its own earlier result when the polished timeline is polished again', async () => {
    const twice = join(folder.path, 'twice')
    const polished = await dubstage([
      'polish',
      made(`${plan.sequence.name}.polished.xml`),
      '--out',
      twice,
      '--json',
    ])
    assert(polished.code === 0 || polished.code === 1, polished.error)
    const read = await dubstage(['inspect', join(twice, `${plan.sequence.name}.polished.xml`), '--json'])
    const names = (JSON.parse(read.out) as Inspection).sequences[0].audioTracks.map(({ name }) => name)
    assert.equal(names.filter((name) => name.startsWith('Dubstage')).length, 1, names.join(', '))
  })

  it('leaves nothing behind but its results', () => {
    const expected = [
      ...plan.outputs.map(({ file }) => file),
      'plan.json',
      'report.html',
      'report.json',
      `${plan.sequence.name}.polished.xml`,
    ]
    assert.deepEqual(readdirSync(join(folder.path, 'polished')).sort(), expected.sort())
  })
})
