// What plays inside story elements of an fcpxml, flattened to sequence time: files and nested sequences with the lane
// they lie on. Inside a clip or a synchronized clip lanes only stack parts; outside they are the tracks.
import { projectLimits } from '../limits'
import type { XmlNode } from '../xmlTree'
import { ticksOfFraction } from './times'

export interface Leaf {
  node: XmlNode
  /** Sequence time, ticks from the sequence's beginning. */
  startTicks: bigint
  endTicks: bigint
  /** The element's own clock at startTicks. */
  localTicks: bigint
  lane: number
  enabled: boolean
  /** The element that carries volume and roles, outermost first. */
  carriers: XmlNode[]
}

interface FlatTransition {
  lane: number
  startTicks: bigint
  endTicks: bigint
}

export interface Flattened {
  leaves: Leaf[]
  transitions: FlatTransition[]
  markers: { name: string; startTicks: bigint; endTicks: bigint }[]
}

interface Window {
  /** Sequence time of the parent's local time 0. */
  zeroTicks: bigint
  fromTicks: bigint
  toTicks: bigint
  lane: number
  enabled: boolean
  carriers: XmlNode[]
  /** Inside a clip or sync-clip: the window cuts, lanes do not count. */
  contained: boolean
  depth: number
}

const playing = new Set(['asset-clip', 'audio', 'video', 'ref-clip', 'mc-clip', 'title'])
const containers = new Set(['clip', 'sync-clip'])

export const flattenSpine = (spine: XmlNode, zeroTicks: bigint, tooMany: () => never): Flattened => {
  const flat: Flattened = { leaves: [], transitions: [], markers: [] }
  const endless = 10n ** 19n
  const window = { zeroTicks, fromTicks: -endless, toTicks: endless, lane: 0, enabled: true, carriers: [] }
  walkSpine(spine, { ...window, contained: false, depth: 0 }, flat, tooMany)
  return flat
}

/** Elements of a storyline follow each other; offsets, when given, are in the parent's time. */
const walkSpine = (spine: XmlNode, window: Window, flat: Flattened, tooMany: () => never): void => {
  let nextTicks = 0n
  for (const child of spine.children) {
    const offset = ticksOfFraction(child.attributes.offset) ?? nextTicks
    const duration = ticksOfFraction(child.attributes.duration) ?? 0n
    if (child.name === 'transition') addTransition(child, offset, duration, window, flat)
    else if (isStory(child.name)) {
      walkStory(child, offset, window, flat, tooMany)
      nextTicks = offset + duration
    }
  }
}

const isStory = (name: string): boolean =>
  playing.has(name) || containers.has(name) || name === 'gap' || name === 'audition' || name === 'spine'

const addTransition = (
  node: XmlNode,
  offset: bigint,
  duration: bigint,
  window: Window,
  flat: Flattened,
): void => {
  if (duration <= 0n || !node.children.some(({ name }) => name === 'filter-audio')) return
  const startTicks = window.zeroTicks + offset
  flat.transitions.push({ lane: window.lane, startTicks, endTicks: startTicks + duration })
}

const walkStory = (
  node: XmlNode,
  offset: bigint,
  outer: Window,
  flat: Flattened,
  tooMany: () => never,
): void => {
  if (outer.depth > projectLimits.nestDepth || flat.leaves.length > projectLimits.clips) tooMany()
  const lane = outer.contained
    ? outer.lane
    : outer.lane + (Number.parseInt(node.attributes.lane ?? '0', 10) || 0)
  const enabled = outer.enabled && node.attributes.enabled !== '0'
  const inner = { ...outer, lane, enabled, depth: outer.depth + 1 }
  if (node.name === 'spine')
    return walkSpine(node, { ...inner, zeroTicks: outer.zeroTicks + offset }, flat, tooMany)
  if (node.name === 'audition') {
    const active = node.children.find(({ name }) => isStory(name))
    return active ? walkStory(active, offset, inner, flat, tooMany) : undefined
  }
  const start = ticksOfFraction(node.attributes.start) ?? 0n
  const at = outer.zeroTicks + offset
  const zeroTicks = at - start
  const end = at + (ticksOfFraction(node.attributes.duration) ?? 0n)
  const cut = { fromTicks: larger(at, outer.fromTicks), toTicks: smaller(end, outer.toTicks) }
  if (playing.has(node.name)) addLeaf(node, zeroTicks, cut, inner, flat)
  const carriers = [...outer.carriers, node]
  const within = containers.has(node.name)
    ? { ...cut, contained: true, carriers }
    : { carriers: outer.carriers }
  noteMarkers(node, zeroTicks, flat)
  for (const child of node.children) {
    if (!isStory(child.name)) continue
    const childOffset = ticksOfFraction(child.attributes.offset) ?? start
    const connected = child.attributes.lane !== undefined && !containers.has(node.name)
    const window =
      connected && !outer.contained ? { ...inner, carriers: outer.carriers } : { ...inner, ...within }
    walkStory(child, childOffset, { ...window, zeroTicks }, flat, tooMany)
  }
}

const addLeaf = (
  node: XmlNode,
  zeroTicks: bigint,
  { fromTicks, toTicks }: { fromTicks: bigint; toTicks: bigint },
  { lane, enabled, carriers }: Window,
  flat: Flattened,
): void => {
  if (toTicks <= fromTicks) return
  flat.leaves.push({
    node,
    startTicks: fromTicks,
    endTicks: toTicks,
    localTicks: fromTicks - zeroTicks,
    lane,
    enabled,
    carriers: [...carriers, node],
  })
}

const noteMarkers = (node: XmlNode, zeroTicks: bigint, flat: Flattened): void => {
  for (const child of node.children) {
    if (child.name !== 'marker' && child.name !== 'chapter-marker') continue
    const start = ticksOfFraction(child.attributes.start)
    if (start === null || flat.markers.length > projectLimits.levelKeys) continue
    const length = ticksOfFraction(child.attributes.duration) ?? 0n
    const startTicks = larger(0n, zeroTicks + start)
    flat.markers.push({
      name: child.attributes.value ?? '',
      startTicks,
      endTicks: startTicks + larger(0n, length),
    })
  }
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
