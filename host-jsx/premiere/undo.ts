// Taking back exactly what a receipt lists, and saying what somebody changed since.
import type { PlacementReceipt, UndoReply } from '../contract'
import { each, find, map, reversed } from '../es3/array'
import { failWith, problemOf } from '../reply'
import { removeEmptyTrack } from './addTrack'
import { attempt } from './attempt'
import { isOneOf, removeBin, removeFiles } from './bin'
import type { Track, TrackItem } from './dom'
import { audioTracksOf, findSequence } from './findSequence'
import { putBack } from './putBack'
import { readMarked, writeMarked } from './resultMarker'
import { clipsOf } from './trackState'

type AddedClip = PlacementReceipt['addedClips'][number]
type MutedTrack = PlacementReceipt['mutedTracks'][number]

export const undo = (receipt: PlacementReceipt): UndoReply => {
  const reply: UndoReply = { removedTracks: [], restoredMutes: 0, left: [] }
  if (isSuperseded(receipt)) {
    reply.left.push('a later result stands in its place')
    return reply
  }
  each(receipt.mutedTracks, (track) => restoreMute(receipt.sequenceId, track, reply))
  each(receipt.addedClips, (clip) => removeClip(receipt.sequenceId, clip, reply))
  each(reversed(receipt.addedTracks), (name) => {
    if (removeEmptyTrack(receipt.sequenceId, name)) reply.removedTracks.push(name)
    else reply.left.push('track ' + name)
  })
  each(receipt.replacedClips, (clip) => {
    const fault = putBack(receipt, clip)
    if (fault !== '') reply.left.push(clip.path + ': ' + fault)
  })
  if (receipt.addedClips.length > 0 || receipt.replacedClips.length > 0) {
    writeMarked(receipt.sequenceId, receipt.tag, receipt.binName, receipt.earlierMarker)
  }
  clearBin(receipt, reply)
  return reply
}

/** A later run has replaced this result: what its receipt lists is that run's now. */
const isSuperseded = (receipt: PlacementReceipt): boolean => {
  const marked = readMarked(receipt.sequenceId, receipt.tag)
  if (receipt.addedClips.length === 0 || marked === null || marked.comments === receipt.earlierMarker)
    return false
  const mine = map(receipt.addedClips, (clip) => clip.path)
  return marked.files.join('\n') !== mine.join('\n')
}

/** Only where it still is as we set it: a track unmuted since is as its owner wants it. */
const restoreMute = (sequenceId: string, muted: MutedTrack, reply: UndoReply): void => {
  if (muted.wasMuted) return
  const tracks = audioTracksOf(findSequence(sequenceId))
  const inPlace = muted.index < tracks.length && tracks[muted.index].name === muted.name
  const track = inPlace ? tracks[muted.index] : find(tracks, (each) => each.name === muted.name)
  if (track === null) {
    reply.left.push('mute of ' + muted.name)
    return
  }
  if (!track.isMuted()) return
  track.setMute(0)
  reply.restoredMutes++
}

/** A clip that was moved or cut since stays; one that is gone needs nothing. */
const removeClip = (sequenceId: string, added: AddedClip, reply: UndoReply): void => {
  const tracks = audioTracksOf(findSequence(sequenceId))
  let isChanged = false
  for (let index = tracks.length - 1; index >= 0; index--) {
    const mine = find(clipsOf(tracks[index]), (clip) => isOfFile(clip, added.path))
    if (mine === null) continue
    if (isUnchanged(mine, added) && removed(tracks[index], mine)) return
    isChanged = true
  }
  if (isChanged) reply.left.push(added.path + ' on ' + added.trackName)
}

const isOfFile = (clip: TrackItem, path: string): boolean => {
  const item = clip.projectItem
  return (
    !!item &&
    isOneOf(
      attempt(() => item.getMediaPath(), ''),
      [path],
    )
  )
}

const isUnchanged = (clip: TrackItem, added: AddedClip): boolean =>
  String(clip.start.ticks) === added.startTicks && String(clip.end.ticks) === added.endTicks

const removed = (track: Track, clip: TrackItem): boolean => {
  const count = track.clips.numItems
  clip.remove(false, false)
  return track.clips.numItems === count - 1
}

const clearBin = (receipt: PlacementReceipt, reply: UndoReply): void => {
  each(removeFiles(receipt.binName, receipt.imported), (path) => reply.left.push(path))
  if (receipt.binCreated && !removeBin(receipt.binName)) reply.left.push('bin ' + receipt.binName)
}

/** After a failure in the middle: the problem again, which then says what could not be taken back. */
export const takeBack: (receipt: PlacementReceipt, error: unknown) => never = (receipt, error) => {
  const problem = problemOf(error)
  const left = attempt(() => undo(receipt).left, ['undoing failed too'])
  const detail = left.length === 0 ? problem.detail : problem.detail + ' (left: ' + left.join(', ') + ')'
  return failWith({ code: problem.code, where: problem.where, detail })
}
