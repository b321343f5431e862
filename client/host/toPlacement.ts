// Rendered files -> what the host is asked to place: each on a track of its own from the start of the sequence.
import type { PlacedFile, Placement, SequenceSnapshot, TrackSnapshot } from '../../host-jsx/contract'
import { resultTag } from './earlierResult'

interface ToPlacementInput {
  sequence: SequenceSnapshot
  files: RenderedFile[]
  /** Mute every audible track that is not an earlier result of ours. */
  muteOriginals: boolean
  version: string
}

interface RenderedFile {
  path: string
  /** "mix", or the role of a stem. */
  role: string
  channels: 1 | 2 | 6
}

const product = 'Dubstage'

export const toPlacement = ({ sequence, files, muteOriginals }: ToPlacementInput): Placement => ({
  sequenceId: sequence.id,
  tag: resultTag,
  binName: product,
  files: files.map((file) => placed(file, sequence)),
  mute: muteOriginals
    ? sequence.audioTracks.filter(isAudibleOriginal).map(({ index, name }) => ({ index, name }))
    : [],
})

const isAudibleOriginal = ({ muted, ours }: TrackSnapshot): boolean => !muted && !ours

const placed = ({ path, role, channels }: RenderedFile, sequence: SequenceSnapshot): PlacedFile => ({
  path,
  trackName: `${product} ${role}`,
  startTicks: '0',
  lengthTicks: wholeFrames(sequence),
  channels,
})

/** Up to the end of the frame in which the last item ends, as hosts floor what they place. */
const wholeFrames = ({ endTicks, ticksPerFrame }: SequenceSnapshot): string => {
  const [end, frame] = [BigInt(endTicks), BigInt(ticksPerFrame)]
  return String(((end + frame - 1n) / frame) * frame)
}
