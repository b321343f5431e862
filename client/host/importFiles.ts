// Bringing files into the project and waiting until the host has them all.
import type { ImportReply, Placement, PlacementReceipt } from '../../host-jsx/contract'
import { fail } from '../problem'
import type { Call } from './hostClient'

/** Imports are usually done at once; where they are not, hosts took up to a few seconds. */
const longestWaitMs = 10_000
const pauseMs = 100

export const importFiles = async (
  call: Call,
  placement: Placement,
  timeoutMs: number,
): Promise<ImportReply> => {
  const giveUpAt = Date.now() + Math.min(longestWaitMs, timeoutMs)
  let reply = await call<ImportReply>('importMix', placement, null)
  while (reply.pending.length > 0) {
    if (Date.now() > giveUpAt) return giveUp(call, placement, reply)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    reply = await call<ImportReply>('importMix', placement, reply)
  }
  return reply
}

/** What did arrive is taken out again. */
const giveUp = async (call: Call, placement: Placement, reply: ImportReply): Promise<never> => {
  const receipt: PlacementReceipt = {
    schema: 'receipt/1',
    sequenceId: placement.sequenceId,
    tag: placement.tag,
    addedTracks: [],
    addedClips: [],
    mutedTracks: [],
    binName: placement.binName,
    binCreated: reply.binCreated,
    imported: reply.imported,
    replaced: [],
    replacedClips: [],
    earlierMarker: null,
  }
  await call('undo', receipt)
  return fail('host-import-failed', reply.pending.join(', '), {
    detail: 'the host did not import it in time',
  })
}
