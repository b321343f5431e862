// A flattened leaf as a clip: its file or nested sequence, source times, volume, keys and channels.
import { checkTimes } from '../clipTimes'
import { scaleTicks } from '../frames'
import type { ProblemList } from '../problemList'
import type { ProjectClip, ProjectLevelKey, ProjectMedia, ProjectTransition } from '../project'
import { child, childrenNamed, type XmlNode } from '../xmlTree'
import type { Leaf } from './leaf'
import { dbOfText, ticksOfFraction } from './times'

export interface ResourceTable {
  assets: Map<string, { media: ProjectMedia; startTicks: bigint; hasAudio: boolean }>
  /** Sequences of compound clips and of multicam angles, by id; startTicks is their first timecode. */
  sequences: Map<string, { startTicks: bigint }>
  problems: ProblemList
}

export interface BuiltClip {
  clip: ProjectClip
  role: string
  fades: ProjectTransition[]
}

export const buildClip = (
  leaf: Leaf,
  index: number,
  isVideo: boolean,
  ticksPerFrame: bigint,
  sequenceName: string,
  resources: ResourceTable,
): BuiltClip | null => {
  const { node } = leaf
  const name = leaf.carriers[0].attributes.name || node.attributes.name || ''
  const where = `${sequenceName} / ${name || 'clip'}`
  const found = sourceOf(node, resources)
  const span = isVideo ? leaf : splitEdit(leaf)
  const time = sourceTime(leaf, span.localTicks, found, where, resources.problems, isVideo)
  const length = scaleTicks(span.endTicks - span.startTicks, time.speed)
  const raw = { ...span, ...time, outTicks: time.inTicks + length }
  const times = checkTimes(raw, ticksPerFrame, where, resources.problems, isVideo)
  if (!times) return null
  const volume = isVideo ? silentVolume : volumeOf(leaf, time.toSource)
  const clip: ProjectClip = {
    id: `${isVideo ? 'v' : 'a'}${index}`,
    name,
    source: found.source,
    kind: found.kind,
    startTicks: times.startTicks,
    endTicks: times.endTicks,
    inTicks: times.inTicks,
    outTicks: times.outTicks,
    speed: times.speed,
    reversed: time.reversed,
    enabled: leaf.enabled,
    gainDb: 0,
    ...volume,
    levelUnity: 1,
    channelMap: isVideo ? [] : channelsOf(leaf, found.channels),
    effects: isVideo
      ? []
      : childrenNamed(node, 'filter-audio').map((filter) => filter.attributes.name ?? 'effect'),
    linkedTo: [],
  }
  return { clip, role: isVideo ? '' : roleOf(leaf), fades: isVideo ? [] : fadesOf(leaf, times) }
}

const silentVolume = { levelDb: 0, levelRaw: null, levelKeys: [] as ProjectLevelKey[] }

interface Found {
  source: ProjectClip['source']
  kind: ProjectClip['kind']
  startTicks: bigint
  durationTicks: bigint
  channels: number
}

const sourceOf = (node: XmlNode, { assets, sequences }: ResourceTable): Found => {
  const ref = node.attributes.ref ?? ''
  const nothing: Found = { source: 'none', kind: 'other', startTicks: 0n, durationTicks: 0n, channels: 0 }
  if (node.name === 'ref-clip' || node.name === 'mc-clip') {
    const isMulticam = node.name === 'mc-clip'
    const id = isMulticam ? `${ref}/${audioAngle(node)}` : ref
    const sequence = sequences.get(id)
    if (!sequence) return nothing
    return { ...nothing, source: { sequence: id }, kind: isMulticam ? 'multicam' : 'nest', ...sequence }
  }
  const asset = assets.get(ref)
  if (!asset || asset.media.path === '') return nothing
  const { media, startTicks } = asset
  return {
    source: { media: media.id },
    kind: 'file',
    startTicks,
    durationTicks: media.durationTicks,
    channels: media.channels,
  }
}

/** The angle a multicam clip is heard from. */
const audioAngle = (node: XmlNode): string => {
  const sources = childrenNamed(node, 'mc-source')
  const heard = sources.find((source) => /^(all|audio)$/.test(source.attributes.srcEnable ?? 'all'))
  return heard?.attributes.angleID ?? ''
}

/** audioStart and audioDuration: sound that begins earlier or ends later than its picture. */
const splitEdit = (leaf: Leaf): Pick<Leaf, 'startTicks' | 'endTicks' | 'localTicks'> => {
  const start = ticksOfFraction(leaf.node.attributes.audioStart)
  const duration = ticksOfFraction(leaf.node.attributes.audioDuration)
  if (start === null || duration === null || duration <= 0n) return leaf
  const startTicks = leaf.startTicks + start - leaf.localTicks
  if (startTicks < 0n) return leaf
  return { startTicks, endTicks: startTicks + duration, localTicks: start }
}

