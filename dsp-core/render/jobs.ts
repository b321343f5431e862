// The pieces of work a render is cut into. A job says which sound a block needs and makes something of it; it
// knows nothing of files, threads or other jobs, so any worker can do any job in any order.
import type { RenderPlan } from '../plan/plan'
import type { Engine } from '../processors/engine'
import type { ClipMeasurement } from '../timeline/measurements'
import type { TimelineSet } from '../timeline/timeline'
import { ClipJob } from './clipJob'
import { levelsJob } from './levelsJob'
import { MasterJob } from './masterJob'
import type { MediaRange } from './mediaStore'
import type { BitDepth } from './pcm'
import { newBytes, type LendBytes } from './packSound'
import { ResidualJob } from './residualJob'
import type { SoundPart } from './soundPart'
import type { SoundDetails } from './soundDetails'
import { soundDetailsJob } from './soundDetailsJob'
import { SoundJob } from './soundJob'
import { speechJob } from './speechJob'
import type { Stretch } from './stretches'
import { StemJob } from './stemJob'
import { StripsJob } from './stripsJob'
import type { WholeFile } from './wholeFileJob'

export type JobRequest =
  /** Render all stems and what is mastered over a stretch, and measure how it plays today. */
  | { kind: 'strips'; plan: RenderPlan; stretch: Stretch }
  /** Gain and limiter over a stretch of what the master's chain has made. */
  | MasterRequest
  /** Listen to one clip. */
  | { kind: 'clip'; timelines: TimelineSet; timeline: string; clip: string }
  /** Measure a stretch of a file. */
  | SoundRequest
  /** All else that can be said of a whole file. */
  | ({ kind: 'sound-details' } & WholeFile)
  /** Where people speak in a whole file. */
  | ({ kind: 'speech' } & WholeFile)
  /** What the level meter reads of a whole file. */
  | ({ kind: 'levels' } & WholeFile)
  /** How far the sum of some files is from another one times a gain. */
  | ResidualRequest
  /** A stretch of a stem as its file wants it. */
  | StemRequest

/** How a file wants its samples. */
export interface Packing {
  bitDepth: BitDepth
  ditherSeed: number
  /** Shaped noise, where it exists for this depth and rate (noiseShaper.ts). */
  shaped: boolean
}

export interface MasterRequest {
  kind: 'master'
  plan: RenderPlan
  stretch: Stretch
  gainDb: number
  /** As what the store has it. */
  mastered: string
  packing: Packing
}

export interface SoundRequest {
  kind: 'sound'
  media: string
  sampleRateHz: number
  channels: number
  /** Of the file. */
  lengthSamples: number
  stretch: Stretch
}

export interface StemRequest {
  kind: 'stem'
  media: string
  stretch: Stretch
  gainDb: number
  bitDepth: BitDepth
  ditherSeed: number
}

export interface ResidualRequest {
  kind: 'residual'
  sum: string[]
  of: string
  gainDb: number
  channels: number
  lengthSamples: number
}

/** What a block of a job hands back. Arrays are the receiver's own. */
export type JobValue =
  | StripsValue
  | MasterValue
  | { kind: 'clip'; lengthSamples: number; measurement: ClipMeasurement | null }
  | { kind: 'sound'; part: SoundPart | null }
  | { kind: 'sound-details'; details: SoundDetails | null }
  | { kind: 'speech'; speech: Float32Array | null }
  | { kind: 'levels'; readings: Record<string, number> | null }
  | { kind: 'residual'; peak: number; wholePeak: number }
  | { kind: 'stem'; startSample: number; lengthSamples: number; bytes: Uint8Array<ArrayBuffer> }

/**
 * Strips as interleaved 32-bit floats. Of what is mastered, since the last block: `energies`, 10 ms loudness steps, and
 * `peaks`, the highest sample of each 2.5 ms.
 */
export interface StripsValue {
  kind: 'strips'
  startSample: number
  lengthSamples: number
  strips: Record<string, Uint8Array<ArrayBuffer>>
  energies: Float32Array
  peaks: Float32Array
  /** Null where the plan does not compare. */
  untouched: UntouchedMeasurement | null
}

/** `energies`: 10 ms loudness steps by strip since the last block; the true peak comes with the last block. */
export interface UntouchedMeasurement {
  energies: Record<string, Float32Array>
  truePeakDbtp: number
}

/** `bytes` as the file wants them; `limitedDb`: the deepest the limiter has gone so far in this stretch. */
export interface MasterValue {
  kind: 'master'
  startSample: number
  lengthSamples: number
  bytes: Uint8Array<ArrayBuffer>
  energies: Float32Array
  /** Squares of all channels since the last block, where the RMS level is settled; else 0. */
  squares: number
  limitedDb: number
}

export interface RenderJob {
  readonly blocks: number
  needs(block: number): MediaRange[]
  /** Sound in the order of `needs`. Blocks come in order. */
  run(block: number, sound: Float32Array[][]): JobValue
}

/** `lend`: bytes for what is packed; they go with the value and may be handed in again later. */
export const makeJob = (request: JobRequest, engine: Engine, lend: LendBytes = newBytes): RenderJob => {
  switch (request.kind) {
    case 'strips':
      return new StripsJob(request.plan, request.stretch, engine, lend)
    case 'master':
      return new MasterJob(request, engine, lend)
    case 'clip':
      return new ClipJob(request.timelines, request.timeline, request.clip, engine)
    case 'sound':
      return new SoundJob(request, engine)
    case 'sound-details':
      return soundDetailsJob(request, engine)
    case 'speech':
      return speechJob(request)
    case 'levels':
      return levelsJob(request, engine)
    case 'residual':
      return new ResidualJob(request)
    case 'stem':
      return new StemJob(request, engine, lend)
  }
}

/** The buffers of a value that can be handed over instead of copied. */
export const transferables = (value: JobValue): ArrayBuffer[] =>
  value.kind === 'clip' && value.measurement
    ? [value.measurement.loudnessEnergy.buffer as ArrayBuffer, value.measurement.speech.buffer as ArrayBuffer]
    : lentBuffers(value)

/** Those that were lent to the job: whoever has taken the value's bytes out may hand them in again. */
export const lentBuffers = (value: JobValue): ArrayBuffer[] => {
  if (value.kind === 'stem' || value.kind === 'master') return [value.bytes.buffer]
  return value.kind === 'strips' ? [...new Set(Object.values(value.strips).map(({ buffer }) => buffer))] : []
}
