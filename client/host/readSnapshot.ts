// A whole sequence from its pages. Pages that disagree were read across an edit: then it is read again.
import type {
  PageStart,
  SequenceHeader,
  SequencePage,
  SequenceSnapshot,
  TrackSnapshot,
} from '../../host-jsx/contract'
import { fail } from '../problem'
import { markOurs } from './earlierResult'
import type { Call } from './hostClient'

/** Somebody who edits without pause for longer than three readings will wait. */
const mostReadings = 3

export const readSnapshot = async (call: Call, sequenceId: string): Promise<SequenceSnapshot> => {
  for (let reading = 0; reading < mostReadings; reading++) {
    const snapshot = await readPages(call, sequenceId)
    if (snapshot) return markOurs(withoutZeroPoint(snapshot))
  }
  return fail('host-track-changed', sequenceId, { detail: 'it was edited while it was read' })
}

/** Null when the sequence changed on the way. */
const readPages = async (call: Call, sequenceId: string): Promise<SequenceSnapshot | null> => {
  const read = (from: PageStart) => call<SequencePage>('readSequence', sequenceId, from)
  const first = await read({ track: 0, clip: 0 })
  const state = stateOf(first.header)
  const audioTracks = [...first.tracks]
  for (let next = first.next; next !== null;) {
    const page: SequencePage = await read(next)
    if (stateOf(page.header) !== state) return null
    for (const track of page.tracks) append(audioTracks, track)
    next = page.next
  }
  const { clipCounts: _, ...facts } = first.header
  return { ...facts, audioTracks, markers: first.markers }
}

const stateOf = ({ clipCounts, endTicks }: SequenceHeader): string => `${endTicks} ${clipCounts.join(' ')}`

/** A track that a page left unfinished goes on in the next one. */
const append = (tracks: TrackSnapshot[], part: TrackSnapshot): void => {
  const begun = tracks.at(-1)
  if (begun?.index === part.index) for (const clip of part.clips) begun.clips.push(clip)
  else tracks.push(part)
}

/**
 * Unset ends come as -400000 seconds. Where the host counts from the start timecode, both ends lie beyond it; the
 * timeline itself always begins at zero.
 */
const withoutZeroPoint = (snapshot: SequenceSnapshot): SequenceSnapshot => {
  const zero = BigInt(snapshot.zeroPointTicks || '0')
  const [inTicks, outTicks] = [pointOf(snapshot.inPointTicks), pointOf(snapshot.outPointTicks)]
  const isBeyond = zero > 0n && (inTicks ?? zero) >= zero && (outTicks ?? zero) >= zero
  const shown = (ticks: bigint | null) => (ticks === null ? null : String(isBeyond ? ticks - zero : ticks))
  return { ...snapshot, inPointTicks: shown(inTicks), outPointTicks: shown(outTicks) }
}

const pointOf = (ticks: string | null): bigint | null =>
  ticks !== null && /^\d+$/.test(ticks) ? BigInt(ticks) : null
