// A project file as we read it: what the host's scripting DOM shows and what it hides, in Adobe's units. Every
// reader (prproj, fcpXml, fcpxml, otio) ends here; the embedded host is built on it, and the panel takes from it
// what scripts cannot see. Tracks are as Premiere shows them: an exploded stereo pair in xmeml is one track.
import type { Problem } from '../problem'

export type ProjectFormat = 'prproj' | 'xmeml' | 'fcpxml' | 'otio'

export interface ProjectFile {
  format: ProjectFormat
  /** "43" for a .prproj's Project Version, "4" for xmeml, "1.11" for fcpxml; empty when the file has none. */
  version: string
  /** Application and build that wrote it, when it says so. */
  writtenBy: string
  path: string
  name: string
  sequences: ProjectSequence[]
  media: ProjectMedia[]
  problems: Problem[]
}

export interface ProjectMedia {
  /** Unique in this project. */
  id: string
  name: string
  /** Absolute path or a path relative to the project, in the form the file had, percent-decoded, without "file://". */
  path: string
  /** Other places the project names for the same file (relative path, actual path), best first. */
  alternatives: string[]
  /** Audio channels and rate as the project has them; 0 when it does not say. */
  channels: number
  sampleRateHz: number
  /** Length on the source clock; 0 when unknown. */
  durationTicks: bigint
  hasVideo: boolean
}

export interface ProjectSequence {
  id: string
  name: string
  ticksPerFrame: bigint
  /** Exact when the format gives a fraction, else from ticksPerFrame. */
  frameRate: { num: number; den: number }
  dropFrame: boolean
  sampleRateHz: number
  zeroPointTicks: bigint
  endTicks: bigint
  inPointTicks: bigint | null
  outPointTicks: bigint | null
  /** Of the master: what the sequence's mix is. */
  layout: TrackLayout
  audioTracks: ProjectAudioTrack[]
  videoTracks: ProjectVideoTrack[]
  markers: ProjectMarker[]
  frameWidth: number
  frameHeight: number
}

export type TrackLayout = 'mono' | 'stereo' | '5.1' | 'multichannel'

export interface ProjectAudioTrack {
  name: string
  layout: TrackLayout
  channels: number
  muted: boolean
  soloed: boolean
  locked: boolean
  /** The mixer's fader; 0 when untouched. */
  faderDb: number
  /** -1 left … 1 right. */
  pan: number
  /** How many raw tracks of the file this one is (2 for an exploded xmeml stereo pair, else 1). */
  rawTracks: number
  /** Names of track effects and of automation that we read but do not apply. */
  unapplied: string[]
  clips: ProjectClip[]
  transitions: ProjectTransition[]
}

export interface ProjectVideoTrack {
  name: string
  enabled: boolean
  clips: ProjectClip[]
}

export interface ProjectClip {
  /** Stable within this file: "ObjectID" of the item, or its clipitem id. */
  id: string
  name: string
  /** What it plays. `none` when the item has no readable source (title, generator, broken link). */
  source: { media: string } | { sequence: string } | 'none'
  kind: 'file' | 'nest' | 'multicam' | 'merged' | 'other'
  startTicks: bigint
  endTicks: bigint
  /** Source clock; a source second is a second whatever the speed, so (out - in) / speed = end - start. */
  inTicks: bigint
  outTicks: bigint
  speed: number
  /** Played backwards. In and out are then on the reversed source clock: 0 is the source's last instant. */
  reversed: boolean
  enabled: boolean
  /** Clip > Audio Gain, 0 when untouched. */
  gainDb: number
  /** Static Level of the Volume effect in dB (-Infinity: off); 0 when untouched. */
  levelDb: number
  /** The stored value of Level and the value that is 0 dB (0.17782794, 0.5 in old projects, 1 in xmeml). */
  levelRaw: number | null
  levelUnity: number
  levelKeys: ProjectLevelKey[]
  /** For each channel of the clip, the source's channel that feeds it (0-based); empty: as the source is. */
  channelMap: number[]
  /** Effects besides volume, by display or match name, that are not bypassed. */
  effects: string[]
  /** Ids of items linked to this one. */
  linkedTo: string[]
  /** How many raw items of the file this clip is, where tracks are exploded (xmeml); absent: 1. */
  rawClips?: number
  /** A pan of this clip alone (Final Cut Pro), -1 left … 1 right, where the track's pan does not say it. */
  pan?: number
}

export interface ProjectLevelKey {
  /** On the source clock, as inTicks. */
  sourceTicks: bigint
  db: number
  raw: number
  /** 0 linear, 4 hold, 5 bezier. */
  interpolation: number
}

export interface ProjectTransition {
  name: string
  kind: 'constant-power' | 'constant-gain' | 'exponential'
  startTicks: bigint
  endTicks: bigint
  /** The cut it lies over; equal to start (fade-in), to end (fade-out), or between. */
  cutTicks: bigint
}

export interface ProjectMarker {
  name: string
  comments: string
  startTicks: bigint
  endTicks: bigint
}
