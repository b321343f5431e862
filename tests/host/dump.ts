// Everything a script can reach from an embedded host, as a plain value to compare: every sequence, track, clip,
// component and marker, and the whole project panel.
import type { EmbeddedHost } from '../../headless/extendScript'
import type { Application } from '../../headless/premiere/Application'

type Host = Pick<EmbeddedHost, 'app' | 'project'>
type Sequence = Application['project']['sequences'][number]
type Track = Sequence['audioTracks'][number]
type Clip = Track['clips'][number]
type Item = Application['project']['rootItem']

interface DumpOptions {
  /** Leave out identities: what was taken off and put back is another item to the host. */
  ids?: boolean
}

export const dump = ({ app, project }: Host, { ids = true }: DumpOptions = {}): unknown => {
  const { sequences, rootItem } = app.project
  return {
    sequences: all(sequences, sequences.numSequences).map((sequence) => dumpSequence(sequence, ids)),
    active: app.project.activeSequence?.sequenceID,
    items: dumpItem(rootItem, ids),
    media: project.media.map(({ id, ...rest }) => (ids ? { id, ...rest } : rest)),
    hidden: project.sequences.flatMap(({ audioTracks }) =>
      audioTracks.map(({ layout, channels, soloed, locked, faderDb, pan }) => ({
        layout,
        channels,
        soloed,
        locked,
        faderDb,
        pan,
      })),
    ),
  }
}

const dumpSequence = (sequence: Sequence, ids: boolean): unknown => ({
  id: sequence.sequenceID,
  name: sequence.name,
  end: sequence.end,
  zeroPoint: sequence.zeroPoint,
  range: [sequence.getInPointAsTime().ticks, sequence.getOutPointAsTime().ticks],
  audio: all(sequence.audioTracks, sequence.audioTracks.numTracks).map((track) => dumpTrack(track, ids)),
  video: all(sequence.videoTracks, sequence.videoTracks.numTracks).map((track) => dumpTrack(track, ids)),
  markers: markersOf(sequence),
})

const markersOf = ({ markers }: Sequence): unknown[] => {
  const list: unknown[] = []
  for (let marker = markers.getFirstMarker(); marker; marker = markers.getNextMarker(marker))
    list.push([marker.name, marker.comments, marker.start.ticks, marker.end.ticks])
  return list
}

const dumpTrack = (track: Track, ids: boolean): unknown => ({
  name: track.name,
  muted: track.isMuted(),
  locked: track.isLocked(),
  clips: all(track.clips, track.clips.numItems).map((clip) => dumpClip(clip, ids)),
  transitions: all(track.transitions, track.transitions.numItems).map(({ name, start, end }) => [
    name,
    start.ticks,
    end.ticks,
  ]),
})

const dumpClip = (clip: Clip, ids: boolean): unknown => ({
  nodeId: ids ? clip.nodeId : '',
  name: clip.name,
  times: [clip.start.ticks, clip.end.ticks, clip.inPoint.ticks, clip.outPoint.ticks],
  speed: [clip.getSpeed(), clip.isSpeedReversed()],
  disabled: clip.disabled,
  item: clip.projectItem && (ids ? clip.projectItem.nodeId : clip.projectItem.treePath),
  components: all(clip.components, clip.components.numItems).map(({ matchName, properties }) => [
    matchName,
    ...all(properties, properties.numItems).map((each) => each.getValue()),
  ]),
})

const dumpItem = (item: Item, ids: boolean): unknown => ({
  nodeId: ids ? item.nodeId : '',
  name: item.name,
  type: item.type,
  mapping: item.getAudioChannelMapping && { ...item.getAudioChannelMapping },
  children: item.children && all(item.children, item.children.numItems).map((child) => dumpItem(child, ids)),
})

const all = <T>(collection: { readonly [index: number]: T }, count: number): T[] =>
  Array.from({ length: count }, (_, index) => collection[index])
