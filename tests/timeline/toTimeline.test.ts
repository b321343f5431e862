// What becomes of a host's snapshot: levels, transitions, mutes, nests, and what cannot be played.
import assert from 'node:assert/strict'
import { ticksPerSecond } from '../../client/host/ticks'
import { toTimelines, type ToTimelines } from '../../client/host/toTimeline'
import type { SequenceSnapshot, TrackSnapshot } from '../../host-jsx/contract'
import type { ProjectFile } from '../../client/projects/project'
import {
  madeClip,
  madeProject,
  madeProjectClip,
  madeProjectTrack,
  madeSnapshot,
  madeTrack,
  stereoMedia,
} from './madeSnapshots'

const seconds = (s: number): string => String(BigInt(Math.round(s * 1000)) * (ticksPerSecond / 1000n))
const ticks = (s: number): bigint => BigInt(seconds(s))
const unity = 10 ** (-15 / 20)

const convert = (
  tracks: TrackSnapshot[] | SequenceSnapshot[],
  project: ProjectFile | null = null,
  media = stereoMedia(),
): ToTimelines => {
  const snapshots = tracks
    .map((t) => ('audioTracks' in t ? t : null))
    .filter((s): s is SequenceSnapshot => s !== null)
  return toTimelines({
    snapshots: snapshots.length > 0 ? snapshots : [madeSnapshot(tracks as TrackSnapshot[])],
    project,
    media,
  })
}

const clipsOf = ({ set }: ToTimelines, track = 0) => set.timelines[set.root].tracks[track].clips
const codesOf = ({ problems }: ToTimelines): string[] => problems.map(({ code }) => code)

/** Two clips that meet at 2 s, with plenty of handle, and a transition. */
const twoClips = (from: number, to: number, name = 'Constant Power'): TrackSnapshot =>
  madeTrack(
    [
      madeClip({ startTicks: '0', endTicks: seconds(2), inTicks: seconds(10), outTicks: seconds(12) }),
      madeClip({ startTicks: seconds(2), endTicks: seconds(4), inTicks: seconds(30), outTicks: seconds(32) }),
    ],
    { transitions: [{ name, startTicks: seconds(from), endTicks: seconds(to) }] },
  )

describe('Transitions', () => {
  it('a crossfade lets both clips sound over all of it, out of their handles, still in sync', () => {
    const [a, b] = clipsOf(convert([twoClips(1.5, 2.5)]))
    assert.deepEqual([a.startSample, a.endSample, a.sourceStart], [0, 120_000, 480_000])
    assert.deepEqual([b.startSample, b.endSample, b.sourceStart], [72_000, 192_000, 30 * 48000 - 24_000])
    const fade = { startSample: 72_000, endSample: 120_000, curve: 'constant-power' }
    assert.deepEqual([a.fadeIn, a.fadeOut, b.fadeIn, b.fadeOut], [null, fade, fade, null])
  })

  it('a fade at a free end fades that clip alone and leaves its ends where they are', () => {
    const track = madeTrack(
      [madeClip({ startTicks: seconds(1), endTicks: seconds(2), outTicks: seconds(1) })],
      {
        transitions: [
          { name: 'Constant Gain', startTicks: seconds(1), endTicks: seconds(1.25) },
          { name: 'Exponential Fade', startTicks: seconds(1.5), endTicks: seconds(2) },
        ],
      },
    )
    const [clip] = clipsOf(convert([track]))
    assert.deepEqual([clip.startSample, clip.endSample], [48_000, 96_000])
    assert.deepEqual(clip.fadeIn, { startSample: 48_000, endSample: 60_000, curve: 'constant-gain' })
    assert.deepEqual(clip.fadeOut, { startSample: 72_000, endSample: 96_000, curve: 'exponential' })
  })

  it('the project tells kind and cut: a cut at the start makes it a fade-in, the clip before it ends dry', () => {
    const project = madeProject([
      madeProjectTrack([], {
        transitions: [
          { name: 'x', kind: 'constant-gain', startTicks: ticks(2), endTicks: ticks(3), cutTicks: ticks(2) },
        ],
      }),
    ])
    const [a, b] = clipsOf(convert([twoClips(2, 3)], project))
    assert.deepEqual([a.fadeOut, a.endSample], [null, 96_000])
    assert.deepEqual(b.fadeIn, { startSample: 96_000, endSample: 144_000, curve: 'constant-gain' })
  })

  it('a handle before the start of a reversed clip runs the other way', () => {
    const track = twoClips(1.5, 2.5)
    track.clips[1] = { ...track.clips[1], reversed: true }
    const [, b] = clipsOf(convert([track]))
    assert.equal(b.sourceStep, -1)
    assert.equal(b.sourceStart, 48000 * 60 - 1 - 30 * 48000 + 24_000)
  })
})

