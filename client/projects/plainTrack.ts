// An audio track as a host adds it: a name and a layout, everything else untouched.
import type { ProjectAudioTrack, TrackLayout } from './project'

/** An adaptive track is made with two channels. */
const CHANNELS = { mono: 1, stereo: 2, '5.1': 6, multichannel: 2 } as const

export const plainTrack = (name: string, layout: TrackLayout = 'stereo'): ProjectAudioTrack => ({
  name,
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
