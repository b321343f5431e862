// The whole judgement as one JSON value: what will be rendered, what must then be true, and why. A person can
// read it, a diff can compare it, and the same plan with the same media renders the same bytes. Data only.
import type { DitherKind } from '../presets/schema'
import type { Role } from '../timeline/roles'
import type { ChannelLayout, TimelineSet } from '../timeline/timeline'

export interface RenderPlan {
  schema: 'plan/1'
  /** "dubstage 0.1.0": what wrote it. */
  product: string
  sequence: PlanSequence
  genre: PresetReference
  delivery: PresetReference
  media: PlanMedia[]
  timelines: TimelineSet
  /** What is taken from the timeline: the clips of one track that have one role. */
  sources: PlanSource[]
  /** In the order they are computed: a strip may only take from strips above it. */
  strips: PlanStrip[]
  /** Named signals that nodes follow. */
  signals: Record<string, PlanSignal>
  master: PlanMaster
  outputs: PlanOutput[]
  promises: PlanPromise[]
  decisions: PlanDecision[]
  /** How the sum of the stems should play before the master's gain, from listening to the clips. */
  expected?: PlanLoudness
  /**
   * Whether the sequence as it plays today is measured too, so that the report can set the result beside it. It takes a
   * twelfth of a render. True where it is missing.
   */
  compare?: boolean
}

/** Null is silence, or nothing of the kind. */
export interface PlanLoudness {
  integratedLufs: number | null
  maxShortTermLufs: number | null
  maxMomentaryLufs: number | null
  loudnessRangeLu: number | null
  /** While somebody speaks and music plays. */
  speechOverMusicLu: number | null
}

export interface PlanSequence {
  id: string
  name: string
  sampleRateHz: number
  layout: ChannelLayout
  channels: number
  /** Whole frames, rounded up to a whole sample. Every file is exactly this long. */
  lengthSamples: number
  lengthFrames: number
  frameRate: { num: number; den: number }
  ticksPerFrame: string
  zeroPointTicks: string
  /** Time reference of the first sample, samples since midnight (BWF bext, EBU Tech 3285). */
  timeReferenceSamples: number
}

export interface PresetReference {
  id: string
  title: string
  /** SHA-256 of the preset as used, first 16 hex digits. */
  fingerprint: string
}

export interface PlanMedia {
  id: string
  path: string
  /** Of size, head and tail of the file; empty when offline. A render with other media than planned says so. */
  fingerprint: string
  sampleRateHz: number
  channels: number
  lengthSamples: number
  /** Offline media renders as silence and turns the report yellow. */
  online: boolean
}

export interface PlanSource {
  id: string
  timeline: string
  /** Index in that timeline's tracks. */
  track: number
  role: Role
  clips: { clip: string; trimDb: number }[]
}

export interface PlanStrip {
  id: string
  title: string
  role: Role | null
  inputs: StripInput[]
  chain: PlanNode[]
}

export type StripInput =
  { source: string; delaySamples: number } | { strip: string; gainDb: number; delaySamples: number }

export interface PlanNode {
  /** A processor's id. */
  use: string
  params: Record<string, number>
  /** Strip that drives it, where it has a side-chain. */
  sidechain?: string
  /** Signal it follows, where it has one (a gain in dB over time). */
  signal?: string
}

/** A gain over time, in dB. Between points it moves straight in dB; before the first and after the last it stays. */
export type PlanSignal = { kind: 'points'; points: { atSample: number; db: number }[] } | DuckSignal

/** Ducks, one row each. The curve is drawn from them (render/drawSignal.ts), so a changed row is a changed sound. */
export interface DuckSignal {
  kind: 'ducks'
  ducks: Duck[]
}

export interface Duck {
  /** The dip is complete from here … */
  startSample: number
  /** … to here, where recovery begins. */
  endSample: number
  /** Negative. */
  depthDb: number
  /** Length of the way down, ending at startSample. */
  downSamples: number
  /** Length of the way up, beginning at endSample. */
  upSamples: number
  reason: string
}

export interface PlanMaster {
  /** The strip that is the sum of all stems: the pre-master. */
  strip: string
  chain: PlanNode[]
  /** Settled by measurement: with it the delivery's loudness is met. Stems carry it too, so that they sum up. Null: not settled yet. */
  gainDb: number | null
  limiter: PlanNode
}

export interface PlanOutput {
  kind: 'mix' | 'stem'
  role: Role | null
  /** For a stem: the strip it is. */
  strip: string
  /** File name without folder. */
  file: string
  bitDepth: 16 | 24 | 32
  /** Of 16 bits alone; absent: triangular. */
  dither?: DitherKind
  layout: ChannelLayout
}

export const promiseIds = [
  'integrated-loudness',
  'dialogue-loudness',
  'rms-level',
  'true-peak',
  'length',
  'max-short-term',
  'loudness-range',
  'over-dialogue',
  'noise-floor',
  'stems-sum',
] as const
export type PromiseId = (typeof promiseIds)[number]

/** What must be true of the written files. Checked by measuring them, never by computing. */
export interface PlanPromise {
  id: PromiseId
  /** In plain words, with its numbers. */
  text: string
  /** For loudness target and tolerance in LU; for true peak the ceiling in dBTP; for length in samples. */
  target: number
  tolerance: number
}

export interface PlanDecision {
  /** What it is about: a track ("A2"), a clip, a strip id, "mix". */
  about: string
  kind: 'role' | 'level' | 'chain' | 'duck' | 'fold' | 'master' | 'skip'
  /** One sentence with its numbers: "A2 is music: its name says so; speech in 4 % of it." */
  text: string
}
