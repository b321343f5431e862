// A receipt in the making: each step writes into it what it did, so that it can be taken back from any point.
import type { ImportReply, Placement, PlacementReceipt } from '../contract'

export const emptyReceipt = (placement: Placement, imported: ImportReply): PlacementReceipt => ({
  schema: 'receipt/1',
  sequenceId: placement.sequenceId,
  tag: placement.tag,
  addedTracks: [],
  addedClips: [],
  mutedTracks: [],
  binName: placement.binName,
  binCreated: imported.binCreated,
  imported: imported.imported,
  replaced: [],
  replacedClips: [],
  earlierMarker: null,
})
