// Laying a project item onto an audio track, as Premiere does it: lengths floored to whole frames, what lies in the
// way cut, and "true" for everything, whether or not something was placed.
import type { ProjectClip, ProjectSequence, TrackLayout } from '../../client/projects/project'
import { cutRange, insertClip } from './cutRange'
import { endOf, type HostState } from './HostState'
import type { ChannelMapping, ItemRecord } from './ItemRecord'
import { UNITY } from './level'
import { newTrack } from './newTrack'
import { recordOf } from './ProjectItem'

export const itemFor = (item: unknown): ItemRecord => recordOf(item)

export const overwriteOn = (
  state: HostState,
  sequence: ProjectSequence,
  trackIndex: number,
  item: ItemRecord,
  atTicks: bigint,
): void => {
  const media = item.kind === 'media' ? state.media(item.source) : undefined
  const first = media?.hasVideo && state.switches.linkedAudio === 'first-track' ? 0 : trackIndex
  const mapping = item.mapping ?? { type: 1, clips: 1, sources: [0, 1] }
  for (let n = 0; n < mapping.clips; n++) {
    const index = trackFor(state, sequence, first + n, mapping)
    if (index >= 0) layOn(state, sequence, index, item, atTicks)
  }
}

/** Index of a track that takes such a file; -1 when nothing is to be placed. */
const trackFor = (
  state: HostState,
  sequence: ProjectSequence,
  index: number,
  mapping: ChannelMapping,
): number => {
  const track = sequence.audioTracks[index]
  if (!track || track.locked) return -1
  if (takes(track.layout, mapping.type)) return index
  if (state.switches.wrongChannels === 'throws') throw new Error('Illegal Parameter type')
  if (state.switches.wrongChannels === 'nothing') return -1
  sequence.audioTracks.push(newTrack(sequence, LAYOUTS[mapping.type]))
  return sequence.audioTracks.length - 1
}

/** By the mapping's type. */
const LAYOUTS: TrackLayout[] = ['mono', 'stereo', '5.1']

/** A standard track takes mono and stereo, mono and 5.1 tracks only their own kind. */
const takes = (layout: TrackLayout, type: number): boolean =>
  layout === 'multichannel' || layout === LAYOUTS[type] || (layout === 'stereo' && type === 0)

const layOn = (
  state: HostState,
  sequence: ProjectSequence,
  index: number,
  item: ItemRecord,
  atTicks: bigint,
): void => {
  const frame = sequence.ticksPerFrame
  const startTicks =
    state.switches.placedStart === 'snap' ? ((atTicks + frame / 2n) / frame) * frame : atTicks
  const lengthTicks = (durationOf(state, item) / frame) * frame
  if (lengthTicks <= 0n || startTicks < 0n) return
  const track = sequence.audioTracks[index]
  cutRange(track, startTicks, startTicks + lengthTicks, () => state.newId())
  insertClip(track, placedClip(state.newId(), item, startTicks, lengthTicks))
  state.edited(sequence)
}

const durationOf = (state: HostState, item: ItemRecord): bigint => {
  if (item.kind === 'media') return state.media(item.source)?.durationTicks ?? 0n
  const sequence = state.sequence(item.source)
  return sequence ? endOf(sequence) : 0n
}

const placedClip = (id: string, item: ItemRecord, startTicks: bigint, lengthTicks: bigint): ProjectClip => ({
  id,
  name: item.name,
  source: item.kind === 'media' ? { media: item.source } : { sequence: item.source },
  kind: item.flavour,
  startTicks,
  endTicks: startTicks + lengthTicks,
  inTicks: 0n,
  outTicks: lengthTicks,
  speed: 1,
  reversed: false,
  enabled: true,
  gainDb: 0,
  levelDb: 0,
  levelRaw: UNITY,
  levelUnity: UNITY,
  levelKeys: [],
  channelMap: item.mapping && item.mapping.clips === 1 ? [...item.mapping.sources] : [],
  effects: [],
  linkedTo: [],
})