/** Local time to source time, through the retiming when there is one. Two points are a constant speed. */
const sourceTime = (
  leaf: Leaf,
  localTicks: bigint,
  found: Found,
  where: string,
  problems: ProblemList,
  isVideo: boolean,
) => {
  const points = childrenNamed(child(leaf.node, 'timeMap'), 'timept').map((point) => ({
    time: ticksOfFraction(point.attributes.time) ?? 0n,
    value: ticksOfFraction(point.attributes.value) ?? 0n,
  }))
  const plain = (ticks: bigint): bigint => ticks - found.startTicks
  if (points.length < 2) return { inTicks: plain(localTicks), speed: 1, reversed: false, toSource: plain }
  if (points.length > 2 && !isVideo) problems.add('clip-speed-ramp', where)
  const [first] = points
  const last = points[points.length - 1]
  const spread = last.time - first.time
  const signed = spread === 0n ? 1 : Number(last.value - first.value) / Number(spread)
  const speed = Math.abs(signed) || 1
  const forward = (ticks: bigint): bigint => plain(first.value + scaleTicks(ticks - first.time, signed))
  if (signed >= 0) return { inTicks: forward(localTicks), speed, reversed: false, toSource: forward }
  const backward = (ticks: bigint): bigint => found.durationTicks - forward(ticks)
  return { inTicks: backward(localTicks), speed, reversed: true, toSource: backward }
}

/** adjust-volume of the element and of the clips around it add up; keys count on the element's own clock. */
const volumeOf = (leaf: Leaf, toSource: (ticks: bigint) => bigint) => {
  const volumes = leaf.carriers.flatMap((carrier) => child(carrier, 'adjust-volume') ?? [])
  const amounts = volumes.map((volume) => dbOfText(volume.attributes.amount) ?? 0)
  const levelDb = amounts.reduce((sum, db) => sum + db, 0)
  const own = child(child(leaf.node, 'adjust-volume'), 'param')
  const keys = childrenNamed(child(own, 'keyframeAnimation'), 'keyframe').flatMap(
    (key): ProjectLevelKey[] => {
      const time = ticksOfFraction(key.attributes.time)
      const db = dbOfText(key.attributes.value)
      if (time === null || db === null) return []
      return [
        { sourceTicks: toSource(time), db, raw: db === -Infinity ? 0 : 10 ** (db / 20), interpolation: 0 },
      ]
    },
  )
  const levelKeys = keys.sort((a, b) => (a.sourceTicks < b.sourceTicks ? -1 : 1))
  const levelRaw = volumes.length === 0 ? null : levelDb === -Infinity ? 0 : 10 ** (levelDb / 20)
  return { levelDb, levelRaw, levelKeys }
}

const fadesOf = (leaf: Leaf, { startTicks, endTicks }: { startTicks: bigint; endTicks: bigint }) => {
  const amount = child(child(leaf.node, 'adjust-volume'), 'param')
  const fade = (name: string): bigint => ticksOfFraction(child(amount, name)?.attributes.duration) ?? 0n
  const length = endTicks - startTicks
  const fades: ProjectTransition[] = []
  const add = (name: string, start: bigint, end: bigint, cutTicks: bigint): void => {
    if (end > start) fades.push({ name, kind: 'constant-power', startTicks: start, endTicks: end, cutTicks })
  }
  if (fade('fadeIn') <= length) add('Fade In', startTicks, startTicks + fade('fadeIn'), startTicks)
  if (fade('fadeOut') <= length) add('Fade Out', endTicks - fade('fadeOut'), endTicks, endTicks)
  return fades
}

const roleOf = (leaf: Leaf): string => {
  const [named] = leaf.carriers.flatMap(
    (carrier) =>
      child(carrier, 'audio-channel-source')?.attributes.role ||
      child(carrier, 'audio-role-source')?.attributes.role ||
      carrier.attributes.audioRole ||
      carrier.attributes.role ||
      [],
  )
  return (named ?? '').split('.')[0]
}

/** srcCh lists the channels in use, 1-based; all of them is no map. */
const channelsOf = (leaf: Leaf, known: number): number[] => {
  const sources = childrenNamed(leaf.node, 'audio-channel-source')
  const texts = sources
    .filter((source) => source.attributes.enabled !== '0' && source.attributes.active !== '0')
    .map((source) => source.attributes.srcCh ?? '')
  const text = [leaf.node.attributes.srcCh ?? '', ...texts].join(',')
  const channels = [...new Set(text.match(/\d+/g) ?? [])].map((channel) => Number(channel) - 1)
  if (channels.some((channel) => channel < 0 || channel >= 1024)) return []
  const plain = channels.every((from, to) => from === to)
  return plain && (known === 0 || channels.length === known) ? [] : channels
}
