// The shape of a plan as it is read from a file that anybody may have written: types, ranges, sizes. What refers to
// what is checkPlan's. Silence (-Infinity dB) is null in JSON and comes back as -Infinity.
import {
  flag,
  list,
  number,
  object,
  oneOf,
  optional,
  orNull,
  record,
  text,
  whole,
  type Read,
} from '../presets/read'
import { shown } from '../presets/faults'
import { isRecord } from '../presets/read'
import { ditherKinds } from '../presets/schema'
import { roles } from '../timeline/roles'
import type { ChannelLayout, Clip, Fade, LevelKey, Timeline, TimelineSet, Track } from '../timeline/timeline'
import { promiseIds } from './plan'
import type * as plan from './plan'

const layouts: readonly ChannelLayout[] = ['mono', 'stereo', '5.1', 'multichannel']

/** A day and a bit, at the highest rate. */
const mostSamples = 100_000 * 192_000
const mostClips = 1_000_000
const mostTracks = 2000
const mostStrips = 20_000

const name = text({ most: 65_536 })
const identity = text({ most: 4096, least: 1 })
const sentence = text({ most: 200_000 })
const samples = whole(0, mostSamples)
const position = whole(-mostSamples, mostSamples)
const rateHz = whole(4000, 768_000)
const ticks = text({ most: 24, pattern: /^-?\d+$/, like: 'a whole number as text' })

/** Decibels where "off" is a value of its own. */
const levelDb: Read<number> = (value, path, faults) =>
  value === null || value === -Infinity ? -Infinity : number(-400, 200)(value, path, faults)

/** One of two kinds of object, told apart by a key only one of them has. */
const either =
  <A, B>(key: string, first: Read<A>, second: Read<B>): Read<A | B> =>
  (value, path, faults) =>
    isRecord(value) && Object.prototype.hasOwnProperty.call(value, key)
      ? first(value, path, faults)
      : second(value, path, faults)

const fade = object<Fade>({
  startSample: position,
  endSample: position,
  curve: oneOf(['constant-power', 'constant-gain', 'exponential'] as const),
})

const levelKey = object<LevelKey>({ atSample: number(-mostSamples, mostSamples), db: levelDb, hold: flag })

const sourceStep: Read<number> = (value, path, faults) => {
  if (value === 0) faults.add(path, 'must not be 0')
  return number(-10_000, 10_000)(value, path, faults)
}

const clip = object<Clip>({
  id: identity,
  name,
  source: either(
    'media',
    object<{ media: string }>({ media: identity }),
    object<{ timeline: string }>({ timeline: identity }),
  ),
  enabled: flag,
  startSample: position,
  endSample: position,
  sourceStart: number(-1e13, 1e13),
  sourceStep,
  channelMap: list(whole(-1, 1023), 64),
  gainDb: levelDb,
  levelKeys: list(levelKey, mostClips),
  fadeIn: orNull(fade),
  fadeOut: orNull(fade),
})

const track = object<Track>({
  name,
  layout: oneOf(layouts),
  channels: whole(1, 64),
  audible: flag,
  faderDb: levelDb,
  pan: number(-1, 1),
  clips: list(clip, mostClips),
})

const timeline = object<Timeline>({
  id: identity,
  name,
  sampleRateHz: rateHz,
  lengthSamples: samples,
  layout: oneOf(layouts),
  channels: whole(1, 64),
  tracks: list(track, mostTracks),
})

const timelines = object<TimelineSet>({ root: identity, timelines: record(timeline, 20_000, 4096) })

const sequence = object<plan.PlanSequence>({
  id: identity,
  name,
  sampleRateHz: rateHz,
  layout: oneOf(layouts),
  channels: whole(1, 64),
  lengthSamples: samples,
  lengthFrames: samples,
  frameRate: object<{ num: number; den: number }>({ num: whole(1, 1e9), den: whole(1, 1e9) }),
  ticksPerFrame: ticks,
  zeroPointTicks: ticks,
  timeReferenceSamples: whole(0, Number.MAX_SAFE_INTEGER),
})

const preset = object<plan.PresetReference>({
  id: text({ most: 64, least: 1 }),
  title: text({ most: 200 }),
  fingerprint: text({ most: 64, pattern: /^[0-9a-f]*$/, like: 'hex digits' }),
})

