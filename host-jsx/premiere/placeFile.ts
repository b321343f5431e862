// One file onto one track of its own: place, then believe nothing but what can be read back.
import type { PlacedFile, Placement, PlacementReceipt } from '../contract'
import { each, filter } from '../es3/array'
import { compareTicks } from '../es3/ticks'
import { fail, problemOf } from '../reply'
import { addTrack } from './addTrack'
import { findFile } from './bin'
import type { ProjectItem, Track, TrackItem } from './dom'
import { audioTracksOf, findSequence } from './findSequence'
import { formsOf } from './mediaFile'
import { overwrite, useOneClip } from './overwrite'
import type { TrackStates } from './trackState'
import { captureTracks, clipsOf, onlyChanged } from './trackState'

export const placeFile = (placement: Placement, file: PlacedFile, receipt: PlacementReceipt): void => {
  const { sequenceId } = placement
  const item = findFile(placement.binName, formsOf(file))
  if (item === null) fail('host-import-failed', file.path, 'not in the bin')
  useOneClip(item, file.channels)
  const track = addTrack(sequenceId, file.trackName, file.channels)
  if (track.isNew) receipt.addedTracks.push(track.name)
  const fault = faultIn(() => overwrite(sequenceId, track.index, item, file.startTicks))
  listPlaced(sequenceId, item, track.states, receipt)
  if (fault !== '') fail('host-not-placed', file.trackName, fault)
  verify(sequenceId, track.index, item, file, track.states)
}

/** What the host says against it, so that what it did all the same can still be listed. */
const faultIn = (work: () => void): string => {
  try {
    work()
    return ''
  } catch (error) {
    return problemOf(error).detail
  }
}

/** Wherever the host put it, even on a track it made for itself: all of that can then be taken back. */
const listPlaced = (
  sequenceId: string,
  item: ProjectItem,
  before: TrackStates,
  receipt: PlacementReceipt,
): void => {
  const known = nodeIdsOf(before)
  each(audioTracksOf(findSequence(sequenceId)), (track, index) => {
    each(newClips(track, item, known), (clip) => {
      receipt.addedClips.push({
        trackName: String(track.name),
        nodeId: String(clip.nodeId),
        path: String(item.getMediaPath()),
        startTicks: String(clip.start.ticks),
        endTicks: String(clip.end.ticks),
      })
    })
    if (index >= before.audio.length) receipt.addedTracks.push(String(track.name))
  })
}

const newClips = (track: Track, item: ProjectItem, known: { [nodeId: string]: boolean }): TrackItem[] =>
  filter(
    clipsOf(track),
    (clip) =>
      !!clip.projectItem && clip.projectItem.nodeId === item.nodeId && known['id ' + clip.nodeId] !== true,
  )

const nodeIdsOf = (states: TrackStates): { [nodeId: string]: boolean } => {
  const known: { [nodeId: string]: boolean } = {}
  each(states.audio, (state) => {
    each(state.nodeIds, (nodeId) => {
      known['id ' + nodeId] = true
    })
  })
  return known
}

const verify = (
  sequenceId: string,
  index: number,
  item: ProjectItem,
  file: PlacedFile,
  before: TrackStates,
): void => {
  const sequence = findSequence(sequenceId)
  if (!onlyChanged(index, before, captureTracks(sequence))) {
    fail('host-other-track-changed', file.trackName, file.path)
  }
  const clips = clipsOf(sequence.audioTracks[index])
  const isAlone = clips.length === 1 && clips[0].projectItem?.nodeId === item.nodeId
  const fault = isAlone ? faultOf(clips[0], file) : clips.length + ' clips on the track'
  if (fault !== '') fail('host-not-placed', file.trackName, fault)
}

const faultOf = (clip: TrackItem, file: PlacedFile): string => {
  const start = String(clip.start.ticks)
  if (start !== file.startTicks) return 'starts at ' + start + ' ticks'
  const length = String(clip.duration.ticks)
  return compareTicks(length, file.lengthTicks) < 0 ? 'is ' + length + ' ticks long' : ''
}
