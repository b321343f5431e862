// The records of one sequence: its tracks in groups, its markers, its clock.
import { channelsOf } from './channels'
import { clipRecords, transitionRecord } from './clipRecords'
import type { ClipDescription, MarkerDescription, SequenceDescription, TrackDescription } from './description'
import type { SourceRecords } from './mediaRecords'
import { guid, part, properties, refer, referList, type RecordList, type Reference } from './recordList'
import { mediaTypes } from './recordClasses'
import { itemList, masterRecord, trackRecord, type TrackContext } from './trackRecords'
import { element, type XmlElement } from './xml'

export type FindSource = (source: ClipDescription['source']) => SourceRecords

/** Display formats as Premiere counts them: 101 is 25 fps, 102 drop frame, 103 29.97 non-drop, 200 audio samples. */
const displayFormats = { pal: 101, dropFrame: 102, nonDropFrame: 103, audioSamples: 200 }

const sequenceProperties = (sequence: SequenceDescription): XmlElement => {
  const values: Record<string, string | number | bigint> = {
    'MZ.Sequence.VideoTimeDisplayFormat': sequence.dropFrame ? displayFormats.dropFrame : displayFormats.nonDropFrame,
    'MZ.Sequence.AudioTimeDisplayFormat': displayFormats.audioSamples,
    'MZ.Sequence.PreviewFrameSizeWidth': 1920,
    'MZ.Sequence.PreviewFrameSizeHeight': 1080,
  }
  if (sequence.inPointTicks !== undefined) values['MZ.InPoint'] = sequence.inPointTicks
  if (sequence.outPointTicks !== undefined) values['MZ.OutPoint'] = sequence.outPointTicks
  if (sequence.zeroPointTicks) values['MZ.ZeroPoint'] = sequence.zeroPointTicks
  return properties(values)
}

const markerRecord = (records: RecordList, marker: MarkerDescription, id: string): Reference => {
  // Ticks are numbers in Premiere's own JSON here, written as digits so that none is rounded.
  const ticks = (name: string, value: bigint): string => `"${name}":{"ticks":${value}}`
  const text = (name: string, value: string): string => `"${name}":${JSON.stringify(value)}`
  const fields = [
    ...(marker.comments ? [text('mComment', marker.comments)] : []),
    ...(marker.durationTicks ? [ticks('mDuration', marker.durationTicks)] : []),
    text('mMarkerID', id),
    text('mName', marker.name),
    ticks('mStartTime', marker.startTicks),
    text('mType', 'Comment'),
  ]
  return records.add('Marker', [element('DVAMarker', `{"DVAMarker":{${fields.join(',')}}}`)])
}

const markersRecord = (records: RecordList, sequence: SequenceDescription): Reference => {
  const rows = (sequence.markers ?? []).map((marker, index) => {
    const id = guid(`marker ${sequence.id} ${index}`)
    const fields = [element('First', id), refer('Second', markerRecord(records, marker, id))]
    return element('Marker', fields, { Version: '1', Index: String(index) })
  })
  return records.add('Markers', [...(rows.length ? [part('Markers', 1, rows)] : []), element('ByGUID', 'byGUID')])
}

const audioTrack = (
  context: TrackContext,
  track: TrackDescription,
  index: number,
  version: number,
  find: FindSource,
): Reference => {
  const { records, ticksPerSample } = context
  const channels = channelsOf(track.layout)
  const seed = `${context.seed} ${index}`
  const clips = track.clips.map((clip, at) =>
    clipRecords({ records, version, ticksPerSample, seed: `${seed} ${at}` }, clip, find(clip.source)),
  )
  const transitions = (track.transitions ?? []).map((transition, at) =>
    transitionRecord({ records, version, ticksPerSample, seed: `${seed} ${at}` }, transition, channels),
  )
  return trackRecord({ ...context, seed }, track, index, channels, { clips, transitions })
}

const trackGroup = (tracks: Reference[], ticksPerUnit: bigint): XmlElement =>
  part('TrackGroup', 1, [
    ...(tracks.length ? [referList('Tracks', 'Track', tracks)] : []),
    element('FrameRate', ticksPerUnit),
    element('NextTrackID', tracks.length + 2),
  ])

const videoGroup = (records: RecordList, sequence: SequenceDescription): Reference => {
  const track = records.addUnique('VideoClipTrack', `video ${sequence.id}`, [
    part('ClipTrack', 2, [
      part('Track', 3, [element('ID', 1), element('MediaType', mediaTypes.video), element('Index', 0)]),
      itemList('ClipItems', mediaTypes.video, 0, []),
      itemList('TransitionItems', mediaTypes.video, 0, []),
    ]),
  ])
  return records.add('VideoTrackGroup', [
    trackGroup([track], sequence.ticksPerFrame),
    element('FrameRect', '0,0,1920,1080'),
    element('PixelAspectRatio', '1,1'),
  ])
}

const audioGroup = (
  records: RecordList,
  sequence: SequenceDescription,
  version: number,
  find: FindSource,
): Reference => {
  const masterChannels = channelsOf(sequence.layout)
  const context = { records, seed: sequence.id, ticksPerSample: sequence.ticksPerSample, masterChannels }
  const tracks = sequence.tracks.map((track, index) => audioTrack(context, track, index, version, find))
  const master = masterRecord({ ...context, seed: `${sequence.id} master` }, tracks)
  return records.add('AudioTrackGroup', [
    trackGroup(tracks, sequence.ticksPerSample),
    refer('MasterTrack', master),
    element('ID', guid(`audio group ${sequence.id}`)),
    element('AutomationSafeFlags', 0),
    element('NumAdaptiveChannels', masterChannels),
  ])
}

export const sequenceGuid = (id: string): string => guid(`sequence ${id}`)

export const sequenceRecords = (
  records: RecordList,
  sequence: SequenceDescription,
  version: number,
  find: FindSource,
): Reference => {
  const markers = markersRecord(records, sequence)
  const groups: [string, Reference][] = [
    [mediaTypes.video, videoGroup(records, sequence)],
    [mediaTypes.audio, audioGroup(records, sequence, version, find)],
    [mediaTypes.data, records.add('DataTrackGroup', [trackGroup([], sequence.ticksPerFrame)])],
  ]
  const rows = groups.map(([type, group], index) =>
    element('TrackGroup', [element('First', type), refer('Second', group)], { Version: '1', Index: String(index) }),
  )
  return records.addUnique('Sequence', `sequence ${sequence.id}`, [
    sequenceProperties(sequence),
    part('MarkerOwner', 1, [refer('Markers', markers)]),
    part('PersistentGroupContainer', 1, [part('LinkContainer', 1, [])]),
    part('TrackGroups', 1, rows),
    element('Name', sequence.name),
  ])
}
