// A sequence as the host reports it, page by page, because every script stops the host's own interface.
import type {
  MarkerSnapshot,
  PageStart,
  SequenceHeader,
  SequencePage,
  SequenceSummary,
  TrackSnapshot,
  TransitionSnapshot,
} from '../contract'
import { items, map } from '../es3/array'
import { attempt } from './attempt'
import type { Marker, Sequence, SequenceSettings, Track } from './dom'
import { allSequences, audioTracksOf, findSequence, openProject, ticksOf } from './findSequence'
import { readClip } from './readClip'

/** Below the tenth of a second at which waiting is felt, with room for the last clip. */
const PAGE_MS = 50
/** Long replies have been cut off (26.3); a clip is about 400 bytes. */
const PAGE_CLIPS = 100

export const listSequences = (): SequenceSummary[] => {
  const active = attempt(() => openProject().activeSequence?.sequenceID, '')
  return map(allSequences(), (sequence) => ({
    id: sequence.sequenceID,
    name: String(sequence.name),
    audioTracks: sequence.audioTracks.numTracks,
    isActive: sequence.sequenceID === active,
  }))
}

export const readSequence = (sequenceId: string, from: PageStart): SequencePage => {
  const sequence = findSequence(sequenceId)
  const isFirst = from.track === 0 && from.clip === 0
  const read = readTracks(audioTracksOf(sequence), from)
  return {
    header: readHeader(sequence),
    tracks: read.tracks,
    markers: isFirst ? readMarkers(sequence) : [],
    next: read.next,
  }
}

const readHeader = (sequence: Sequence): SequenceHeader => {
  const settings = attempt(() => sequence.getSettings(), null as SequenceSettings | null)
  return {
    id: sequence.sequenceID,
    name: String(sequence.name),
    ticksPerFrame: String(sequence.timebase),
    ticksPerSample: settings === null ? '' : attempt(() => String(settings.audioSampleRate.ticks), ''),
    zeroPointTicks: ticksOf(sequence.zeroPoint),
    endTicks: ticksOf(sequence.end),
    inPointTicks: attempt(() => String(sequence.getInPointAsTime().ticks), null as string | null),
    outPointTicks: attempt(() => String(sequence.getOutPointAsTime().ticks), null as string | null),
    channelType: settings === null ? 1 : Number(settings.audioChannelType),
    clipCounts: map(audioTracksOf(sequence), (track) => track.clips.numItems),
  }
}

const readTracks = (tracks: Track[], from: PageStart): Pick<SequencePage, 'tracks' | 'next'> => {
  const deadline = new Date().getTime() + PAGE_MS
  const read: TrackSnapshot[] = []
  let clips = 0
  for (let index = from.track; index < tracks.length; index++) {
    const first = index === from.track ? from.clip : 0
    const snapshot = readTrack(tracks[index], index, first === 0)
    read.push(snapshot)
    const { clips: collection } = tracks[index]
    for (let clip = first; clip < collection.numItems; clip++) {
      const full = clips >= PAGE_CLIPS || (clips > 0 && new Date().getTime() > deadline)
      if (full) return { tracks: read, next: { track: index, clip } }
      snapshot.clips.push(readClip(collection[clip]))
      clips++
    }
  }
  return { tracks: read, next: null }
}

const readTrack = (track: Track, index: number, isBeginning: boolean): TrackSnapshot => ({
  index,
  name: String(track.name),
  muted: !!track.isMuted(),
  locked: !!track.isLocked(),
  clips: [],
  transitions: isBeginning ? readTransitions(track) : [],
})

const readTransitions = (track: Track): TransitionSnapshot[] =>
  map(items(track.transitions, track.transitions.numItems), (transition) => ({
    name: String(transition.name),
    startTicks: String(transition.start.ticks),
    endTicks: String(transition.end.ticks),
  }))

const readMarkers = (sequence: Sequence): MarkerSnapshot[] => map(markersOf(sequence), readMarker)

const readMarker = (marker: Marker): MarkerSnapshot => ({
  name: String(marker.name),
  comments: String(marker.comments),
  startTicks: String(marker.start.ticks),
  endTicks: String(marker.end.ticks),
})

export const markersOf = (sequence: Sequence): Marker[] => {
  const { markers } = sequence
  const list: Marker[] = []
  let marker = markers.numMarkers > 0 ? markers.getFirstMarker() : undefined
  while (marker && list.length < markers.numMarkers) {
    list.push(marker)
    marker = markers.getNextMarker(marker)
  }
  return list
}
