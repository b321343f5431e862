// Final Cut Pro XML we write: read back it says the same, and what we splice changes nothing else.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { timecodeOfFrames, framesOfTimecode } from '../../client/projects/xmeml/timecode'
import { pathOfUrl, urlOfPath } from '../../client/projects/xmeml/fileUrl'
import type {
  ProjectAudioTrack,
  ProjectClip,
  ProjectFile,
  ProjectSequence,
} from '../../client/projects/project'
import { readProject } from '../../client/projects/readProject'
import { spliceXmeml } from '../../client/projects/spliceXmeml'
import { writeXmeml } from '../../client/projects/writeXmeml'
import { describeWithData, sharedFiles } from '../sharedData'
import { temporaryFolder } from '../temporary'
import { anyProject } from './anyProject'

/** Six decimals of a dB, and a speed's last bit over an hour, in ticks. */
const round = (db: number): number => (Number.isFinite(db) ? Math.round(db * 1e6) / 1e6 + 0 : db)
const near = (a: bigint, b: bigint, what: string): void =>
  assert.ok((a > b ? a - b : b - a) <= 64n, `${what}: ${a} ${b}`)

const sourceName = (project: ProjectFile, { source }: ProjectClip): string => {
  if (source === 'none') return 'none'
  if ('media' in source) return project.media.find(({ id }) => id === source.media)!.path
  return `sequence ${project.sequences.find(({ id }) => id === source.sequence)!.name}`
}

const clipFacts = (project: ProjectFile, clip: ProjectClip) => ({
  name: clip.name,
  source: sourceName(project, clip),
  kind: clip.kind,
  startTicks: clip.startTicks,
  endTicks: clip.endTicks,
  speed: clip.speed,
  reversed: clip.reversed,
  enabled: clip.enabled,
  gainDb: round(clip.gainDb),
  levelDb: round(clip.levelDb),
  keyDb: clip.levelKeys.map(({ db }) => round(db)),
  channelMap: clip.channelMap.join() === '0,1' ? '' : clip.channelMap.join(),
})

const trackFacts = (project: ProjectFile, track: ProjectAudioTrack) => ({
  name: track.name,
  layout: track.layout,
  muted: track.muted,
  locked: track.locked,
  pan: track.pan,
  clips: track.clips.map((clip) => clipFacts(project, clip)),
  transitions: track.transitions.map(({ kind, cutTicks }) => ({ kind, cutTicks })),
})

const facts = (project: ProjectFile, sequence: ProjectSequence) => {
  const {
    name,
    ticksPerFrame,
    frameRate,
    dropFrame,
    sampleRateHz,
    zeroPointTicks,
    endTicks,
    layout,
    markers,
  } = sequence
  const clock = {
    name,
    ticksPerFrame,
    frameRate,
    dropFrame,
    sampleRateHz,
    zeroPointTicks,
    endTicks,
    layout,
    markers,
  }
  return {
    ...clock,
    outPointTicks: sequence.outPointTicks,
    tracks: sequence.audioTracks.map((track) => trackFacts(project, track)),
  }
}

