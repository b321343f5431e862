// Exactly the part of Premiere's scripting DOM that the adapter calls, and how it really behaves. Types only.
// The embedded host implements these interfaces. Versions are those where a behaviour was seen.

export interface Application {
  readonly version: string
  /** Throws or is null on the Home screen: ask isDocumentOpen first. */
  readonly project: Project | null
  isDocumentOpen(): boolean
  /** Makes the global `qe`. Undocumented; absent is survived. */
  enableQE?(): unknown
}

export interface Project {
  readonly name: string
  /** Empty when never saved. */
  readonly path: string
  readonly rootItem: ProjectItem
  /** Not in order of creation (26.2). */
  readonly sequences: SequenceCollection
  readonly activeSequence: Sequence | null
  openSequence(sequenceId: string): unknown
  /**
   * Answers true for missing files too, and opens a modal dialog for them in spite of `suppressUi`, which stops
   * every script until somebody closes it (26.5): ask File.exists first.
   */
  importFiles(
    paths: string[],
    suppressUi: boolean,
    targetBin: ProjectItem,
    asNumberedStills: boolean,
  ): unknown
}

export interface SequenceCollection {
  readonly numSequences: number
  readonly [index: number]: Sequence
}

export interface Sequence {
  /** The identity; `id` is unreliable. */
  readonly sequenceID: string
  name: string
  readonly audioTracks: TrackCollection
  readonly videoTracks: TrackCollection
  /** Ticks as text; an object with `ticks` in some builds. */
  readonly end: TicksOrTime
  readonly zeroPoint: TicksOrTime
  /** Ticks per frame. */
  readonly timebase: string
  readonly projectItem: ProjectItem | null
  readonly markers: MarkerCollection
  /** Unset is -400000 seconds. May include the zero point. */
  getInPointAsTime(): Time
  getOutPointAsTime(): Time
  getSettings(): SequenceSettings | null
}

export type TicksOrTime = string | Time

export interface SequenceSettings {
  readonly audioChannelType: number
  /** The duration of one sample, in spite of its name. */
  readonly audioSampleRate: Time
}

export interface TrackCollection {
  readonly numTracks: number
  readonly [index: number]: Track
}

export interface Track {
  /** Assignment works on 26.2; QE's setName is the way out elsewhere. */
  name: string
  readonly clips: TrackItemCollection
  readonly transitions: TransitionCollection
  isMuted(): boolean
  setMute(muted: 0 | 1): unknown
  isLocked(): boolean
  /** The one call that honours its track. Lengths are floored to whole frames. Success proves nothing. */
  overwriteClip(item: ProjectItem, time: Time): unknown
}

export interface TrackItemCollection {
  readonly numItems: number
  readonly [index: number]: TrackItem
}

export interface TransitionCollection {
  readonly numItems: number
  readonly [index: number]: Transition
}

/** A TrackItem in Premiere too, of which only this is asked. */
export interface Transition {
  readonly name: string
  readonly start: Time
  readonly end: Time
}

/** References die after structural edits: find again by nodeId. */
export interface TrackItem {
  readonly name: string
  readonly nodeId: string
  /** Each read gives a copy: setting its members changes nothing. */
  readonly start: Time
  readonly end: Time
  readonly inPoint: Time
  readonly outPoint: Time
  readonly duration: Time
  /** Null for graphics. */
  readonly projectItem: ProjectItem | null
  readonly components: ComponentCollection
  readonly disabled: boolean
  getSpeed(): number
  /** 0/1 by the guide, boolean by reflection. */
  isSpeedReversed(): number | boolean
  /** Both arguments are needed on 26.3. */
  remove(ripple: boolean, alignToVideo: boolean): unknown
}

export interface ComponentCollection {
  readonly numItems: number
  readonly [index: number]: Component
}

export interface Component {
  /** `displayName` is in the user's language, this is not. */
  readonly matchName: string
  readonly properties: ComponentParamCollection
}

export interface ComponentParamCollection {
  readonly numItems: number
  readonly [index: number]: ComponentParam
}

export interface ComponentParam {
  areKeyframesSupported(): boolean
  isTimeVarying(): boolean
  getValue(): unknown
  /** Undefined or 0 where nothing varies. Times are on the source clock. */
  getKeys(): ArrayLike<Time> | undefined | 0
  getValueAtKey(time: Time): unknown
}

/** An array made by the host. */
export interface ArrayLike<T> {
  readonly length: number
  readonly [index: number]: T
}

export interface Time {
  ticks: string
  seconds: number
}

export interface TimeConstructor {
  new (): Time
}

export interface MarkerCollection {
  readonly numMarkers: number
  getFirstMarker(): Marker | undefined
  getNextMarker(marker: Marker): Marker | undefined
  /** Does not enter the undo stack. */
  createMarker(seconds: number): Marker
  deleteMarker(marker: Marker): unknown
}

export interface Marker {
  name: string
  comments: string
  readonly start: Time
  readonly end: Time
}

export interface ProjectItem {
  readonly name: string
  readonly nodeId: string
  /** 1 clip, 2 bin, 3 root, 4 file. */
  readonly type: number
  /** Undefined for what is no bin. */
  readonly children: ProjectItemCollection | undefined
  /** Without meaning for sequences; may throw for merged clips. */
  getMediaPath(): string
  /** True for multicam and merged clips as well. */
  isSequence(): boolean
  isMulticamClip(): boolean
  isMergedClip(): boolean
  isOffline(): boolean
  createBin(name: string): unknown
  /** Moves any item, in spite of its name. */
  moveBin(bin: ProjectItem): unknown
  /** With everything in it. */
  deleteBin(): unknown
  /** A property, in spite of its name. */
  readonly getAudioChannelMapping: AudioChannelMapping | undefined
  setAudioChannelMapping(mapping: AudioChannelMapping): unknown
}

export interface ProjectItemCollection {
  readonly numItems: number
  readonly [index: number]: ProjectItem
}

export interface AudioChannelMapping {
  /** 0 mono, 1 stereo, 2 5.1. */
  audioChannelsType: number
  /** How many clips the item becomes when placed. */
  audioClipsNumber: number
  setMappingForChannel(channel: number, sourceChannel: number): unknown
}

/** The undocumented second DOM; it works on the active sequence only. */
export interface QuickEdit {
  readonly project: QuickEditProject
}

export interface QuickEditProject {
  getActiveSequence(): QuickEditSequence | null
}

export interface QuickEditSequence {
  /**
   * video, afterVideo, audio, audioType (0 mono, 1 stereo, 2 5.1), afterAudio, submix, submixType, afterSubmix.
   * Eight arguments on 26.2, seven elsewhere; with any other number the track lands at index 0.
   */
  addTracks(...numbers: number[]): unknown
  removeAudioTrack(index: number): unknown
  getAudioTrackAt(index: number): QuickEditTrack
}

export interface QuickEditTrack {
  setName(name: string): unknown
}
