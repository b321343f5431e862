// A sequence as an xmeml element, its nests inside the clip items that first play them.
import { framesOfTicks } from '../frames'
import type { ProjectAudioTrack, ProjectClip, ProjectMarker, ProjectSequence } from '../project'
import { timecodeOfFrames } from '../xmeml/timecode'
import type { ItemContext, RawChannel } from './clipItem'
import type { WrittenNames } from './names'
import { rateElement, writtenRateOf, type WrittenRate } from './rate'
import {
  audioTrackElements,
  planAudioTrack,
  planVideoTrack,
  videoTrackElement,
  type PlannedItem,
  type PlannedTrack,
} from './tracks'
import { element, leaf } from './xmlText'

export const sequenceElement = (sequence: ProjectSequence, names: WrittenNames): string => {
  const id = names.id('sequence', sequence.id)
  if (!names.firstMention(id)) return element('sequence', { id }, [])
  names.open.push(sequence.id)
  const rate = writtenRateOf(sequence.frameRate)
  const attributes = {
    id,
    'MZ.Sequence.VideoTimeDisplayFormat': displayFormat(rate, sequence),
    explodedTracks: 'true',
  }
  const written = element('sequence', attributes, [
    leaf('duration', framesOfTicks(sequence.endTicks, rate)),
    rateElement(rate),
    leaf('name', sequence.name),
    ...pointElements(sequence, rate),
    element('media', {}, mediaElements(sequence, names, rate)),
    timecodeElement(sequence, rate),
    ...sequence.markers.map((marker) => markerElement(marker, rate)),
  ])
  names.open.pop()
  return written
}

/** Premiere's codes; only those that tell drop frame matter to it here. */
const displayFormat = (rate: WrittenRate, sequence: ProjectSequence): number | undefined => {
  if (!rate.ntsc || (rate.timebase !== 30 && rate.timebase !== 60)) return undefined
  return (rate.timebase === 30 ? 102 : 106) + (sequence.dropFrame ? 0 : 1)
}

const pointElements = (sequence: ProjectSequence, rate: WrittenRate): string[] => {
  const { inPointTicks, outPointTicks } = sequence
  return [
    ...(inPointTicks === null ? [] : [leaf('in', framesOfTicks(inPointTicks, rate))]),
    ...(outPointTicks === null ? [] : [leaf('out', framesOfTicks(outPointTicks, rate))]),
  ]
}

const timecodeElement = (sequence: ProjectSequence, rate: WrittenRate): string => {
  const frames = framesOfTicks(sequence.zeroPointTicks, rate)
  return element('timecode', {}, [
    rateElement(rate),
    leaf('string', timecodeOfFrames(frames, rate, sequence.dropFrame)),
    leaf('frame', frames),
    leaf('displayformat', sequence.dropFrame ? 'DF' : 'NDF'),
  ])
}

const markerElement = (marker: ProjectMarker, rate: WrittenRate): string =>
  element('marker', {}, [
    leaf('comment', marker.comments),
    leaf('name', marker.name),
    leaf('in', framesOfTicks(marker.startTicks, rate)),
    leaf('out', marker.endTicks > marker.startTicks ? framesOfTicks(marker.endTicks, rate) : -1),
  ])

const mediaElements = (sequence: ProjectSequence, names: WrittenNames, rate: WrittenRate): string[] => {
  const scope = sequence.id
  const video = sequence.videoTracks.map((track, i) => planVideoTrack(track, names, `${scope} V${i}`))
  const audio = sequence.audioTracks.map((track, i) => planAudioTrack(track, names, `${scope} A${i}`))
  const items = plannedItems(video, audio)
  const base: ItemContext = {
    names,
    rate,
    mediaType: 'audio',
    transitions: [],
    links: [],
    nested: (id) => nestedElements(id, names),
  }
  const linked = linkTable(sequence, items)
  const forItem = (mediaType: 'audio' | 'video', transitions: ItemContext['transitions']) => {
    return (clip: ProjectClip, _channel: RawChannel): ItemContext => {
      return { ...base, mediaType, transitions, links: linked(clip) }
    }
  }
  const videoTracks = sequence.videoTracks.map((track, i) =>
    videoTrackElement(track, video[i], forItem('video', [])),
  )
  const audioTracks = sequence.audioTracks.flatMap((track, i) =>
    audioTrackElements(track, audio[i], base, forItem('audio', track.transitions)),
  )
  return [
    element('video', {}, [videoFormat(sequence, rate), ...videoTracks]),
    element('audio', {}, [...audioHead(sequence), ...audioTracks]),
  ]
}