describe('Levels', () => {
  const withLevel = (level: number | null, project: ProjectFile | null = null) =>
    clipsOf(convert([madeTrack([madeClip({ level })])], project))[0].gainDb

  it('reads both stored scales of Level, and silence', () => {
    assert.equal(withLevel(null), 0)
    assert.equal(withLevel(Math.fround(unity)), 0)
    assert.ok(Math.abs(withLevel(1) - 15) < 1e-9)
    assert.equal(withLevel(0), -Infinity)
    const legacy = madeProject([madeProjectTrack([madeProjectClip({ levelUnity: 0.5 })])])
    assert.ok(Math.abs(withLevel(1, legacy) - 6.0206) < 1e-4)
    // The host speaks its own scale, whatever the file's is.
    const xmeml = madeProject([madeProjectTrack([madeProjectClip({ levelUnity: 1 })])])
    assert.ok(Math.abs(withLevel(unity / 2, xmeml) + 6.0206) < 1e-4)
  })

  it('leaves a bypassed level out, and holds keys that the project says hold', () => {
    const levelKeys = [{ sourceTicks: '0', value: unity / 2, interpolation: -1 }]
    const hidden = madeProjectClip({
      levelKeys: [{ sourceTicks: 0n, db: -6.02, raw: unity / 2, interpolation: 4 }],
    })
    const project = madeProject([madeProjectTrack([hidden])])
    const [held] = clipsOf(convert([madeTrack([madeClip({ levelKeys })])], project))
    assert.equal(held.levelKeys[0].hold, true)
    const [bypassed] = clipsOf(
      convert([madeTrack([madeClip({ level: 0, levelKeys, levelBypassed: true })])], project),
    )
    assert.deepEqual([bypassed.gainDb, bypassed.levelKeys.length], [0, 0])
  })

  it('takes no clip from a track that holds our own earlier result', () => {
    assert.deepEqual(clipsOf(convert([{ ...madeTrack([madeClip({})]), ours: true }], null)), [])
  })

  it('adds clip gain to the static level, and keeps it beside keys', () => {
    const project = madeProject([madeProjectTrack([madeProjectClip({ gainDb: -4 })])])
    assert.ok(Math.abs(withLevel(unity / 2, project) + 4 + 6.0206) < 1e-4)
    const keyed = madeClip({
      level: unity / 2,
      levelKeys: [{ sourceTicks: '0', value: unity, interpolation: 0 }],
    })
    const [clip] = clipsOf(convert([madeTrack([keyed])], project))
    assert.deepEqual([clip.gainDb, clip.levelKeys], [-4, [{ atSample: 0, db: 0, hold: false }]])
  })

  it('brings keys from the source clock to the sequence: later by the start, earlier by the in-point, over the speed', () => {
    const clip = madeClip({
      startTicks: seconds(10),
      endTicks: seconds(12),
      inTicks: seconds(3),
      outTicks: seconds(7),
      speed: 2,
      levelKeys: [
        { sourceTicks: seconds(9), value: 0, interpolation: 0 },
        { sourceTicks: seconds(1), value: unity, interpolation: 4 },
        { sourceTicks: seconds(5), value: unity, interpolation: 5 },
      ],
    })
    const keys = clipsOf(convert([madeTrack([clip])]))[0].levelKeys
    assert.deepEqual(keys, [
      { atSample: 9 * 48000, db: 0, hold: true },
      { atSample: 11 * 48000, db: 0, hold: false },
      { atSample: 13 * 48000, db: -Infinity, hold: false },
    ])
  })
})

