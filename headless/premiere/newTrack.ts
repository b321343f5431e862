// An added audio track as Premiere makes it.
import type { ProjectAudioTrack, ProjectSequence, TrackLayout } from '../../client/projects/project'

const CHANNELS = { mono: 1, stereo: 2, '5.1': 6, multichannel: 2 } as const

/** Named by its number, as Premiere does. */
export const newTrack = (sequence: ProjectSequence, layout: TrackLayout): ProjectAudioTrack => ({
  name: `Audio ${sequence.audioTracks.length + 1}`,
  layout,
  channels: CHANNELS[layout],
  muted: false,
  soloed: false,
  locked: false,
  faderDb: 0,
  pan: 0,
  rawTracks: 1,
  unapplied: [],
  clips: [],
  transitions: [],
})
