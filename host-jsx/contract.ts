// The whole surface between the panel and a host: each function it may call, each shape that crosses.
// Types only. Everything is JSON; ticks (254 016 000 000 per second) are decimal strings, because a number
// holds them exactly only up to 9 h 50 min. The host reports what it sees, in its own units, and decides nothing.

/** A whole number of ticks, as decimal text. */
export type Ticks = string

export interface HostAdapter {
  identify(): HostIdentity
  listSequences(): SequenceSummary[]
  /** One page: as much as the host can read in a few dozen milliseconds. `next` says where to go on. */
  readSequence(sequenceId: string, from: PageStart): SequencePage
  /** To be called again until nothing is pending; `asked` are the paths of earlier calls. */
  importMix(placement: Placement, asked: ImportReply | null): ImportReply
  placeMix(placement: Placement, imported: ImportReply): PlacementReceipt
  undo(receipt: PlacementReceipt): UndoReply
}

export interface HostIdentity {
  host: 'premiere' | 'audition'
  version: string
  /** Path of the open project; empty when it was never saved. */
  projectPath: string
  projectName: string
  /** Version of the loaded host script, to find out that an old one still answers. */
  script: string
}

export interface SequenceSummary {
  id: string
  name: string
  audioTracks: number
  isActive: boolean
}

/** Where a page begins: an index into the tracks and into that track's clips. */
export interface PageStart {
  track: number
  clip: number
}

export interface SequencePage {
  header: SequenceHeader
  /** The tracks touched by this page, each with its part of the clips (transitions come with the first part). */
  tracks: TrackSnapshot[]
  /** On the first page only. */
  markers: MarkerSnapshot[]
  next: PageStart | null
}

interface SequenceFacts {
  id: string
  name: string
  ticksPerFrame: Ticks
  /** One sample's length (Premiere's audioSampleRate is a duration): 5292000 is 48 kHz. Empty: host did not say. */
  ticksPerSample: Ticks
  zeroPointTicks: Ticks
  /** End of the last item. */
  endTicks: Ticks
  /** The user's range; null when unset. In a snapshot it never includes the zero point (in a page's header it may). */
  inPointTicks: Ticks | null
  outPointTicks: Ticks | null
  /** 0 mono, 1 stereo, 2 5.1, 3 multichannel, 4 four channels, 5 eight channels. */
  channelType: number
}

export interface SequenceHeader extends SequenceFacts {
  /** Clips per audio track: pages that disagree belong to two states of the sequence. */
  clipCounts: number[]
}

export interface SequenceSnapshot extends SequenceFacts {
  audioTracks: TrackSnapshot[]
  markers: MarkerSnapshot[]
}

export interface TrackSnapshot {
  index: number
  name: string
  muted: boolean
  locked: boolean
  clips: ClipSnapshot[]
  transitions: TransitionSnapshot[]
  /** Muted by an earlier result of ours; `muted` then says false, as the user wants it. Said by the client. */
  mutedByUs?: boolean
  /** Holds an earlier result of ours: neither a source of the next mix nor to be muted. Said by the client. */
  ours?: boolean
}

export interface ClipSnapshot {
  /** The host's identity of the item; may change when it is re-created. */
  nodeId: string
  name: string
  /** Empty for nested sequences and for what is no file. */
  mediaPath: string
  /** Sequence this item plays, when it is a nest. */
  nestedSequenceId: string | null
  kind: 'file' | 'nest' | 'multicam' | 'merged' | 'other'
  offline: boolean
  startTicks: Ticks
  endTicks: Ticks
  /** Source clock. For reversed clips the host's own (reversed) clock. */
  inTicks: Ticks
  outTicks: Ticks
  /** 1 is normal; always positive, `reversed` says the direction. */
  speed: number
  reversed: boolean
  enabled: boolean
  /** Raw value of the Volume effect's Level, as stored; null when the item has none. */
  level: number | null
  /** The Volume effect's first parameter: its level is not applied. */
  levelBypassed?: boolean
  /** Raw Level keys on the source clock; empty when not time-varying. */
  levelKeys: LevelKeySnapshot[]
  /** Match names of effects besides the intrinsic volume ones that are not bypassed. */
  effects: string[]
}

export interface LevelKeySnapshot {
  sourceTicks: Ticks
  value: number
  /** 0 linear, 4 hold, 5 bezier; -1 where the host does not tell. */
  interpolation: number
}

export interface TransitionSnapshot {
  name: string
  startTicks: Ticks
  endTicks: Ticks
}

export interface MarkerSnapshot {
  name: string
  comments: string
  startTicks: Ticks
  endTicks: Ticks
}

/** One rendered file and where it goes. */
export interface PlacedFile {
  path: string
  trackName: string
  /** On a frame edge of the sequence. */
  startTicks: Ticks
  /** A whole number of frames. The file is at least this long. */
  lengthTicks: Ticks
  channels: 1 | 2 | 6
  /** The same path in other Unicode forms: macOS answers in decomposed ones, and ES3 cannot normalise. */
  otherForms?: string[]
}

export interface Placement {
  sequenceId: string
  /**
   * Tag by which a later run finds this one's tracks: they are replaced, not doubled. It is the first line of the
   * comments of a marker at the sequence's start; the lines after it name what was placed (`track: …`, `file: …`)
   * and which tracks were muted for it (`muted: …`).
   */
  tag: string
  binName: string
  files: PlacedFile[]
  /** Tracks to mute, by index and by the name they had when read (both must still agree). */
  mute: { index: number; name: string }[]
}

export interface ImportReply {
  binCreated: boolean
  /** Asked for by this run; an item that was there before is used and not listed. */
  imported: string[]
  /** Asked for and not yet in the bin. */
  pending: string[]
}

/** What placing changed, enough to take back exactly that. Kept by the caller. */
export interface PlacementReceipt {
  schema: 'receipt/1'
  sequenceId: string
  tag: string
  addedTracks: string[]
  addedClips: { trackName: string; nodeId: string; path: string; startTicks: Ticks; endTicks: Ticks }[]
  mutedTracks: { index: number; name: string; wasMuted: boolean }[]
  binName: string
  binCreated: boolean
  /** Paths that were imported by this placement (and are removed by undo). */
  imported: string[]
  /** Paths of an earlier result that this placement took off the timeline. */
  replaced: string[]
  /** The earlier result's clips, to be put back by undo. */
  replacedClips: ReplacedClip[]
  /** Comments of the marker before this placement; null when there was none. */
  earlierMarker: string | null
}

export interface ReplacedClip {
  trackName: string
  channels: 1 | 2 | 6
  path: string
  startTicks: Ticks
  endTicks: Ticks
  /** Its item was taken out of the bin, so that undo has to import it again. */
  itemRemoved: boolean
}

export interface UndoReply {
  removedTracks: string[]
  restoredMutes: number
  /** What could not be taken back because somebody changed it since. */
  left: string[]
}

/** How every call answers. */
export type Reply<T> = { ok: true; value: T } | { ok: false; problem: HostProblem }

export interface HostProblem {
  code: HostProblemCode
  /** Which sequence, track, clip or file. */
  where: string
  detail: string
}

export type HostProblemCode =
  | 'host-no-project'
  | 'host-sequence-not-found'
  | 'host-track-changed'
  | 'host-track-not-added'
  | 'host-file-missing'
  | 'host-import-failed'
  | 'host-wrong-channels'
  | 'host-not-placed'
  | 'host-other-track-changed'
  | 'host-no-qe'
  | 'host-script-error'
