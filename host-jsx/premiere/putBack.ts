// Putting an earlier result's clip back where a later placement took it off.
import type { PlacementReceipt, ReplacedClip } from '../contract'
import { find } from '../es3/array'
import { problemOf } from '../reply'
import { addTrack } from './addTrack'
import { findFile } from './bin'
import { findSequence } from './findSequence'
import { checkFile, importInto } from './mediaFile'
import { overwrite, useOneClip } from './overwrite'
import { clipsOf } from './trackState'

/** Empty, or what is not as it was. */
export const putBack = (receipt: PlacementReceipt, clip: ReplacedClip): string => {
  try {
    return tryToPutBack(receipt, clip)
  } catch (error) {
    const problem = problemOf(error)
    return problem.code + ' ' + problem.detail
  }
}

const tryToPutBack = (receipt: PlacementReceipt, clip: ReplacedClip): string => {
  const { sequenceId, binName } = receipt
  if (clip.itemRemoved && findFile(binName, [clip.path]) === null) {
    checkFile(clip.path)
    importInto(binName, clip.path)
  }
  const item = findFile(binName, [clip.path])
  if (item === null) return 'no longer in the project'
  useOneClip(item, clip.channels)
  const { index } = addTrack(sequenceId, clip.trackName, clip.channels)
  overwrite(sequenceId, index, item, clip.startTicks)
  const placed = find(
    clipsOf(findSequence(sequenceId).audioTracks[index]),
    (each) => String(each.start.ticks) === clip.startTicks && String(each.end.ticks) === clip.endTicks,
  )
  return placed === null ? 'back with another length' : ''
}
