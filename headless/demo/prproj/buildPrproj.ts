// A Premiere project file from a plain description: one flat list of records as Premiere writes them, gzipped.
// Dubstage never writes the user's projects; this one is for the demo and for tests.
import { gzipSync } from 'node:zlib'
import { channelsOf } from './channels'
import type { ProjectDescription, SequenceDescription } from './description'
import { masterClipRecords, mediaRecords, type SourceRecords } from './mediaRecords'
import { createRecordList, guid, part, properties, refer, referList, type RecordList, type Reference } from './recordList'
import { recordClasses } from './recordClasses'
import { sequenceGuid, sequenceRecords, type FindSource } from './sequenceRecords'
import { element, printXml, type XmlElement } from './xml'

interface BinContent {
  media: Map<string, SourceRecords>
  sequences: Map<string, SourceRecords>
  items: Reference[]
}

const sequenceSource = (records: RecordList, sequence: SequenceDescription, bin: BinContent): void => {
  const ends = sequence.tracks.flatMap((track) => track.clips.map((clip) => clip.endTicks))
  const duration = ends.reduce((latest, end) => (end > latest ? end : latest), 0n)
  const channels = channelsOf(sequence.layout)
  const source = records.add('AudioSequenceSource', [
    part('SequenceSource', 4, [
      part('Content', 10, []),
      element('Sequence', '', { ObjectURef: sequenceGuid(sequence.id) }),
    ]),
    element('OriginalDuration', duration),
  ])
  const id = `sequence ${sequence.id}`
  const item = masterClipRecords(records, id, sequence.name, source, channels, sequence.ticksPerSample)
  bin.sequences.set(sequence.id, { source, masterClip: item.masterClip, channels })
  bin.items.push(item.projectItem)
}

const binContent = (records: RecordList, description: ProjectDescription): BinContent => {
  const bin: BinContent = { media: new Map(), sequences: new Map(), items: [] }
  for (const sequence of description.sequences) sequenceSource(records, sequence, bin)
  for (const media of description.media) {
    const made = mediaRecords(records, media)
    bin.media.set(media.id, made)
    bin.items.push(made.projectItem)
  }
  return bin
}

const projectSettings = (records: RecordList, description: ProjectDescription): Reference => {
  const sequence = description.sequences[0]
  const video = records.add('VideoSettings', [element('FrameRate', sequence?.ticksPerFrame ?? 8475667200n)])
  const audio = records.add('AudioSettings', [
    element('ChannelType', 1),
    element('FrameRate', sequence?.ticksPerSample ?? 5292000n),
  ])
  return records.add('ProjectSettings', [refer('VideoSettings', video), refer('AudioSettings', audio)])
}

const projectRecord = (description: ProjectDescription, root: Reference, settings: Reference): XmlElement => {
  const written = 'Dubstage demo'
  const content = [
    properties({
      'MZ.Project.GUID': guid(`project ${description.name}`),
      'MZ.BuildVersion.Created': written,
      'MZ.BuildVersion.Modified': written,
      'MZ.Project.ApplicationID': 'Pro',
    }),
    refer('RootProjectItem', root),
    refer('ProjectSettings', settings),
    element('NextID', 1000001),
  ]
  return element('Project', content, {
    ObjectID: '1',
    ClassID: recordClasses.Project[0],
    Version: String(description.version),
  })
}

/** The project as XML text, before it is gzipped. */
const prprojXml = (description: ProjectDescription): string => {
  const records = createRecordList()
  const bin = binContent(records, description)
  const find: FindSource = (source) => {
    const found = 'media' in source ? bin.media.get(source.media) : bin.sequences.get(source.sequence)
    if (!found) throw new Error(`no such source in the description: ${JSON.stringify(source)}`)
    return found
  }
  for (const sequence of description.sequences) sequenceRecords(records, sequence, description.version, find)
  const root = records.addUnique('RootProjectItem', `root ${description.name}`, [
    part('ProjectItem', 1, [element('Name', 'Root Bin')]),
    part('ProjectItemContainer', 1, [referList('Items', 'Item', bin.items)]),
  ])
  const project = projectRecord(description, root, projectSettings(records, description))
  const all = [element('Project', '', { ObjectRef: '1' }), project, ...records.records]
  return `<?xml version="1.0" encoding="UTF-8" ?>\n${printXml(element('PremiereData', all, { Version: '3' }))}`
}

/** Byte 9 of a gzip header names the system; 255 is "unknown" (RFC 1952, 2.3.1), so that all write the same bytes. */
const gzipSystemByte = 9

export const buildPrproj = (description: ProjectDescription): Buffer => {
  const packed = gzipSync(Buffer.from(prprojXml(description), 'utf8'), { level: 9 })
  packed[gzipSystemByte] = 255
  return packed
}
