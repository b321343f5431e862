// One item on a track of a .prproj: what it plays, when, how loud, and through which channels.
import { checkTimes } from '../clipTimes'
import { dbOfGain, LARGEST_TICKS } from '../frames'
import type { ProjectClip } from '../project'
import { channelsOfLayout, isTrue, textOf, ticksOf, type Graph } from './graph'
import type { ProjectRecord } from './records'
import { readVolume } from './volume'

export interface TrackContext {
  graph: Graph
  ticksPerFrame: bigint
  /** "Sequence / A1", for problems. */
  where: string
  linked: Map<string, string[]>
}

/** What Premiere writes for a channel that nothing feeds (the largest unsigned number). */
const DISCONNECTED = '18446744073709551615'

export const readClip = (item: ProjectRecord, context: TrackContext): ProjectClip | null => {
  const { graph, linked } = context
  const subClip = graph.follow(item, 'subClip')
  const clip = graph.follow(subClip, 'clip')
  const name = textOf(subClip, 'name') || textOf(graph.follow(subClip, 'master'), 'name')
  const where = `${context.where} / ${name || 'clip'}`
  const times = timesOf(item, clip, context, where)
  if (!times) return null
  const played = sourceOf(graph, clip, where)
  const gain = textOf(clip, 'gain')
  return {
    id: item.id,
    name,
    ...played,
    ...times,
    reversed: isTrue(clip, 'backwards'),
    enabled: !isTrue(item, 'muted'),
    gainDb: gain === '' ? 0 : finiteDb(Number.parseFloat(gain)),
    ...readVolume(graph, graph.follow(item, 'chain')),
    linkedTo: linked.get(item.id) ?? [],
  }
}

const finiteDb = (gain: number): number => (Number.isFinite(gain) && gain >= 0 ? dbOfGain(gain) : 0)

const timesOf = (
  item: ProjectRecord,
  clip: ProjectRecord | undefined,
  context: TrackContext,
  where: string,
) => {
  const { problems } = context.graph
  const speedText = textOf(clip, 'speed')
  const beyond = LARGEST_TICKS
  const startTicks = ticksOf(item, 'start') ?? beyond
  const endTicks = ticksOf(item, 'end') ?? beyond
  const inTicks = ticksOf(clip, 'in') ?? beyond
  const stored = textOf(clip, 'out')
  const speed = speedText === '' ? 1 : Number.parseFloat(speedText)
  const outTicks = stored === '' && clip ? inTicks + endTicks - startTicks : (ticksOf(clip, 'out') ?? beyond)
  if (textOf(clip, 'ramp') || textOf(clip, 'rampKeys')) problems.add('clip-speed-ramp', where)
  const raw = { startTicks, endTicks, inTicks, outTicks: clip ? outTicks : endTicks - startTicks, speed }
  return checkTimes(raw, context.ticksPerFrame, where, problems, item.kind === 'VideoClipTrackItem')
}

type Played = Pick<ProjectClip, 'source' | 'kind' | 'channelMap'>

const sourceOf = (graph: Graph, clip: ProjectRecord | undefined, where: string): Played => {
  const source = graph.follow(clip, 'source')
  const sequence = graph.follow(source, 'sequence')
  const media = graph.follow(source, 'media')
  const { channelMap, contents } = channelsOf(graph, clip, media)
  if (sequence?.kind === 'Sequence') {
    const isMulticam = isTrue(source, 'isMulticam')
    if (isMulticam) graph.problems.add('clip-not-a-file', where, { kind: 'multicam' })
    return { source: { sequence: sequence.id }, kind: isMulticam ? 'multicam' : 'nest', channelMap }
  }
  if (!media || !(textOf(media, 'path') || textOf(media, 'actualPath')))
    return { source: 'none', kind: 'other', channelMap: [] }
  if (contents > 1) graph.problems.add('clip-not-a-file', where, { kind: 'merged' })
  return { source: { media: media.id }, kind: contents > 1 ? 'merged' : 'file', channelMap }
}

/** SecondaryContents name, channel by channel, the source and its channel; a merged clip names several sources. */
const channelsOf = (graph: Graph, clip: ProjectRecord | undefined, media: ProjectRecord | undefined) => {
  const channels = graph.list(clip, 'channels')
  const connected = channels.filter((channel) => textOf(channel, 'index') !== DISCONNECTED)
  const contents = new Set(connected.map((channel) => textOf(channel, 'content'))).size
  const map = connected.map((channel) => Number.parseInt(textOf(channel, 'index') || '0', 10))
  const sourceChannels = channelsOfLayout(textOf(graph.follow(media, 'audio'), 'layout'))
  const plain =
    map.every((from, to) => from === to) && (sourceChannels === 0 || map.length === sourceChannels)
  const valid = map.every((from) => Number.isInteger(from) && from >= 0 && from < 1024)
  return { channelMap: plain || !valid || contents > 1 ? [] : map, contents }
}
