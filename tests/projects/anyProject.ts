// Arbitrary projects on frame edges, as far as xmeml can hold them; names contain what breaks careless writers.
import fc from 'fast-check'
import type { ProjectClip, ProjectFile, ProjectSequence } from '../../client/projects/project'
import { frameRateOf, ticksOfFrames, ticksPerFrameOf, type FrameRate } from '../../client/projects/frames'

const rates: FrameRate[] = [
  [24000, 1001],
  [24, 1],
  [25, 1],
  [30000, 1001],
  [30, 1],
  [48, 1],
  [50, 1],
  [60000, 1001],
  [60, 1],
  [120, 1],
].map(([num, den]) => ({ num, den }))

const names = fc.oneof(
  fc.constantFrom(
    '"quoted" & <b>',
    "it's",
    'line\nbreak\ttab',
    'a\u2028b',
    '</script>',
    ']]>',
    '😀',
    '\u202eright',
    ' spaces ',
    '%41 100% #1',
  ),
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    // eslint-disable-next-line no-control-regex
    .filter((text) => !/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(text)),
)

const decibels = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -600, max: 120 }).map((tenths) => tenths / 10),
)

interface ClipSeed {
  name: string
  gapFrames: number
  lengthFrames: number
  inFrames: number
  speed: number
  reversed: boolean
  enabled: boolean
  gainDb: number
  levelDb: number
  keys: { frame: number; db: number }[]
  map: number[]
  nest: boolean
}

const clipSeeds = fc.record<ClipSeed>({
  name: names,
  gapFrames: fc.nat(50),
  lengthFrames: fc.integer({ min: 1, max: 5000 }),
  inFrames: fc.nat(100_000),
  speed: fc.constantFrom(1, 1, 1, 0.5, 2, 0.3, 1.25),
  reversed: fc.boolean(),
  enabled: fc.boolean(),
  gainDb: decibels,
  levelDb: fc.oneof(decibels, fc.constant(-Infinity)),
  keys: fc.uniqueArray(fc.record({ frame: fc.nat(100_000), db: decibels }), {
    selector: ({ frame }) => frame,
    maxLength: 5,
  }),
  map: fc.constantFrom([], [], [1], [0], [1, 0]),
  nest: fc.boolean(),
})

const placed = (seeds: ClipSeed[], rate: FrameRate, track: number, inner: string | null): ProjectClip[] => {
  let frame = 0
  return seeds.map((seed, index) => {
    const ticks = (frames: number): bigint => ticksOfFrames(frames, rate)
    const start = frame + seed.gapFrames
    frame = start + seed.lengthFrames
    const isNest = seed.nest && inner !== null
    const inTicks = (BigInt(Math.round(seed.speed * 100)) * ticks(seed.inFrames)) / 100n
    const length = (BigInt(Math.round(seed.speed * 100)) * (ticks(frame) - ticks(start))) / 100n
    return {
      id: `c${track}-${index}`,
      name: seed.name,
      source: isNest ? { sequence: inner } : { media: 'm' },
      kind: isNest ? 'nest' : 'file',
      startTicks: ticks(start),
      endTicks: ticks(frame),
      inTicks,
      outTicks: inTicks + length,
      speed: seed.speed,
      reversed: seed.reversed,
      enabled: seed.enabled,
      gainDb: seed.gainDb,
      levelDb: seed.levelDb,
      levelRaw: 1,
      levelUnity: 1,
      levelKeys: seed.keys
        .sort((a, b) => a.frame - b.frame)
        .map((key) => ({
          sourceTicks: (BigInt(Math.round(seed.speed * 100)) * ticks(key.frame)) / 100n,
          db: key.db,
          raw: 1,
          interpolation: 0,
        })),
      channelMap: isNest ? [] : seed.map,
      effects: [],
      linkedTo: [],
    }
  })
}

const trackSeeds = fc.record({
  name: names,
  muted: fc.boolean(),
  locked: fc.boolean(),
  pan: fc.constantFrom(-1, -0.5, 0, 0.25, 1),
  clips: fc.array(clipSeeds, { maxLength: 5 }),
})

export const anyProject: fc.Arbitrary<ProjectFile> = fc
  .record({
    rate: fc.constantFrom(...rates),
    names: fc.tuple(names, names),
    path: names,
    drop: fc.boolean(),
    zeroFrames: fc.nat(100_000_000),
    tracks: fc.array(trackSeeds, { minLength: 1, maxLength: 4 }),
    inner: fc.array(clipSeeds, { maxLength: 2 }),
    markers: fc.array(
      fc.record({ name: names, comments: names, frame: fc.nat(10_000), length: fc.nat(100) }),
      { maxLength: 3 },
    ),
  })
  .map((seed) => {
    const ticksPerFrame = ticksPerFrameOf(seed.rate)
    const base = (
      id: string,
      name: string,
      tracks: typeof seed.tracks,
      inner: string | null,
    ): ProjectSequence => {
      const audioTracks = tracks.map((track, index) => ({
        name: track.name || `Audio ${index + 1}`,
        layout: 'stereo' as const,
        channels: 2,
        muted: track.muted,
        soloed: false,
        locked: track.locked,
        faderDb: 0,
        pan: track.pan,
        rawTracks: 2,
        unapplied: [],
        clips: placed(track.clips, seed.rate, index, inner),
        transitions: [],
      }))
      const ends = audioTracks.flatMap((track) => track.clips).map((clip) => clip.endTicks)
      return {
        id,
        name,
        ticksPerFrame,
        frameRate: frameRateOf(ticksPerFrame),
        dropFrame: seed.drop && seed.rate.den === 1001 && seed.rate.num !== 24000,
        sampleRateHz: 48000,
        zeroPointTicks: inner === null ? 0n : ticksOfFrames(seed.zeroFrames, seed.rate),
        endTicks: ends.reduce((latest, end) => (end > latest ? end : latest), 0n),
        inPointTicks: null,
        outPointTicks: ticksOfFrames(25, seed.rate),
        layout: 'stereo',
        audioTracks,
        videoTracks: [],
        markers:
          inner === null
            ? []
            : seed.markers.map(({ name, comments, frame, length }) => ({
                name,
                comments,
                startTicks: ticksOfFrames(frame, seed.rate),
                endTicks: ticksOfFrames(frame + length, seed.rate),
              })),
        frameWidth: 1920,
        frameHeight: 1080,
      }
    }
    const innerTrack: (typeof seed.tracks)[number] = {
      name: 'In',
      muted: false,
      locked: false,
      pan: 0,
      clips: seed.inner,
    }
    return {
      format: 'prproj',
      version: '43',
      writtenBy: '',
      path: '/projects/any.prproj',
      name: 'any',
      sequences: [
        base('outer', seed.names[0], seed.tracks, 'inner'),
        base('inner', seed.names[1], [innerTrack], null),
      ],
      media: [
        {
          id: 'm',
          name: seed.path,
          path: `/sound/${seed.path.replace(/\//g, '')}.wav`,
          alternatives: [],
          channels: 2,
          sampleRateHz: 48000,
          durationTicks: ticksOfFrames(200_000, seed.rate),
          hasVideo: false,
        },
      ],
      problems: [],
    }
  })