describe('a written Final Cut Pro XML', () => {
  const folder = temporaryFolder()
  const writeAndRead = async (project: ProjectFile, id: string): Promise<ProjectFile> => {
    const path = join(folder.path, 'written.xml')
    writeFileSync(path, writeXmeml(project, id))
    return readProject(path)
  }
  it('reads back as it was, at every frame rate, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, async (project) => {
        const [outer] = project.sequences
        const again = await writeAndRead(project, outer.id)
        const [read] = again.sequences
        assert.deepEqual(facts(again, read), facts(project, outer))
        assert.deepEqual(again.problems, [])
        outer.audioTracks.forEach((track, t) =>
          track.clips.forEach((clip, c) => {
            const other = read.audioTracks[t].clips[c]
            near(other.inTicks, clip.inTicks, 'in')
            near(other.outTicks, clip.outTicks, 'out')
            clip.levelKeys.forEach((key, k) => near(other.levelKeys[k].sourceTicks, key.sourceTicks, 'key'))
          }),
        )
      }),
      { numRuns: 150 },
    )
  })
  it('carries crossfades and fades with the exact cut', async () => {
    const [project] = fc.sample(
      anyProject.filter((one) => one.sequences[0].audioTracks[0].clips.length === 0),
      { numRuns: 1, seed: 5 },
    )
    const [outer] = project.sequences
    const frame = outer.ticksPerFrame
    const clip = (id: string, from: bigint, to: bigint): ProjectClip => {
      const times = {
        startTicks: from * frame,
        endTicks: to * frame,
        inTicks: 50n * frame,
        outTicks: (50n + to - from) * frame,
      }
      return {
        id,
        name: id,
        source: { media: 'm' },
        kind: 'file',
        ...times,
        speed: 1,
        reversed: false,
        enabled: true,
        gainDb: 0,
        levelDb: 0,
        levelRaw: null,
        levelUnity: 1,
        levelKeys: [],
        channelMap: [],
        effects: [],
        linkedTo: [],
      }
    }
    const fade = (start: bigint, end: bigint, cut: bigint) => ({
      name: 'x',
      kind: 'constant-gain' as const,
      startTicks: start * frame,
      endTicks: end * frame,
      cutTicks: cut * frame,
    })
    outer.audioTracks[0].clips = [clip('a', 10n, 100n), clip('b', 100n, 200n)]
    outer.audioTracks[0].transitions = [fade(10n, 20n, 10n), fade(90n, 105n, 100n), fade(180n, 200n, 200n)]
    const [track] = (await writeAndRead(project, outer.id)).sequences[0].audioTracks
    assert.deepEqual(
      track.clips.map(({ startTicks, endTicks, inTicks, outTicks }) => [
        startTicks,
        endTicks,
        inTicks,
        outTicks,
      ]),
      outer.audioTracks[0].clips.map(({ startTicks, endTicks, inTicks, outTicks }) => [
        startTicks,
        endTicks,
        inTicks,
        outTicks,
      ]),
    )
    assert.deepEqual(
      track.transitions.map(({ kind, startTicks, endTicks, cutTicks }) => [
        kind,
        startTicks,
        endTicks,
        cutTicks,
      ]),
      outer.audioTracks[0].transitions.map(({ kind, startTicks, endTicks, cutTicks }) => [
        kind,
        startTicks,
        endTicks,
        cutTicks,
      ]),
    )
  })
  it('names drop-frame time as counters show it, and back', () => {
    const rate = { num: 30000, den: 1001 }
    assert.equal(timecodeOfFrames(1800, rate, true), '00;01;00;02')
    assert.equal(timecodeOfFrames(17982, rate, true), '00;10;00;00')
    fc.assert(
      fc.property(fc.nat(2_500_000), fc.constantFrom(30000, 60000), (frames, num) => {
        assert.equal(
          framesOfTimecode(timecodeOfFrames(frames, { num, den: 1001 }, true), { num, den: 1001 }, true),
          frames,
        )
      }),
    )
  })
  it('names files of both systems by URL, and back', () => {
    assert.equal(urlOfPath('D:\\a b\\é#1.wav'), 'file://localhost/D%3a/a%20b/%C3%A9%231.wav')
    assert.equal(pathOfUrl('file://localhost/D%3a/a%20b/%C3%A9%231.wav'), 'D:/a b/é#1.wav')
    assert.equal(pathOfUrl('file:///Volumes/x/100%25.wav'), '/Volumes/x/100%.wav')
    assert.equal(pathOfUrl('file://server/share/x.wav'), '//server/share/x.wav')
    assert.equal(pathOfUrl('/plain/path.wav'), '/plain/path.wav')
  })
})

