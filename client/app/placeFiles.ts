// Puts the mix on the timeline: a new track at the start, the originals muted, and a receipt that undoes it.
import type { PlacementReceipt, SequenceSnapshot } from '../../host-jsx/contract'
import type { HostClient } from '../host/hostClient'
import { toPlacement } from '../host/toPlacement'
import type { RenderedFiles } from './renderFiles'

export const placeFiles = async (
  host: HostClient,
  sequence: SequenceSnapshot,
  rendered: RenderedFiles,
): Promise<PlacementReceipt> => {
  const { channels } = rendered.plan.sequence
  const files = rendered.files
    .filter(({ output }) => output.kind === 'mix')
    .map(({ path }) => ({ path, role: 'mix', channels: channels as 1 | 2 | 6 }))
  return host.placeMix(toPlacement({ sequence, files, muteOriginals: true, version: rendered.plan.product }))
}
