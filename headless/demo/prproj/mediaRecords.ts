// The records of one sound file: the file, its stream, the source on it, and the item in the bin.
import { channelLayout, channelTypeOf } from './channels'
import { untouchedChain } from './components'
import type { MediaDescription } from './description'
import { guid, part, properties, refer, referList, type RecordList, type Reference } from './recordList'
import { element, type XmlElement } from './xml'

/** What clips need of a source, be it a file or a sequence. */
export interface SourceRecords {
  source: Reference
  masterClip: Reference
  channels: number
}

const fileRecords = (records: RecordList, media: MediaDescription, title: string): Reference => {
  const stream = records.add('AudioStream', [
    channelLayout(media.channels),
    element('FrameRate', media.ticksPerSample),
    element('Duration', media.durationTicks),
  ])
  return records.addUnique('Media', `media ${media.id}`, [
    refer('AudioStream', stream),
    element('FilePath', media.path),
    element('ImplementationID', '1fa18bfa-255c-44b1-ad73-56bcd99fceaf'),
    element('Title', title),
    element('FileKey', guid(`file key ${media.id}`)),
    element('ConformedAudioRate', media.ticksPerSample),
    ...(media.relativePath ? [element('RelativePath', media.relativePath)] : []),
    element('ActualMediaFilePath', media.path),
  ])
}

/** The channel map: one record for each channel of the clip, naming the channel of the source that feeds it. */
export const secondaryContents = (records: RecordList, source: Reference, channelMap: number[]): XmlElement =>
  referList(
    'SecondaryContents',
    'SecondaryContentItem',
    channelMap.map((channel) =>
      records.add('SecondaryContent', [refer('Content', source), element('ChannelIndex', channel)]),
    ),
  )

const channelGroups = (records: RecordList, channels: number): Reference => {
  const each = Array.from({ length: channels }, (_, index) =>
    records.add('ClipChannelSerializer', [element('SourceClipIndex', 0), element('mSourceChannelIndex', index)]),
  )
  const vector = records.add('ClipChannelVectorSerializer', [
    referList('ClipChannels', 'ClipChannelItem', each),
    element('ChannelType', channelTypeOf(channels)),
  ])
  return records.add('ClipChannelGroupVectorSerializer', [
    referList('ClipChannelVectors', 'ClipChannelVectorItem', [vector]),
  ])
}

/** The item in the bin and the clip it stands for. */
export const masterClipRecords = (
  records: RecordList,
  id: string,
  name: string,
  source: Reference,
  channels: number,
  ticksPerSample: bigint,
): { masterClip: Reference; projectItem: Reference } => {
  const natural = Array.from({ length: channels }, (_, index) => index)
  const clip = records.add('AudioClip', [
    part('Clip', 18, [refer('Source', source), element('ClipID', guid(`master ${id}`)), element('InUse', false)]),
    secondaryContents(records, source, natural),
    channelLayout(channels),
  ])
  const logging = records.add('ClipLoggingInfo', [
    element('ClipName', name),
    element('MediaFrameRate', ticksPerSample),
  ])
  const masterClip = records.addUnique('MasterClip', `master clip ${id}`, [
    refer('LoggingInfo', logging),
    referList('AudioComponentChains', 'AudioComponentChain', [untouchedChain(records, channels, ticksPerSample)]),
    referList('Clips', 'Clip', [clip]),
    refer('AudioClipChannelGroups', channelGroups(records, channels)),
    element('Name', name),
  ])
  const projectItem = records.addUnique('ClipProjectItem', `item ${id}`, [
    part('ProjectItem', 1, [properties({}), element('Name', name)]),
    refer('MasterClip', masterClip),
  ])
  return { masterClip, projectItem }
}

export const mediaRecords = (
  records: RecordList,
  media: MediaDescription,
): SourceRecords & { projectItem: Reference } => {
  const title = media.path.slice(Math.max(media.path.lastIndexOf('/'), media.path.lastIndexOf('\\')) + 1)
  const file = fileRecords(records, media, title)
  const source = records.add('AudioMediaSource', [
    part('MediaSource', 4, [part('Content', 10, []), refer('Media', file)]),
    element('OriginalDuration', media.durationTicks),
  ])
  const item = masterClipRecords(records, media.id, title, source, media.channels, media.ticksPerSample)
  return { source, channels: media.channels, ...item }
}