/** Only these tracks, for an existing sequence. */
export const newTrackElements = (
  sequence: ProjectSequence,
  tracks: ProjectAudioTrack[],
  names: WrittenNames,
): string[] => {
  const rate = writtenRateOf(sequence.frameRate)
  names.open.push(sequence.id)
  const nested = (id: string): string[] => nestedElements(id, names)
  const base: ItemContext = { names, rate, mediaType: 'audio', transitions: [], links: [], nested }
  return tracks.flatMap((track, i) => {
    const plan = planAudioTrack(track, names, `${sequence.id} new A${i}`)
    const items = plannedItems([], [plan])
    return audioTrackElements(track, plan, base, (clip) => {
      return { ...base, transitions: track.transitions, links: linkElements(items.get(clip) ?? []) }
    })
  })
}

const nestedElements = (id: string, names: WrittenNames): string[] => {
  const sequence = names.sequences.get(id)
  return sequence && !names.open.includes(id) ? [sequenceElement(sequence, names)] : []
}

const plannedItems = (video: PlannedTrack[], audio: PlannedTrack[]): Map<ProjectClip, PlannedItem[]> => {
  const items = new Map<ProjectClip, PlannedItem[]>()
  const note = (plans: PlannedTrack[], mediaType: 'audio' | 'video'): void => {
    plans
      .flatMap((plan) => plan.raw)
      .forEach((track, t) =>
        track.forEach(({ clip, channel }, c) => {
          const item = { id: channel.id, mediaType, trackIndex: t + 1, clipIndex: c + 1 }
          items.set(clip, [...(items.get(clip) ?? []), item])
        }),
      )
  }
  note(video, 'video')
  note(audio, 'audio')
  return items
}

/** Links name every item of the group, the clip's own channels included. */
const linkTable = (sequence: ProjectSequence, items: Map<ProjectClip, PlannedItem[]>) => {
  const byId = new Map<string, ProjectClip>()
  for (const track of [...sequence.videoTracks, ...sequence.audioTracks])
    for (const clip of track.clips) byId.set(clip.id, clip)
  return (clip: ProjectClip): string[] => {
    const others = clip.linkedTo.flatMap((id) => byId.get(id) ?? []).filter((other) => other !== clip)
    const group = [clip, ...others].flatMap((member) => items.get(member) ?? [])
    return linkElements(group)
  }
}

const linkElements = (group: PlannedItem[]): string[] =>
  group.length < 2
    ? []
    : group.map((item) =>
        element('link', {}, [
          leaf('linkclipref', item.id),
          leaf('mediatype', item.mediaType),
          leaf('trackindex', item.trackIndex),
          leaf('clipindex', item.clipIndex),
          ...(item.mediaType === 'audio' ? [leaf('groupindex', 1)] : []),
        ]),
      )

const videoFormat = (sequence: ProjectSequence, rate: WrittenRate): string => {
  const { frameWidth, frameHeight } = sequence
  return element('format', {}, [
    element('samplecharacteristics', {}, [
      rateElement(rate),
      ...(frameWidth > 0 ? [leaf('width', frameWidth)] : []),
      ...(frameHeight > 0 ? [leaf('height', frameHeight)] : []),
      leaf('anamorphic', 'FALSE'),
      leaf('pixelaspectratio', 'square'),
      leaf('fielddominance', 'none'),
    ]),
  ])
}

const audioHead = (sequence: ProjectSequence): string[] => {
  const channels = { mono: 1, stereo: 2, '5.1': 6, multichannel: 8 }[sequence.layout]
  const groups = Array.from({ length: channels }, (_, k) =>
    element('group', {}, [
      leaf('index', k + 1),
      leaf('numchannels', 1),
      leaf('downmix', 0),
      element('channel', {}, [leaf('index', k + 1)]),
    ]),
  )
  return [
    leaf('numOutputChannels', channels),
    element('format', {}, [
      element('samplecharacteristics', {}, [leaf('depth', 16), leaf('samplerate', sequence.sampleRateHz)]),
    ]),
    element('outputs', {}, groups),
  ]
}
