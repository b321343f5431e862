// Every real timeline: its counts are those of the manifest, and each clip's times agree with each other.
import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { ProblemError } from '../../client/problem'
import type { ProjectFile, ProjectSequence } from '../../client/projects/project'
import { readProject } from '../../client/projects/readProject'
import { describeWithData, sharedData, sharedFiles } from '../sharedData'
import { manifestRows } from './manifest'

const clipsOf = (sequence: ProjectSequence) => sequence.audioTracks.flatMap((track) => track.clips)
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)
const read = (file: string): Promise<ProjectFile> => readProject(sharedData('timelines', file))

const rateOf = (sequence: ProjectSequence): number => sequence.frameRate.num / sequence.frameRate.den

describeWithData('real .prproj files', () => {
  for (const { file, what, notable } of manifestRows('.prproj'))
    it(`${file.slice(0, 24)}…: as many sequences, tracks and clips as the manifest says`, async () => {
      const project = await read(file)
      assert.equal(project.version, /Project v(\d+)/.exec(what)![1])
      const counts =
        /(\d+) seq, (\d+) audio tracks (\{[^}]*\})?, (\d+) audio clips; fps ([^;]+); audio ([^;]+) Hz/.exec(
          notable,
        )!
      assert.equal(project.sequences.length, Number(counts[1]))
      const tracks = project.sequences.flatMap((sequence) => sequence.audioTracks)
      assert.equal(tracks.length, Number(counts[2]))
      for (const [, layout, count] of (counts[3] ?? '').matchAll(/'([^']+)': (\d+)/g))
        assert.equal(tracks.filter((track) => track.layout === layout).length, Number(count), layout)
      assert.equal(sum(tracks.map((track) => track.clips.length)), Number(counts[4]))
      const rates = counts[5] === '-' ? [] : counts[5].split('/').map(Number)
      for (const rate of rates)
        assert.ok(
          project.sequences.some((sequence) => Math.abs(rateOf(sequence) - rate) < 1e-5),
          `${rate} fps`,
        )
      for (const sequence of project.sequences) assert.equal(sequence.sampleRateHz, Number(counts[6]))
      checkNotable(project, notable)
    })
})

const checkNotable = (project: ProjectFile, notable: string): void => {
  const count = (word: string): number =>
    Number(new RegExp(`(?:^|[;,] )${word} (\\d+)`).exec(notable)?.[1] ?? 0)
  const tracks = project.sequences.flatMap((sequence) => sequence.audioTracks)
  const clips = tracks.flatMap((track) => track.clips)
  assert.equal(sum(tracks.map((track) => track.transitions.length)), count('trans'), 'transitions')
  assert.equal(clips.filter((clip) => clip.kind === 'nest').length, count('nest'), 'nests')
  assert.equal(clips.filter((clip) => clip.speed !== 1).length, count('speed'), 'speeds')
  assert.equal(clips.filter((clip) => clip.gainDb !== 0).length, count('gain'), 'gains')
  assert.equal(tracks.filter((track) => track.soloed).length, count('solo'), 'solos')
  assert.equal(
    project.sequences.filter((one) => one.zeroPointTicks !== 0n).length,
    count('zeropoint'),
    'zero points',
  )
  const submixes = project.problems.filter((problem) => problem.code === 'submix-not-applied')
  assert.equal(submixes.length, count('submix'), 'submixes')
  if (/master:mono 1/.test(notable))
    assert.ok(project.sequences.some((sequence) => sequence.layout === 'mono'))
}

describeWithData('real xmeml files', () => {
  for (const { file, what, notable } of manifestRows('.xml'))
    it(`${file.slice(0, 24)}…: as many raw tracks and raw clips as the manifest says`, async () => {
      const project = await read(file)
      assert.equal(project.version, /xmeml v(\d+)/.exec(what)![1])
      const [, count, list] = /(\d+) seq with media \[([^\]]*)\]/.exec(notable)!
      assert.equal(project.sequences.length, Number(count))
      const stated = [...list.matchAll(/(\d+)( NTSC)?( N?DF)?[^:;]*: (\d+) a-tracks\/(\d+) a-clips/g)]
      assert.equal(stated.length, Math.min(5, Number(count)))
      stated.forEach(([, timebase, ntsc, drop, rawTracks, rawClips], index) => {
        const sequence = project.sequences[index]
        const rate = ntsc ? (Number(timebase) * 1000) / 1001 : Number(timebase)
        assert.ok(Math.abs(rateOf(sequence) - rate) < 1e-9)
        if (drop) assert.equal(sequence.dropFrame, drop.trim() === 'DF')
        assert.equal(
          sum(sequence.audioTracks.map((track) => track.rawTracks)),
          Number(rawTracks),
          'raw tracks',
        )
        assert.equal(sum(clipsOf(sequence).map((clip) => clip.rawClips ?? 1)), Number(rawClips), 'raw clips')
      })
    })
})

