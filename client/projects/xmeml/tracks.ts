// Tracks of an xmeml sequence: raw tracks grouped, their items merged into clips, transitions once.
import { ticksOfFrames, type FrameRate } from '../frames'
import type { ProjectAudioTrack, ProjectClip, ProjectTransition, ProjectVideoTrack } from '../project'
import { transitionKind } from '../prproj/track'
import { buildClip, type ClipContext } from './clip'
import type { RawTrack } from './collect'
import { clipsOf, contentKey, type TrackGroup } from './explode'
import type { RawClip, RawTransition } from './raw'
import { cutOf, type Surroundings } from './times'

export interface TrackContext extends ClipContext {
  /** Raw item id -> id of the clip it became. */
  aliases: Map<string, string>
}

interface PlacedClip {
  clip: RawClip
  around: Surroundings
}

export const buildAudioTrack = (
  group: TrackGroup,
  index: number,
  rate: FrameRate,
  context: TrackContext,
): ProjectAudioTrack => {
  const [first] = group.raw
  const { pan, mixed } = panOf(group)
  const clips = clipsOfGroup(group.raw, rate, context)
  for (const clip of clips) {
    if (mixed && clip.pan) clip.effects.push('Audio Pan')
    if (!mixed) delete clip.pan
  }
  return {
    name: first.attributes['MZ.TrackName'] || `Audio ${index + 1}`,
    layout: group.layout,
    channels: group.channels,
    muted: !first.enabled,
    soloed: false,
    locked: first.locked,
    faderDb: 0,
    pan,
    rawTracks: group.raw.length,
    unapplied: [],
    clips,
    transitions: transitionsOf(group.raw, rate),
  }
}

export const buildVideoTrack = (
  track: RawTrack,
  index: number,
  rate: FrameRate,
  context: TrackContext,
): ProjectVideoTrack => ({
  name: track.attributes['MZ.TrackName'] || `Video ${index + 1}`,
  enabled: track.enabled,
  clips: clipsOfGroup([track], rate, context),
})

/** Items with the same content on the tracks of one group are the channels of one clip. */
const clipsOfGroup = (raw: RawTrack[], rate: FrameRate, context: TrackContext): ProjectClip[] => {
  const merged = new Map<string, PlacedClip[]>()
  for (const track of raw) {
    const seen = new Map<string, number>()
    for (const placed of placeItems(track, rate)) {
      const content = contentKey(placed.clip)
      const repeat = seen.get(content) ?? 0
      seen.set(content, repeat + 1)
      const key = `${content}\n${repeat}`
      const found = merged.get(key)
      if (found) found.push(placed)
      else merged.set(key, [placed])
    }
  }
  const clips: ProjectClip[] = []
  for (const placed of merged.values()) {
    const channels = placed.map(({ clip }) => clip)
    for (const { id } of channels) context.aliases.set(id, channels[0].id)
    const clip = buildClip(channels, placed[0].around, context)
    if (clip) clips.push(clip)
  }
  return clips.sort((a, b) => (a.startTicks < b.startTicks ? -1 : a.startTicks > b.startTicks ? 1 : 0))
}

const placeItems = (track: RawTrack, rate: FrameRate): PlacedClip[] =>
  track.items.flatMap((item, index) => {
    if (!('clip' in item)) return []
    const before = transitionAt(track, index - 1)
    const after = transitionAt(track, index + 1)
    return [{ clip: item.clip, around: { before, after, rate } }]
  })

const transitionAt = (track: RawTrack, index: number): RawTransition | null => {
  const item = track.items[index]
  return item && 'transition' in item ? item.transition : null
}

const transitionsOf = (raw: RawTrack[], rate: FrameRate): ProjectTransition[] => {
  const found = new Map<string, ProjectTransition>()
  for (const track of raw)
    for (const item of track.items) {
      if (!('transition' in item)) continue
      const { name, start, end } = item.transition
      const startTicks = ticksOfFrames(start, rate)
      const endTicks = ticksOfFrames(end, rate)
      if (start < 0 || endTicks <= startTicks || found.has(`${start} ${end}`)) continue
      const cutTicks = cutOf(item.transition, rate)
      found.set(`${start} ${end}`, { name, kind: transitionKind(name), startTicks, endTicks, cutTicks })
    }
  return [...found.values()].sort((a, b) => (a.startTicks < b.startTicks ? -1 : 1))
}

/**
 * Premiere writes the track's panner (0 left, 0.5 centre, 1 right). Final Cut Pro pans each clip: when all clips of
 * a mono track agree, that is the track's pan; a stereo pair is left and right by its channels.
 */
const panOf = (group: TrackGroup): { pan: number; mixed: boolean } => {
  const [first] = group.raw
  // A panner without a value stands fully right: exports that omit it alternate with 0 on odd and even outputs.
  const unsaid = first.attributes.PannerName ? '1' : '0.5'
  const stated = Number.parseFloat(first.attributes.PannerCurrentValue ?? unsaid)
  const pans = group.raw.flatMap(clipsOf).map((clip) => (clip.panKeyed ? NaN : (clip.pan ?? 0)))
  const agree = pans.every((pan) => pan === pans[0])
  if (first.attributes.premiereTrackType) {
    const pan = Number.isFinite(stated) ? Math.min(1, Math.max(-1, 2 * stated - 1)) : 0
    return { pan, mixed: pans.some((clipPan) => clipPan !== 0) }
  }
  if (group.raw.length > 1 || pans.length === 0) return { pan: 0, mixed: false }
  return agree ? { pan: pans[0], mixed: false } : { pan: 0, mixed: true }
}

/** Links name raw items: point them to the clips those became, and never to the clip itself. */
export const settleLinks = (tracks: { clips: ProjectClip[] }[], aliases: Map<string, string>): void => {
  for (const track of tracks)
    for (const clip of track.clips) {
      const targets = clip.linkedTo.map((id) => aliases.get(id) ?? id)
      clip.linkedTo = [...new Set(targets)].filter((id) => id !== clip.id && id !== '')
    }
}
