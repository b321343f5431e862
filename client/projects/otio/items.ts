// What lies on one OpenTimelineIO track: clips, gaps, transitions, nested stacks, linear time warps.
import { tooLarge } from '../byteStream'
import { checkTimes } from '../clipTimes'
import { LARGEST_TICKS, scaleTicks } from '../frames'
import { projectLimits } from '../limits'
import type { ProblemList } from '../problemList'
import type { ProjectClip, ProjectMedia, ProjectSequence, ProjectTransition } from '../project'
import { fileName } from '../prproj/media'
import { pathOfUrl } from '../xmeml/fileUrl'
import { isOfSchema, listOf, objectOf, rangeOf, textOf, ticksOfTime, type Json } from './json'

/** One file being read. */
export interface Reading {
  where: string
  problems: ProblemList
  media: Map<string, ProjectMedia>
  sequences: ProjectSequence[]
  /** Items seen so far. */
  count: number
  ticksPerFrame: bigint
  addNest: (stack: Json, id: string, name: string, reading: Reading, depth: number) => string
}

export const readItems = (items: Json[], where: string, reading: Reading, depth: number) => {
  const clips: ProjectClip[] = []
  const transitions: ProjectTransition[] = []
  let at = 0n
  for (const item of items) {
    if (++reading.count > projectLimits.clips) tooLarge(reading.where, 'clips', projectLimits.clips)
    if (isOfSchema(item, 'Transition')) {
      const startTicks = at - (ticksOfTime(item.in_offset) ?? 0n)
      const endTicks = at + (ticksOfTime(item.out_offset) ?? 0n)
      const name = textOf(item.name) || 'Transition'
      if (startTicks >= 0n && endTicks > startTicks)
        transitions.push({ name, kind: 'constant-power', startTicks, endTicks, cutTicks: at })
      continue
    }
    const range = lengthOf(item, depth)
    if (range.duration <= 0n) {
      reading.problems.add('clip-bad-time', `${where} / ${textOf(item.name) || 'clip'}`)
      continue
    }
    const endTicks = at + range.duration
    if (endTicks > LARGEST_TICKS) break
    if (!isOfSchema(item, 'Gap')) {
      const clip = readClip(item, at, endTicks, range.start, where, reading, depth)
      if (clip) clips.push(clip)
    }
    at = endTicks
  }
  return { clips, transitions }
}

/** source_range, else the media's available range, else what the children need. */
const lengthOf = (item: Json, depth: number): { start: bigint; duration: bigint } => {
  const own = rangeOf(item.source_range) ?? rangeOf(referenceOf(item).available_range)
  if (own) return own
  if (depth > projectLimits.nestDepth) return { start: 0n, duration: 0n }
  const lengths = listOf(item.children)
    .filter((child) => !isOfSchema(child, 'Transition'))
    .map((child) => lengthOf(child, depth + 1).duration)
  const total = isOfSchema(item, 'Track')
    ? lengths.reduce((sum, length) => sum + length, 0n)
    : lengths.reduce((longest, length) => (length > longest ? length : longest), 0n)
  return { start: 0n, duration: total }
}

/** Clip.2 has several references and names the active one. */
const referenceOf = (item: Json): Json => {
  const several = objectOf(item.media_references)
  const active = textOf(item.active_media_reference_key) || 'DEFAULT_MEDIA'
  return item.media_references ? objectOf(several[active]) : objectOf(item.media_reference)
}

const readClip = (
  item: Json,
  startTicks: bigint,
  endTicks: bigint,
  start: bigint,
  where: string,
  reading: Reading,
  depth: number,
): ProjectClip | null => {
  const name = textOf(item.name)
  const place = `${where} / ${name || 'clip'}`
  const isNest = isOfSchema(item, 'Stack') || isOfSchema(item, 'Track')
  const speed = speedOf(item, place, reading.problems)
  const source: ProjectClip['source'] = isNest
    ? { sequence: reading.addNest(item, `nest${reading.count}`, name || 'Nest', reading, depth + 1) }
    : mediaOf(item, reading)
  const offset = isNest ? 0n : (rangeOf(referenceOf(item).available_range)?.start ?? 0n)
  const inTicks = start - offset < 0n && start >= 0n ? start : start - offset
  const raw = {
    startTicks,
    endTicks,
    inTicks,
    outTicks: inTicks + scaleTicks(endTicks - startTicks, speed),
    speed,
  }
  const times = checkTimes(raw, reading.ticksPerFrame, place, reading.problems)
  if (!times) return null
  return {
    id: `clip${reading.count}`,
    name,
    source,
    kind: isNest ? 'nest' : source === 'none' ? 'other' : 'file',
    ...times,
    reversed: false,
    enabled: item.enabled !== false,
    gainDb: 0,
    levelDb: 0,
    levelRaw: null,
    levelUnity: 1,
    levelKeys: [],
    channelMap: [],
    effects: effectNames(item),
    linkedTo: [],
  }
}

const effectNames = (item: Json): string[] =>
  listOf(item.effects)
    .filter((effect) => !isOfSchema(effect, 'LinearTimeWarp') && !isOfSchema(effect, 'FreezeFrame'))
    .map((effect) => textOf(effect.effect_name) || textOf(effect.name) || 'effect')
    .slice(0, 100)

const speedOf = (item: Json, place: string, problems: ProblemList): number => {
  const warps = listOf(item.effects).filter((effect) => isOfSchema(effect, 'LinearTimeWarp'))
  const scalar = warps.reduce(
    (product, warp) => product * (typeof warp.time_scalar === 'number' ? warp.time_scalar : 1),
    1,
  )
  if (listOf(item.effects).some((effect) => isOfSchema(effect, 'FreezeFrame')) || !(scalar > 0)) {
    problems.add('clip-speed-ramp', place)
    return 1
  }
  return Math.min(scalar, 1000)
}

const mediaOf = (item: Json, reading: Reading): ProjectClip['source'] => {
  const reference = referenceOf(item)
  const url = textOf(reference.target_url)
  if (!isOfSchema(reference, 'ExternalReference') || url === '') return 'none'
  const path = pathOfUrl(url)
  if (!reading.media.has(path))
    reading.media.set(path, {
      id: path,
      name: textOf(reference.name) || fileName(path),
      path,
      alternatives: [],
      channels: 0,
      sampleRateHz: 0,
      durationTicks: rangeOf(reference.available_range)?.duration ?? 0n,
      hasVideo: false,
    })
  return { media: path }
}