describeWithData('real fcpxml files', () => {
  for (const { file, notable } of manifestRows('.fcpxml').filter((row) => /frame \d/.test(row.notable)))
    it(`${file.slice(0, 24)}…: its projects with their rate, counting and sound`, async () => {
      const project = await read(file)
      for (const one of notable.matchAll(/([^;]+): frame (\d+)\/(\d+)s, (N?DF), audio (\w+) (\d+)k/g)) {
        const [, name, den, num, drop, layout, kilohertz] = one
        const sequence = project.sequences.find((candidate) => candidate.name === name.trim())
        assert.ok(sequence, name)
        assert.ok(Math.abs(rateOf(sequence) - Number(num) / Number(den)) < 1e-9)
        assert.equal(sequence.dropFrame, drop === 'DF')
        assert.equal(sequence.layout, layout)
        assert.equal(sequence.sampleRateHz, Number(kilohertz) * 1000)
      }
    })
})

describeWithData('real otio files', () => {
  for (const { file, notable } of manifestRows('.otio'))
    it(`${file.slice(0, 24)}…: as many tracks and clips as the manifest says`, async () => {
      const project = await read(file)
      const [, tracks, clips] = /(\d+) tracks, (\d+) clips/.exec(notable)!
      const [timeline] = project.sequences
      const all = [...timeline.audioTracks, ...timeline.videoTracks]
      assert.equal(all.length, Number(tracks))
      const direct = all.flatMap((track) => track.clips).filter((clip) => clip.kind !== 'nest')
      assert.equal(direct.length, Number(clips))
    })
})

/** A rounding of the stored speed (53 bits) over a day of ticks, and half a sample. */
const TOLERANCE_TICKS = 2_700_000

describeWithData('every real timeline', () => {
  for (const path of sharedFiles('timelines', '.prproj', '.xml', '.fcpxml', '.otio'))
    it(`${basename(path).slice(0, 24)}…: what a clip plays is as long as where it lies, times its speed`, async () => {
      const project = await readProject(path).catch((error) => {
        // The data has one file that is no XML.
        assert.ok(error instanceof ProblemError && error.problem.code === 'project-damaged')
        return null
      })
      const media = new Set(project?.media.map((one) => one.id))
      for (const sequence of project?.sequences ?? [])
        for (const clip of clipsOf(sequence)) {
          const played = Number(clip.outTicks - clip.inTicks) / clip.speed
          const difference = played - Number(clip.endTicks - clip.startTicks)
          assert.ok(Math.abs(difference) <= TOLERANCE_TICKS / clip.speed, `clip ${clip.id}: ${difference}`)
          assert.ok(clip.startTicks >= 0n && clip.endTicks > clip.startTicks)
          if (typeof clip.source === 'object' && 'media' in clip.source)
            assert.ok(media.has(clip.source.media))
        }
    })
})

describeWithData('one sequence exported after single changes', () => {
  const only = async (part: string) => {
    const [path] = sharedFiles('timelines', `${part}.xml`)
    const project = await readProject(path)
    return clipsOf(project.sequences[0])[0]
  }
  it('reads an untouched clip as 0 dB and a gain of -12 dB as gain, not level', async () => {
    const untouched = await only('ujustert')
    assert.deepEqual([untouched.levelDb, untouched.gainDb, untouched.levelKeys.length], [0, 0, 0])
    const quiet = await only('gain-12db')
    assert.deepEqual([quiet.levelDb, quiet.gainDb], [0, -12])
  })
  it('reads a fade-in as keys on the source clock from silence to about 0 dB', async () => {
    const { levelKeys } = await only('fade_inn')
    assert.equal(levelKeys[0].db, -Infinity)
    assert.equal(levelKeys[0].sourceTicks, 0n)
    assert.equal(levelKeys[1].sourceTicks, 1498n * 10_160_640_000n)
    assert.ok(Math.abs(levelKeys[1].db) < 0.03)
  })
  it('reads Premiere 2026’s two level filters as level and gain, which add up in dB', async () => {
    const project = await readProject(sharedFiles('timelines', 'linear-gain-roundtrip-sanitized.xml')[0])
    const sums = clipsOf(project.sequences[0]).map(
      (clip) => Math.round((clip.levelDb + clip.gainDb) * 100) / 100,
    )
    assert.deepEqual(sums, [0, 12, 3, 6, 12, 18, 18])
  })
})