describeWithData('real sequences written as Final Cut Pro XML', () => {
  const folder = temporaryFolder()
  const standard = ({ frameRate: { den } }: ProjectSequence): boolean => den === 1 || den === 1001
  for (const path of sharedFiles('timelines', '.prproj', '.xml'))
    it(`${basename(path).slice(0, 24)}…: as many clips, where they were and as loud`, async () => {
      const project = await readProject(path)
      for (const sequence of project.sequences.slice(0, 8)) {
        const written = join(folder.path, 'real.xml')
        writeFileSync(written, writeXmeml(project, sequence.id))
        const again = (await readProject(written)).sequences[0]
        const tolerance = standard(sequence) ? 64 : Number(sequence.ticksPerFrame)
        sequence.audioTracks.forEach((track, t) => {
          assert.equal(again.audioTracks[t].muted, track.muted)
          assert.equal(again.audioTracks[t].clips.length, track.clips.length)
          track.clips.forEach((clip, c) => {
            const other = again.audioTracks[t].clips[c]
            // Where the edge moved, the source moved with it: the sound under it stays.
            const slip =
              Number(other.inTicks - clip.inTicks) - Number(other.startTicks - clip.startTicks) * clip.speed
            assert.ok(Math.abs(slip) <= 128, `slip ${slip}`)
            assert.ok(Math.abs(Number(other.startTicks - clip.startTicks)) <= tolerance)
            assert.equal(round(other.levelDb + other.gainDb), round(clip.levelDb + clip.gainDb))
          })
        })
      }
    })
})

const mixTrack = (sequence: ProjectSequence): ProjectAudioTrack => {
  const endTicks = 100n * sequence.ticksPerFrame
  const times = { startTicks: 0n, endTicks, inTicks: 0n, outTicks: endTicks }
  const level = { gainDb: 0, levelDb: 0, levelRaw: null, levelUnity: 1, levelKeys: [] }
  const clip: ProjectClip = {
    id: 'mix-clip',
    name: 'mix.wav',
    source: { media: 'mix' },
    kind: 'file',
    ...times,
    speed: 1,
    reversed: false,
    enabled: true,
    ...level,
    channelMap: [],
    effects: [],
    linkedTo: [],
  }
  const strip = {
    muted: false,
    soloed: false,
    locked: false,
    faderDb: 0,
    pan: 0,
    rawTracks: 1,
    unapplied: [],
  }
  return { name: 'Mix "1" & more', layout: 'stereo', channels: 2, ...strip, clips: [clip], transitions: [] }
}

describeWithData('a real xmeml with a spliced mix', () => {
  const folder = temporaryFolder()
  for (const path of sharedFiles('timelines', '.xml'))
    it(`${basename(path).slice(0, 24)}…: is unchanged without changes, else only muted and added to`, async () => {
      const project = await readProject(path)
      const sequence = project.sequences[project.sequences.length > 1 ? 1 : 0]
      if (!sequence) return
      const original = readFileSync(path, 'utf8')
      assert.equal(await spliceXmeml(path, project, sequence.id), original)
      const before = sequence.audioTracks.map(({ clips }) => clips.length)
      for (const track of sequence.audioTracks) track.muted = true
      project.media.push({
        id: 'mix',
        name: 'mix.wav',
        path: '/out/mix.wav',
        alternatives: [],
        channels: 2,
        sampleRateHz: 48000,
        durationTicks: 100n * sequence.ticksPerFrame,
        hasVideo: false,
      })
      sequence.audioTracks.push(mixTrack(sequence))
      const spliced = join(folder.path, 'spliced.xml')
      writeFileSync(spliced, await spliceXmeml(path, project, sequence.id))
      const again = await readProject(spliced)
      const other = again.sequences.find(({ id }) => id === sequence.id)!
      assert.deepEqual(
        other.audioTracks.map(({ clips }) => clips.length),
        [...before, 1],
      )
      assert.deepEqual(
        other.audioTracks.map(({ muted }) => muted),
        [...before.map(() => true), false],
      )
      assert.equal(other.audioTracks[before.length].name, 'Mix "1" & more')
      assert.deepEqual(other.audioTracks[before.length].clips[0].endTicks, 100n * sequence.ticksPerFrame)
      // Without what was added and switched, the text is the original's.
      const kept = new Set(original.split('\n').map((line) => line.trim()))
      const text = readFileSync(spliced, 'utf8')
        .split('\n')
        .map((line) => line.trim())
      const originalLines = original.split('\n').length
      assert.ok(text.length > originalLines)
      assert.ok(text.filter((line) => kept.has(line)).length >= originalLines - 2 * before.length * 6)
    })
})
