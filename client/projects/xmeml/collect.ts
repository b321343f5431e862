// Collects an xmeml while it streams by: files, sequences with their raw tracks; master clips only for their files.
import { tooLarge } from '../byteStream'
import { frameRateOf, ticksOfFrames } from '../frames'
import { projectLimits } from '../limits'
import type { ProjectMarker, ProjectMedia } from '../project'
import { fileName } from '../prproj/media'
import {
  at,
  child,
  childrenNamed,
  idOf,
  isFalseText,
  numberAt,
  textAt,
  TreeBuilder,
  type XmlNode,
} from '../xmlTree'
import { pathOfUrl } from './fileUrl'
import { rateAt, rawClip, rawTransition, type RawItem } from './raw'

export interface RawTrack {
  attributes: Record<string, string>
  enabled: boolean
  locked: boolean
  outputChannel: number
  items: RawItem[]
}

export interface RawSequence {
  id: string
  order: number
  /** Everything but tracks, still as elements. */
  node: XmlNode
  audio: RawTrack[]
  video: RawTrack[]
}

const dropped = new Set(
  (
    'logginginfo filmdata labels colorinfo comments itemhistory codec appspecificdata defaultsequencesettings ' +
    'multiclip generatoritem compositemode uuid thumbnail metadata'
  ).split(' '),
)
const attributes = new Set(
  (
    'id version premiereTrackType premiereChannelType currentExplodedTrackIndex totalExplodedTrackCount ' +
    'Dubstage.GainDb MZ.TrackName MZ.Sequence.VideoTimeDisplayFormat PannerCurrentValue PannerName explodedTracks'
  ).split(' '),
)

export class XmemlCollector {
  readonly tree: TreeBuilder
  readonly files = new Map<string, ProjectMedia>()
  readonly masterFiles = new Map<string, string>()
  readonly sequences: RawSequence[] = []
  private clips = 0
  private unnamed = 0

  constructor(private readonly where: string) {
    this.tree = new TreeBuilder(where, {
      dropped,
      attributes,
      reduce: (node, outer) => this.reduce(node, outer),
    })
  }

  get version(): string {
    return this.tree.root?.attributes.version ?? ''
  }

  private reduce(node: XmlNode, outer: XmlNode[]): unknown {
    switch (node.name) {
      case 'file':
        return this.reduceFile(node)
      case 'clipitem':
        if (++this.clips > projectLimits.clips) tooLarge(this.where, 'clips', projectLimits.clips)
        return { clip: rawClip(node) }
      case 'transitionitem':
        return { transition: rawTransition(node) }
      case 'sequence':
        return this.reduceSequence(node)
      case 'track':
        return isTimelineTrack(outer) ? rawTrack(node) : undefined
      case 'clip':
        return this.reduceMaster(node)
      default:
        return undefined
    }
  }

  private reduceFile(node: XmlNode): string {
    const id = node.attributes.id ?? `file#${++this.unnamed}`
    const known = this.files.get(id)
    if (node.children.length > 0 && !(known && known.path !== '')) this.files.set(id, mediaOf(node, id))
    return id
  }

  private reduceMaster(node: XmlNode): string {
    const id = node.attributes.id ?? ''
    const file = firstFile(node)
    if (file && !this.masterFiles.has(id)) this.masterFiles.set(id, file)
    return id
  }

  private reduceSequence(node: XmlNode): string {
    const media = child(node, 'media')
    const id = node.attributes.id ?? (media ? `sequence#${++this.unnamed}` : '')
    if (!media) return id
    const audio = tracksOf(at(media, 'audio'))
    const video = tracksOf(at(media, 'video'))
    const own = this.sequences.some((other) => other.id === id) ? `${id}#${++this.unnamed}` : id
    this.sequences.push({ id: own, order: node.order, node: { ...node }, audio, video })
    return own
  }
}

const isTimelineTrack = (outer: XmlNode[]): boolean => {
  const kind = outer[outer.length - 1]?.name
  return kind === 'audio' || kind === 'video'
}

const tracksOf = (kind: XmlNode | undefined): RawTrack[] =>
  childrenNamed(kind, 'track').flatMap((track) => (track.value ? [track.value as RawTrack] : []))

const rawTrack = (node: XmlNode): RawTrack => ({
  attributes: node.attributes,
  enabled: !isFalseText(textAt(node, 'enabled')),
  locked: /true/i.test(textAt(node, 'locked')),
  outputChannel: Math.max(0, Math.round(numberAt(node, 'outputchannelindex') ?? 0)),
  items: node.children
    .filter((item) => item.name === 'clipitem' || item.name === 'transitionitem')
    .map((item) => item.value as RawItem),
})

const firstFile = (node: XmlNode): string => {
  for (const kind of childrenNamed(child(node, 'media') ?? node, 'audio').concat(
    childrenNamed(child(node, 'media') ?? node, 'video'),
  ))
    for (const track of tracksOf(kind))
      for (const item of track.items) if ('clip' in item && item.clip.file) return item.clip.file
  return idOf(child(node, 'file'))
}

const mediaOf = (node: XmlNode, id: string): ProjectMedia => {
  const path = pathOfUrl(textAt(node, 'pathurl'))
  const audio = childrenNamed(child(node, 'media'), 'audio')
  const rate = rateAt(node)
  const channels = audio.reduce((sum, part) => sum + Math.max(0, numberAt(part, 'channelcount') ?? 0), 0)
  return {
    id,
    name: textAt(node, 'name') || fileName(path),
    path,
    alternatives: [],
    channels: Math.min(1024, Math.round(channels)),
    sampleRateHz: Math.max(0, Math.round(numberAt(audio[0], 'samplecharacteristics/samplerate') ?? 0)),
    durationTicks: rate ? ticksOfFrames(Math.max(0, numberAt(node, 'duration') ?? 0), rate) : 0n,
    hasVideo: child(child(node, 'media'), 'video') !== undefined,
  }
}

/** Markers of a sequence, in its own frames; an out of -1 is a single point. */
export const markersOf = (node: XmlNode, ticksPerFrame: bigint): ProjectMarker[] =>
  childrenNamed(node, 'marker').map((marker) => {
    const rate = frameRateOf(ticksPerFrame)
    const start = Math.max(0, numberAt(marker, 'in') ?? 0)
    const end = numberAt(marker, 'out') ?? -1
    return {
      name: textAt(marker, 'name'),
      comments: textAt(marker, 'comment'),
      startTicks: ticksOfFrames(start, rate),
      endTicks: ticksOfFrames(end < start ? start : end, rate),
    }
  })
