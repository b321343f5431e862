// Placing a result: the earlier one off, the files onto tracks of their own, the originals muted. All or nothing.
import type { ImportReply, Placement, PlacementReceipt } from '../contract'
import { contains, each, filter, map } from '../es3/array'
import { fail } from '../reply'
import { removeFiles } from './bin'
import { takeOffEarlier } from './earlierResult'
import { findSequence } from './findSequence'
import { placeFile } from './placeFile'
import { emptyReceipt } from './receipt'
import { commentsFor, writeMarked } from './resultMarker'
import { takeBack } from './undo'

export const placeMix = (placement: Placement, imported: ImportReply): PlacementReceipt => {
  const receipt = emptyReceipt(placement, imported)
  try {
    checkTracksToMute(placement)
    const earlier = takeOffEarlier(placement, receipt)
    each(placement.files, (file) => placeFile(placement, file, receipt))
    each(placement.mute, (track) => muteTrack(placement.sequenceId, track.index, receipt))
    writeMarked(placement.sequenceId, placement.tag, placement.binName, commentsFor(receipt, earlier))
    removeReplacedFiles(receipt)
    return receipt
  } catch (error) {
    takeBack(receipt, error)
  }
}

/** Before anything is touched: the timeline may have been edited while the mix was rendered. */
const checkTracksToMute = (placement: Placement): void => {
  const { audioTracks } = findSequence(placement.sequenceId)
  each(placement.mute, (wanted) => {
    const track = wanted.index < audioTracks.numTracks ? audioTracks[wanted.index] : null
    if (track === null || track.name !== wanted.name) {
      fail('host-track-changed', wanted.name, 'no longer track A' + (wanted.index + 1))
    }
  })
}

const muteTrack = (sequenceId: string, index: number, receipt: PlacementReceipt): void => {
  const track = findSequence(sequenceId).audioTracks[index]
  const wasMuted = !!track.isMuted()
  receipt.mutedTracks.push({ index, name: String(track.name), wasMuted })
  if (!wasMuted) track.setMute(1)
  if (!findSequence(sequenceId).audioTracks[index].isMuted()) {
    fail('host-track-changed', String(track.name), 'could not be muted')
  }
}

/** Last, when nothing can fail any more: an item that went could only come back by importing it again. */
const removeReplacedFiles = (receipt: PlacementReceipt): void => {
  const placed = map(receipt.addedClips, (clip) => clip.path)
  const gone = filter(receipt.replaced, (path) => !contains(placed, path))
  const stayed = removeFiles(receipt.binName, gone)
  each(receipt.replacedClips, (clip) => {
    clip.itemRemoved = contains(gone, clip.path) && !contains(stayed, clip.path)
  })
}