describe('Tracks', () => {
  it('a solo anywhere silences every track that is not soloed; mutes stay mutes', () => {
    const tracks = ['a', 'b', 'c'].map((name, index) =>
      madeTrack([madeClip({})], { name, index, muted: name === 'c' }),
    )
    const heard = (result: ToTimelines) => result.set.timelines.seq.tracks.map(({ audible }) => audible)
    assert.deepEqual(heard(convert(tracks)), [true, true, false])
    const soloed = madeProject(
      [0, 1, 2].map((i) => madeProjectTrack([madeProjectClip({})], { soloed: i > 0 })),
    )
    assert.deepEqual(heard(convert(tracks, soloed)), [false, true, false])
  })

  it('takes fader, pan, layout and channel map from the project, and says so when there is none', () => {
    const project = madeProject([
      madeProjectTrack([madeProjectClip({ channelMap: [1, 1] })], {
        faderDb: -3,
        pan: 0.5,
        layout: 'mono',
        channels: 1,
      }),
    ])
    const { layout, channels, faderDb, pan } = convert([madeTrack([madeClip({})])], project).set.timelines.seq
      .tracks[0]
    assert.deepEqual([layout, channels, faderDb, pan], ['mono', 1, -3, 0.5])
    assert.deepEqual(clipsOf(convert([madeTrack([madeClip({})])], project))[0].channelMap, [1, 1])
    assert.deepEqual(codesOf(convert([madeTrack([madeClip({})])], project)), [])
    assert.deepEqual(codesOf(convert([madeTrack([madeClip({})])])), ['hidden-facts-missing'])
  })

  it('names what it cannot play and plays the rest', () => {
    const clips = [
      madeClip({ name: 'angle', kind: 'multicam', mediaPath: '' }),
      madeClip({ name: 'back', endTicks: '-5' }),
      madeClip({ name: 'text', startTicks: 'abc' }),
      madeClip({ name: 'fast', speed: 1e9 }),
      madeClip({ name: 'still', speed: NaN }),
      madeClip({ name: 'effect', effects: ['Reverb', 'Echo'] }),
      madeClip({ name: 'gone', mediaPath: '/gone.wav' }),
    ]
    const media = stereoMedia()
    const result = convert([madeTrack(clips)], null, (path) => (path === '/gone.wav' ? null! : media(path)))
    assert.deepEqual(
      clipsOf(result).map(({ name }) => name),
      ['effect'],
    )
    assert.deepEqual(codesOf(result).sort(), [
      'clip-bad-time',
      'clip-bad-time',
      'clip-bad-time',
      'clip-bad-time',
      'clip-effect-not-applied',
      'clip-not-a-file',
      'hidden-facts-missing',
      'media-offline',
    ])
    const effect = result.problems.find(({ code }) => code === 'clip-effect-not-applied')
    assert.equal(effect?.where, 'Sequence / A1 / clip “effect”')
    assert.equal(effect?.values?.effects, 'Reverb, Echo')
  })

  it('tells a file that ends before its clip, and unapplied effects and moves of a track apart', () => {
    const long = madeClip({ inTicks: seconds(59.5), outTicks: seconds(60.5) })
    const project = madeProject([
      madeProjectTrack([madeProjectClip({})], {
        unapplied: ['Reverb', 'pan automation', 'volume automation'],
      }),
    ])
    const { problems } = convert([madeTrack([long])], project)
    const shown = problems.map(({ code, values }) => [code, values?.seconds ?? values?.effects])
    assert.deepEqual(shown, [
      ['track-effect-not-applied', 'Reverb'],
      ['track-automation-not-applied', 'pan automation, volume automation'],
      ['media-shorter-than-clip', 0.5],
    ])
  })

  it('two hundred thousand clips are converted within seconds, and as many problems are counted, not listed', () => {
    const clips = Array.from({ length: 200_000 }, (_, i) =>
      madeClip({ startTicks: String(i * 1000), endTicks: String(i % 2 ? i * 1000 - 1 : i * 1000 + 1000) }),
    )
    const begun = Date.now()
    const result = convert([madeTrack(clips)])
    assert.equal(clipsOf(result).length, 100_000)
    assert.ok(result.problems.length < 100)
    assert.ok(result.problems.some(({ values }) => values?.more === 99_980))
    assert.ok(Date.now() - begun < 20_000)
  })
})

describe('Nests', () => {
  const nest = (nestedSequenceId: string, given = {}) =>
    madeClip({ name: nestedSequenceId, kind: 'nest', mediaPath: '', nestedSequenceId, ...given })
  const sequence = (id: string, clips: ReturnType<typeof madeClip>[], sampleRateHz = 48000) =>
    madeSnapshot([madeTrack(clips)], { id, name: id, sampleRateHz })

  it('a nest plays the sequence it names, at that sequence’s own rate', () => {
    const result = convert([sequence('out', [nest('in')]), sequence('in', [madeClip({})], 44100)])
    const [clip] = clipsOf(result)
    assert.deepEqual(clip.source, { timeline: 'in' })
    assert.equal(clip.sourceStep, 44100 / 48000)
    assert.equal(result.set.timelines.in.sampleRateHz, 44100)
    assert.equal(result.set.timelines.in.tracks[0].clips.length, 1)
  })

  it('a sequence that contains itself, at any depth, is named and stays silent there', () => {
    const result = convert([
      sequence('a', [nest('b')]),
      sequence('b', [nest('c'), madeClip({ name: 'b-file' })]),
      sequence('c', [nest('a')]),
    ])
    assert.deepEqual(
      codesOf(result).filter((code) => code === 'nest-cycle'),
      ['nest-cycle'],
    )
    assert.equal(result.set.timelines.c.tracks[0].clips.length, 0)
    assert.equal(result.set.timelines.b.tracks[0].clips.length, 2)
  })

  it('nests that double at every level are refused before they multiply, and deep towers too', () => {
    const doubling = Array.from({ length: 40 }, (_, i) =>
      sequence(`s${i}`, i < 39 ? [nest(`s${i + 1}`), nest(`s${i + 1}`)] : [madeClip({})]),
    )
    assert.ok(codesOf(convert(doubling)).includes('nest-too-deep'))
    const tower = Array.from({ length: 5000 }, (_, i) =>
      sequence(`s${i}`, i < 4999 ? [nest(`s${i + 1}`)] : []),
    )
    assert.ok(codesOf(convert(tower)).includes('nest-too-deep'))
  })

  it('ids of clips are unique in the whole set, and lead to their names', () => {
    const result = convert([
      sequence('out', [nest('in'), madeClip({}), madeClip({ startTicks: seconds(1), endTicks: seconds(2) })]),
      sequence('in', [madeClip({})]),
    ])
    const ids = Object.values(result.set.timelines).flatMap((t) =>
      t.tracks.flatMap((track) => track.clips.map((c) => c.id)),
    )
    assert.equal(new Set(ids).size, 4)
    for (const id of ids) assert.ok(result.clipOrigins.get(id)?.sequence)
  })
})
