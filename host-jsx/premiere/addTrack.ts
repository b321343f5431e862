// Adding and removing an audio track. Only the undocumented QE DOM can, so every step is checked on the other one.
import { fail } from '../reply'
import { attempt } from './attempt'
import type { QuickEditSequence } from './dom'
import { audioTracksOf, findSequence, openProject } from './findSequence'
import type { TrackStates } from './trackState'
import { captureTracks, indexOfAdded } from './trackState'

export type Channels = 1 | 2 | 6

/** Index of an empty track of this name: one that is there already, or a new one after all others. */
export const addTrack = (sequenceId: string, name: string, channels: Channels): AddedTrack => {
  const present = emptyTrackNamed(sequenceId, name)
  if (present >= 0) {
    return { index: present, name, isNew: false, states: captureTracks(findSequence(sequenceId)) }
  }
  const quickEdit = openQuickEdit(sequenceId)
  if (quickEdit === null) fail('host-no-qe', name, '')
  const states = tryToAdd(sequenceId, quickEdit, channels)
  if (states === null) fail('host-track-not-added', name, '')
  const index = states.audio.length - 1
  return { index, name: nameTrack(sequenceId, index, name), isNew: true, states }
}

interface AddedTrack {
  index: number
  name: string
  isNew: boolean
  /** All tracks with this one still empty. */
  states: TrackStates
}

/** False when it is not empty, is not there, or cannot be removed. */
export const removeEmptyTrack = (sequenceId: string, name: string): boolean => {
  const index = emptyTrackNamed(sequenceId, name)
  const quickEdit = index < 0 ? null : openQuickEdit(sequenceId)
  return quickEdit !== null && removeAt(sequenceId, quickEdit, index)
}

/** The last of that name, since ours come after the user's. */
const emptyTrackNamed = (sequenceId: string, name: string): number => {
  const tracks = audioTracksOf(findSequence(sequenceId))
  for (let index = tracks.length - 1; index >= 0; index--) {
    if (tracks[index].name === name && tracks[index].clips.numItems === 0) return index
  }
  return -1
}

/** QE knows only the active sequence. */
const openQuickEdit = (sequenceId: string): QuickEditSequence | null => {
  try {
    const project = openProject()
    if (project.activeSequence?.sequenceID !== sequenceId) project.openSequence(sequenceId)
    if (app.enableQE) app.enableQE()
    return qe ? qe.project.getActiveSequence() : null
  } catch {
    return null
  }
}

/** Eight arguments on 26.2, seven elsewhere. A call that pushed the user's tracks down is taken back. */
const tryToAdd = (
  sequenceId: string,
  quickEdit: QuickEditSequence,
  channels: Channels,
): TrackStates | null => {
  const kind = kindOf(channels)
  const last = findSequence(sequenceId).audioTracks.numTracks
  const forms = [
    () => quickEdit.addTracks(0, 0, 1, kind, last, 0, 0, 0),
    () => quickEdit.addTracks(0, 0, 1, kind, last, 0, 0),
  ]
  for (let form = 0; form < forms.length; form++) {
    const before = captureTracks(findSequence(sequenceId))
    attempt(forms[form], null)
    const after = captureTracks(findSequence(sequenceId))
    const index = indexOfAdded(before, after)
    if (index === last) return after
    if (index >= 0) removeAt(sequenceId, quickEdit, index)
  }
  return null
}

/** QE's own numbers: 0 mono, 1 standard, 2 5.1. */
const kindOf = (channels: Channels): number => {
  if (channels === 1) return 0
  return channels === 2 ? 1 : 2
}

const removeAt = (sequenceId: string, quickEdit: QuickEditSequence, index: number): boolean => {
  const before = captureTracks(findSequence(sequenceId))
  quickEdit.removeAudioTrack(index)
  const after = captureTracks(findSequence(sequenceId))
  return indexOfAdded(after, before) >= 0
}

/** The name it has afterwards: the scripting DOM's, else QE's, else the host's own. */
const nameTrack = (sequenceId: string, index: number, name: string): string => {
  const track = () => findSequence(sequenceId).audioTracks[index]
  attempt(() => (track().name = name), '')
  const quickEdit = track().name === name ? null : openQuickEdit(sequenceId)
  if (quickEdit !== null) attempt(() => quickEdit.getAudioTrackAt(index).setName(name), null)
  return String(track().name)
}
