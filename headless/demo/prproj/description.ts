// What a project file should say, plainly: the input of buildPrproj and of the tests' builders. Times are ticks;
// nothing is checked here, so that tests can describe impossible projects too.

export interface ProjectDescription {
  name: string
  /** Premiere's Project Version. 38 and below store Level with unity at 0.5, later ones at 0.17782794. */
  version: number
  media: MediaDescription[]
  sequences: SequenceDescription[]
}

export interface MediaDescription {
  id: string
  path: string
  relativePath?: string
  channels: number
  ticksPerSample: bigint
  durationTicks: bigint
}

export type LayoutDescription = 'mono' | 'stereo' | '5.1'

export interface SequenceDescription {
  id: string
  name: string
  ticksPerFrame: bigint
  ticksPerSample: bigint
  layout?: LayoutDescription
  zeroPointTicks?: bigint
  inPointTicks?: bigint
  outPointTicks?: bigint
  dropFrame?: boolean
  tracks: TrackDescription[]
  markers?: MarkerDescription[]
}

export interface TrackDescription {
  /** Empty: never renamed by the user. */
  name: string
  layout?: LayoutDescription
  muted?: boolean
  soloed?: boolean
  locked?: boolean
  faderDb?: number
  /** -1 left … 1 right. */
  pan?: number
  clips: ClipDescription[]
  transitions?: TransitionDescription[]
}

export interface ClipDescription {
  name: string
  source: { media: string } | { sequence: string }
  startTicks: bigint
  endTicks: bigint
  inTicks: bigint
  outTicks: bigint
  speed?: number
  reversed?: boolean
  disabled?: boolean
  /** Clip > Audio Gain. */
  gainDb?: number
  /** Static Level of the Volume effect; -Infinity is off. */
  levelDb?: number
  levelKeys?: LevelKeyDescription[]
  /** For each channel of the clip, the channel of the source that feeds it; as the source is when absent. */
  channelMap?: number[]
}

export interface LevelKeyDescription {
  /** On the source clock. */
  sourceTicks: bigint
  db: number
  hold?: boolean
}

export interface TransitionDescription {
  kind: 'constant-power' | 'constant-gain' | 'exponential'
  startTicks: bigint
  endTicks: bigint
  cutTicks: bigint
}

export interface MarkerDescription {
  name: string
  comments?: string
  startTicks: bigint
  durationTicks?: bigint
}
