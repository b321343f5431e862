// Puts exploded tracks together again: Premiere writes a stereo track as two <track> elements, one per channel, and a
// 5.1 track as six.
import type { TrackLayout } from '../project'
import type { RawTrack } from './collect'
import type { RawClip } from './raw'

export interface TrackGroup {
  layout: TrackLayout
  channels: number
  raw: RawTrack[]
}

export const groupTracks = (tracks: RawTrack[]): TrackGroup[] => {
  const groups: TrackGroup[] = []
  for (let i = 0; i < tracks.length;) {
    const size = explodedSize(tracks, i) || (isLinkedPair(tracks[i], tracks[i + 1]) ? 2 : 1)
    const raw = tracks.slice(i, i + size)
    groups.push({ raw, ...layoutOf(raw) })
    i += size
  }
  return groups
}

/** Premiere's own numbering: consecutive indexes 0, 1, … of one type up to the count; 0 when it gives none. */
const explodedSize = (tracks: RawTrack[], first: number): number => {
  const { premiereTrackType: type, totalExplodedTrackCount: total } = tracks[first].attributes
  if (!type) return 0
  const count = Number(total) || 1
  let size = 1
  while (size < count && continues(tracks[first + size], type, size)) size++
  return size
}

const continues = (track: RawTrack | undefined, type: string, index: number): boolean =>
  track?.attributes.premiereTrackType === type && Number(track.attributes.currentExplodedTrackIndex) === index

/**
 * Final Cut Pro writes mono tracks only. Two neighbours are one stereo track when nothing speaks against it: an odd
 * and the next even output, as many clips on both, each pair from the same source at the same place, channels 1 and
 * 2 (or 3 and 4, …) and linked to each other. One clip that differs keeps them apart: two mono tracks lose nothing.
 */
const isLinkedPair = (left: RawTrack, right: RawTrack | undefined): boolean => {
  if (!right || left.attributes.premiereTrackType || right.attributes.premiereTrackType) return false
  if (left.outputChannel % 2 !== 1 || right.outputChannel !== left.outputChannel + 1) return false
  if (left.enabled !== right.enabled) return false
  const a = clipsOf(left)
  const b = clipsOf(right)
  return a.length > 0 && a.length === b.length && a.every((clip, i) => isPair(clip, b[i]))
}

const isPair = (left: RawClip, right: RawClip): boolean =>
  left.sourceChannel % 2 === 1 &&
  right.sourceChannel === left.sourceChannel + 1 &&
  left.enabled === right.enabled &&
  left.links.includes(right.id) &&
  sameContent(left, right) &&
  left.levels.join() === right.levels.join() &&
  left.gainDb === right.gainDb

/** The same piece of the same source at the same place, on another channel. */
const sameContent = (a: RawClip, b: RawClip): boolean => contentKey(a) === contentKey(b)

export const contentKey = (clip: RawClip): string =>
  [
    clip.start,
    clip.end,
    clip.in,
    clip.out,
    clip.file,
    clip.sequence,
    clip.master && !clip.file ? clip.master : '',
  ].join('\n')

export const clipsOf = (track: RawTrack): RawClip[] =>
  track.items.flatMap((item) => ('clip' in item ? [item.clip] : []))

const layoutOf = (raw: RawTrack[]): Pick<TrackGroup, 'layout' | 'channels'> => {
  const type = raw[0].attributes.premiereTrackType ?? ''
  if (type === '')
    return raw.length === 2 ? { layout: 'stereo', channels: 2 } : { layout: 'mono', channels: 1 }
  // A standard track is "Mono" when its first clip is; in two parts it holds stereo clips as well.
  if (/^mono$/i.test(type) && raw.length === 1) return { layout: 'mono', channels: 1 }
  if (/^(mono|stereo)$/i.test(type)) return { layout: 'stereo', channels: 2 }
  if (/^5\.?1$/.test(type)) return { layout: '5.1', channels: 6 }
  return { layout: 'multichannel', channels: /sixteen/i.test(type) ? 16 : Math.max(2, raw.length) }
}