const media = object<plan.PlanMedia>({
  id: identity,
  path: text({ most: 65_536 }),
  fingerprint: text({ most: 200 }),
  sampleRateHz: whole(0, 768_000),
  channels: whole(0, 1024),
  lengthSamples: samples,
  online: flag,
})

const trim = object<{ clip: string; trimDb: number }>({ clip: identity, trimDb: number(-120, 60) })

const source = object<plan.PlanSource>({
  id: identity,
  timeline: identity,
  track: whole(0, mostTracks - 1),
  role: oneOf(roles),
  clips: list(trim, mostClips),
})

const delay = whole(0, 10_000_000)

const stripInput: Read<plan.StripInput> = either(
  'source',
  object<{ source: string; delaySamples: number }>({ source: identity, delaySamples: delay }),
  object<{ strip: string; gainDb: number; delaySamples: number }>({
    strip: identity,
    gainDb: number(-120, 60),
    delaySamples: delay,
  }),
)

const node = object<plan.PlanNode>({
  use: identity,
  params: record(number(-1e9, 1e9), 200, 64),
  sidechain: optional(identity),
  signal: optional(identity),
})

const chain = list(node, 64)

const strip = object<plan.PlanStrip>({
  id: identity,
  title: text({ most: 400 }),
  role: orNull(oneOf(roles)),
  inputs: list(stripInput, mostStrips),
  chain,
})

const duck = object<plan.Duck>({
  startSample: samples,
  endSample: samples,
  depthDb: number(-120, 0),
  downSamples: samples,
  upSamples: samples,
  reason: sentence,
})

const points = object<Extract<plan.PlanSignal, { kind: 'points' }>>({
  kind: oneOf(['points'] as const),
  points: list(
    object<{ atSample: number; db: number }>({ atSample: position, db: number(-200, 60) }),
    mostClips,
  ),
})

const ducks = object<plan.DuckSignal>({ kind: oneOf(['ducks'] as const), ducks: list(duck, mostClips) })

/** No folders, nothing a file system takes for something else, an audio file's ending. */
const fileName: Read<string> = (value, path, faults) => {
  const read = text({ most: 240, least: 5 })(value, path, faults)
  const unsafe = /[\\/:*?"<>|\p{Cc}]/u.test(read) || /^[. ]/.test(read) || !/\.wav$/.test(read)
  if (read !== '' && unsafe) faults.add(path, `is no plain name of a .wav file: ${shown(read)}`)
  return read
}

const output = object<plan.PlanOutput>({
  kind: oneOf(['mix', 'stem'] as const),
  role: orNull(oneOf(roles)),
  strip: identity,
  file: fileName,
  bitDepth: oneOf([16, 24, 32] as const),
  dither: optional(oneOf(ditherKinds)),
  layout: oneOf(layouts),
})

const promise = object<plan.PlanPromise>({
  id: oneOf(promiseIds),
  text: sentence,
  target: number(-mostSamples, mostSamples),
  tolerance: number(0, 1000),
})

const decision = object<plan.PlanDecision>({
  about: text({ most: 4096 }),
  kind: oneOf(['role', 'level', 'chain', 'duck', 'fold', 'master', 'skip'] as const),
  text: sentence,
})

const levelOrSilence = orNull(number(-400, 200))

const loudness = object<plan.PlanLoudness>({
  integratedLufs: levelOrSilence,
  maxShortTermLufs: levelOrSilence,
  maxMomentaryLufs: levelOrSilence,
  loudnessRangeLu: levelOrSilence,
  speechOverMusicLu: levelOrSilence,
})

export const planShape: Read<plan.RenderPlan> = object<plan.RenderPlan>({
  schema: oneOf(['plan/1'] as const),
  product: text({ most: 200 }),
  sequence,
  genre: preset,
  delivery: preset,
  media: list(media, mostClips),
  timelines,
  sources: list(source, mostStrips),
  strips: list(strip, mostStrips),
  signals: record(either('points', points, ducks), mostStrips, 4096),
  master: object<plan.PlanMaster>({
    strip: identity,
    chain,
    gainDb: orNull(number(-200, 120)),
    limiter: node,
  }),
  outputs: list(output, 64),
  promises: list(promise, 64),
  decisions: list(decision, mostClips),
  expected: optional(loudness),
  compare: optional(flag),
})
