// Our picture of a sequence, in samples. Ranges are half open; positions and lengths count per channel. Everything
// the host said in its own units has been converted: ends one by one, lengths never. Data only.

export type ChannelLayout = 'mono' | 'stereo' | '5.1' | 'multichannel'

export interface Timeline {
  id: string
  name: string
  sampleRateHz: number
  lengthSamples: number
  layout: ChannelLayout
  channels: number
  tracks: Track[]
}

export interface Track {
  name: string
  layout: ChannelLayout
  channels: number
  /** False when muted, or when another track is soloed and this one is not. */
  audible: boolean
  faderDb: number
  /** -1 left … 1 right. */
  pan: number
  /** In order of start; what a crossfade needs of the handles is inside start and end. */
  clips: Clip[]
}

export interface Clip {
  /** Stable identity: media or nest, and source range; survives moves on the timeline. */
  id: string
  name: string
  source: { media: string } | { timeline: string }
  enabled: boolean
  startSample: number
  endSample: number
  /**
   * Where on the source's own sample grid the sample at startSample lies. A whole number when rate and speed are
   * those of the sequence; else exact to double precision. May be negative or beyond the end: silence there.
   */
  sourceStart: number
  /** Source samples per sequence sample; negative when reversed. 1 means copied untouched. */
  sourceStep: number
  /** For each channel of the clip, the channel of the source that feeds it. */
  channelMap: number[]
  /** Clip gain and static level together (-Infinity: silent). */
  gainDb: number
  /** Level keys in sequence samples, in order; they replace the static level (gainDb is then clip gain alone). */
  levelKeys: LevelKey[]
  fadeIn: Fade | null
  fadeOut: Fade | null
}

export interface LevelKey {
  atSample: number
  /** -Infinity is silence. */
  db: number
  /** Holds until the next key instead of moving towards it. */
  hold: boolean
}

export interface Fade {
  startSample: number
  endSample: number
  curve: 'constant-power' | 'constant-gain' | 'exponential'
}

/** A sequence and all sequences nested in it, by id. */
export interface TimelineSet {
  root: string
  timelines: Record<string, Timeline>
}
