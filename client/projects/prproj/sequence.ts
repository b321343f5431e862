// A sequence of a .prproj: its clocks, range, markers, tracks and routing.
import { frameRateOf } from '../frames'
import type { ProjectMarker, ProjectSequence } from '../project'
import type { TrackContext } from './clip'
import { textOf, ticksOf, type Graph } from './graph'
import { rateOfTicks } from './media'
import type { ProjectRecord } from './records'
import { layoutOf, readAudioTrack, readVideoTrack, stripOf } from './track'

/** 25 fps, for sequences without a picture clock. */
const DEFAULT_TICKS_PER_FRAME = 10_160_640_000n
/** VideoTimeDisplayFormat of drop-frame counting: 29.97 and 59.94. */
const DROP_FRAME = new Set(['102', '106'])

export const readSequence = (
  graph: Graph,
  sequence: ProjectRecord,
  panelNames: Map<string, string>,
): ProjectSequence => {
  const name = panelNames.get(sequence.id) || textOf(sequence, 'name')
  const groups = graph.list(sequence, 'groups')
  const audio = groups.find((group) => group.kind === 'AudioTrackGroup')
  const video = groups.find((group) => group.kind === 'VideoTrackGroup')
  const ticksPerFrame = positive(ticksOf(video, 'rate')) ?? DEFAULT_TICKS_PER_FRAME
  const adaptive = Number.parseInt(textOf(audio, 'adaptive') || '2', 10) || 2
  const linked = linksOf(graph, sequence)
  const context = (letter: string, index: number): TrackContext => {
    return { graph, ticksPerFrame, linked, where: `${name} / ${letter}${index + 1}` }
  }
  const audioTracks = graph
    .list(audio, 'tracks')
    .filter((track) => track.kind === 'AudioClipTrack')
    .map((track, index) => readAudioTrack(track, index, adaptive, context('A', index)))
  const videoTracks = graph
    .list(video, 'tracks')
    .filter((track) => track.kind === 'VideoClipTrack')
    .map((track, index) => readVideoTrack(track, index, context('V', index)))
  checkRouting(graph, audio, name)
  const [, , width, height] = textOf(video, 'frame').split(',').map(Number)
  return {
    id: sequence.id,
    name,
    ticksPerFrame,
    frameRate: frameRateOf(ticksPerFrame),
    dropFrame: DROP_FRAME.has(textOf(sequence, 'display')),
    sampleRateHz: rateOfTicks(ticksOf(audio, 'rate')) || 48000,
    zeroPointTicks: ticksOf(sequence, 'zeroPoint') ?? 0n,
    endTicks: lastEnd([...audioTracks, ...videoTracks].flatMap((track) => track.clips)),
    inPointTicks: pointOf(sequence, 'in'),
    outPointTicks: pointOf(sequence, 'out'),
    layout: layoutOf(graph.follow(audio, 'master')),
    audioTracks,
    videoTracks,
    markers: markersOf(graph, sequence),
    frameWidth: width || 0,
    frameHeight: height || 0,
  }
}

const positive = (ticks: bigint | null): bigint | null => (ticks !== null && ticks > 0n ? ticks : null)

export const lastEnd = (clips: { endTicks: bigint }[]): bigint =>
  clips.reduce((latest, clip) => (clip.endTicks > latest ? clip.endTicks : latest), 0n)

/** Unset is absent, or the host's -400 000 seconds. */
const pointOf = (sequence: ProjectRecord, field: string): bigint | null => {
  const ticks = textOf(sequence, field) === '' ? null : ticksOf(sequence, field)
  return ticks !== null && ticks >= 0n ? ticks : null
}

const linksOf = (graph: Graph, sequence: ProjectRecord): Map<string, string[]> => {
  const linked = new Map<string, string[]>()
  for (const link of graph.list(sequence, 'links')) {
    const items = Array.isArray(link.items) ? link.items.slice(0, 64) : []
    for (const item of items)
      linked.set(
        item,
        items.filter((other) => other !== item),
      )
  }
  return linked
}

/** What happens between the tracks and the master is read, not applied: say so. */
const checkRouting = (graph: Graph, audio: ProjectRecord | undefined, name: string): void => {
  const master = graph.follow(audio, 'master')
  for (const track of graph.list(audio, 'submixes')) {
    if (graph.list(graph.follow(track, 'inlet'), 'sources').length > 0)
      graph.problems.add('submix-not-applied', `${name} / ${textOf(track, 'name') || 'Submix'}`)
  }
  const strip = stripOf(graph, master)
  if (strip.faderDb !== 0) strip.unapplied.unshift('volume')
  if (strip.muted) strip.unapplied.unshift('mute')
  for (const effect of strip.unapplied)
    graph.problems.add('track-effect-not-applied', `${name} / Mix`, { effect })
}

const markersOf = (graph: Graph, sequence: ProjectRecord): ProjectMarker[] =>
  graph
    .list(graph.follow(sequence, 'markers'), 'markers')
    .flatMap((marker) => readMarker(textOf(marker, 'json')))

interface MarkerJson {
  DVAMarker: {
    mStartTime?: { ticks?: number }
    mDuration?: { ticks?: number }
    mName?: unknown
    mComment?: unknown
  }
}

const readMarker = (json: string): ProjectMarker[] => {
  try {
    const { mStartTime, mDuration, mName, mComment } = (JSON.parse(json) as MarkerJson).DVAMarker
    const startTicks = BigInt(mStartTime?.ticks ?? 0)
    const lengthTicks = BigInt(mDuration?.ticks ?? 0)
    if (startTicks < 0n || lengthTicks < 0n) return []
    const text = (value: unknown): string => (typeof value === 'string' ? value : '')
    const endTicks = startTicks + lengthTicks
    return [{ name: text(mName), comments: text(mComment), startTicks, endTicks }]
  } catch {
    return []
  }
}
