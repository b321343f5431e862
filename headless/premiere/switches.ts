// How the embedded host behaves where Premiere's versions, or reports about them, differ. Each default is what was
// seen last or most often; the other values are what somebody else saw.

export interface HostSwitches {
  /** Whether a placed clip's start is moved to the nearest frame. Its length is always floored to whole frames. */
  placedStart: 'snap' | 'keep'
  /** A file of the wrong channel type for its track: success and nothing placed, a track of its own, or an error. */
  wrongChannels: 'nothing' | 'creates-track' | 'throws'
  /** Where the sound of a file with a picture goes. */
  linkedAudio: 'first-track' | 'same-track'
  /** Whether Sequence.overwriteClip heeds the track index it is given. */
  sequenceOverwrite: 'first-track' | 'honoured'
  /** The user's preference for imported stereo files. */
  stereoImport: 'one-clip' | 'clip-per-channel'
  /** How many calls pass before an imported file is in its bin. */
  importCalls: number
  /** How paths come back: as given, in decomposed Unicode (macOS), or with backslashes (Windows). */
  pathForm: 'given' | 'decomposed' | 'windows'
  /** What stands in the shared engine's global JSON. */
  json: 'absent' | 'present' | 'foreign'
  /** Whether the page goes on first (Windows) or the script runs first (macOS). */
  order: 'page-first' | 'script-first'
  /** Calls whose work is done but whose reply never comes ("exportAsMediaDirect" on 26.x): an empty text. */
  loseReply: (script: string) => boolean
  quickEdit: 'present' | 'absent'
  /** The number of arguments addTracks understands; with any other the track lands before all. 0: it adds none. */
  addTracksArguments: 8 | 7 | 0
  /** Which of the two DOMs can name a track. */
  naming: 'scripting' | 'quick-edit' | 'none'
  /** Names shown to the user; match names are the same everywhere. */
  language: 'en' | 'es' | 'de' | 'ja'
  /** 0 dB at 0.1778 (+15 dB at 1), or at 0.5 in projects begun before 10.4. */
  levelScale: 'present' | 'legacy'
  /** Between two linear Level keys: straight in fader position, or straight in the stored value. */
  keyPath: 'fader' | 'value'
  disabledTogglesLinked: boolean
  /** Whether the sequence's in and out are told with the start timecode included. */
  rangeIncludesZeroPoint: boolean
  /** Ticks of zero point and end as a Time object instead of text. */
  ticksAs: 'text' | 'time'
  /** Reading a clip that was held over an edit. */
  staleReferences: 'throw' | 'old-values'
}

export const defaultSwitches: HostSwitches = {
  placedStart: 'snap',
  wrongChannels: 'nothing',
  linkedAudio: 'first-track',
  sequenceOverwrite: 'first-track',
  stereoImport: 'one-clip',
  importCalls: 0,
  pathForm: 'given',
  json: 'absent',
  order: 'page-first',
  loseReply: () => false,
  quickEdit: 'present',
  addTracksArguments: 8,
  naming: 'scripting',
  language: 'en',
  levelScale: 'present',
  keyPath: 'fader',
  disabledTogglesLinked: false,
  rangeIncludesZeroPoint: false,
  ticksAs: 'text',
  staleReferences: 'throw',
}
