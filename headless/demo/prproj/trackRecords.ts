// The records of one audio track, and of the master.
import { channelFacts, channelTypeOf } from './channels'
import { componentsOf, faderChain, panner } from './components'
import type { TrackDescription } from './description'
import { guid, part, properties, refer, referList, type RecordList, type Reference } from './recordList'
import { mediaTypes } from './recordClasses'
import { element, type XmlElement } from './xml'

export interface TrackContext {
  records: RecordList
  seed: string
  ticksPerSample: bigint
  masterChannels: number
}

const trackPart = (track: Partial<TrackDescription>, id: number, index: number): XmlElement =>
  part('Track', 3, [
    ...(track.name ? [properties({ 'MZ.TrackName': track.name })] : []),
    element('ID', id),
    element('IsLocked', Boolean(track.locked)),
    element('MediaType', mediaTypes.audio),
    element('Index', index),
    element('IsMuted', false),
    element('IsSyncLocked', true),
  ])

export const itemList = (name: string, mediaType: string, index: number, items: Reference[]): XmlElement =>
  part(name, 3, [
    ...(items.length ? [referList('TrackItems', 'TrackItem', items)] : []),
    element('MediaType', mediaType),
    element('Index', index),
  ])

/** SubType: 1 a track of clips, 3 the master. Assign: 1 plays into the master. */
const mixerPart = (
  context: TrackContext,
  track: Partial<TrackDescription>,
  channels: number,
  master: boolean,
): XmlElement => {
  const { records, ticksPerSample, masterChannels } = context
  return part('AudioTrack', 11, [
    componentsOf(faderChain(records, track, channels, ticksPerSample)),
    refer('Panner', panner(records, master ? null : track, channels, masterChannels, ticksPerSample)),
    element('ID', guid(`mixer ${context.seed}`)),
    element('ChannelType', channelTypeOf(channels)),
    element('FrameRate', ticksPerSample),
    element('AutomationMode', 1),
    element('SubType', master ? 3 : 1),
    element('Assign', master ? 0 : 1),
    element('Solo', track.soloed ? 1 : 0),
    element('MutedBySolo', 0),
  ])
}

export const trackRecord = (
  context: TrackContext,
  track: TrackDescription,
  index: number,
  channels: number,
  items: { clips: Reference[]; transitions: Reference[] },
): Reference =>
  context.records.addUnique('AudioClipTrack', `track ${context.seed}`, [
    part('ClipTrack', 2, [
      trackPart(track, index + 2, index),
      itemList('ClipItems', mediaTypes.audio, index, items.clips),
      itemList('TransitionItems', mediaTypes.audio, index, items.transitions),
    ]),
    mixerPart(context, track, channels, false),
    element('RecordChannel', 0),
  ])

export const masterRecord = (context: TrackContext, tracks: Reference[]): Reference => {
  const channels = context.masterChannels
  const inlet = context.records.add('AudioTrackInlet', [
    referList('Sources', 'Source', tracks),
    ...channelFacts(channels, context.ticksPerSample),
  ])
  return context.records.add('AudioMixTrack', [
    mixerPart(context, {}, channels, true),
    trackPart({}, 1, 0),
    refer('Inlet', inlet),
  ])
}
