// OpenTimelineIO's JSON: Timeline, Stack, Track, Clip, Gap, Transition, nested stacks and tracks, linear time warps.
import { checkTimes } from '../clipTimes'
import { divideRounding, frameRateOf, LARGEST_TICKS, scaleTicks, TICKS_PER_SECOND } from '../frames'
import { fail } from '../../problem'
import { tooLarge } from '../byteStream'
import { projectLimits } from '../limits'
import { checkNests } from '../nests'
import { ProblemList } from '../problemList'
import type { ProjectClip, ProjectFile, ProjectMedia, ProjectSequence, ProjectTransition } from '../project'
import { fileName } from '../prproj/media'
import { lastEnd } from '../prproj/sequence'
import { pathOfUrl } from '../xmeml/fileUrl'
import { isOfSchema, listOf, objectOf, rangeOf, textOf, ticksOfTime, type Json } from './json'

interface Reading {
  where: string
  problems: ProblemList
  media: Map<string, ProjectMedia>
  sequences: ProjectSequence[]
  count: number
  ticksPerFrame: bigint
}

/** 24 fps, OpenTimelineIO's own default. */
const DEFAULT_RATE = 24

export const buildOtio = (text: string, path: string, where: string): ProjectFile => {
  const document = parse(text, where)
  const timelines = timelinesOf(document)
  if (timelines.length === 0) return fail('project-unknown-format', where)
  const rate = rateWithin(document, 0) ?? DEFAULT_RATE
  const problems = new ProblemList()
  const ticksPerFrame = divideRounding(
    TICKS_PER_SECOND * 1_000_000n,
    BigInt(Math.round(exactRate(rate) * 1e6)),
  )
  const reading: Reading = { where, problems, media: new Map(), sequences: [], count: 0, ticksPerFrame }
  timelines.forEach((timeline, index) => {
    const stack = objectOf(timeline.tracks)
    const name = textOf(timeline.name) || `Timeline ${index + 1}`
    const zero = timeline.global_start_time ? ticksOfTime(timeline.global_start_time) : null
    addSequence(stack, `timeline${index + 1}`, name, reading, 0, zero ?? 0n)
  })
  reading.sequences.sort((a, b) => Number(b.id.startsWith('timeline')) - Number(a.id.startsWith('timeline')))
  checkNests(reading.sequences, problems)
  return {
    format: 'otio',
    version: textOf(document.OTIO_SCHEMA),
    writtenBy: '',
    path,
    name: where.replace(/\.[^.]*$/, ''),
    sequences: reading.sequences,
    media: [...reading.media.values()],
    problems: problems.items,
  }
}

const parse = (text: string, where: string): Json => {
  try {
    return objectOf(JSON.parse(text))
  } catch {
    return fail(/[}\]]\s*$/.test(text) ? 'project-damaged' : 'project-truncated', where)
  }
}

/** A collection holds several timelines. */
const timelinesOf = (document: Json): Json[] =>
  isOfSchema(document, 'Timeline')
    ? [document]
    : listOf(document.children).filter((child) => isOfSchema(child, 'Timeline'))

/** 23.976 and 29.97 stand for 24000/1001 and 30000/1001. */
const exactRate = (rate: number): number => {
  const whole = Math.round(rate)
  return Math.abs((whole * 1000) / 1001 - rate) < 0.005 ? (whole * 1000) / 1001 : rate
}

/** The first rate a picture track's items use is the sequence's. */
const rateWithin = (node: unknown, depth: number): number | null => {
  if (depth > 12 || typeof node !== 'object' || node === null) return null
  const json = node as Json
  const own = objectOf(objectOf(json.source_range).duration).rate
  if (typeof own === 'number' && own > 0 && own < 1000) return own
  const global = objectOf(json.global_start_time).rate
  if (typeof global === 'number' && global > 0 && global < 1000) return global
  for (const child of [json.tracks, ...listOf(json.children)]) {
    const rate = rateWithin(child, depth + 1)
    if (rate !== null) return rate
  }
  return null
}

const addSequence = (
  stack: Json,
  id: string,
  name: string,
  reading: Reading,
  depth: number,
  zeroPointTicks = 0n,
): string => {
  if (depth > projectLimits.nestDepth) tooLarge(reading.where, 'depth', projectLimits.nestDepth)
  const tracks = isOfSchema(stack, 'Track') ? [stack] : listOf(stack.children)
  const built = tracks.map((track) => {
    // A stack may hold clips directly: each is a track of its own.
    const items = isOfSchema(track, 'Track') ? listOf(track.children) : [track]
    const isAudio = /audio/i.test(textOf(track.kind))
    return {
      track,
      isAudio,
      ...readItems(items, `${name} / ${textOf(track.name) || 'track'}`, reading, depth),
    }
  })
  const { ticksPerFrame } = reading
  const muted = (track: Json): boolean => track.enabled === false
  const audioTracks = built
    .filter(({ isAudio }) => isAudio)
    .map(({ track, clips, transitions }, index) => ({
      name: textOf(track.name) || `Audio ${index + 1}`,
      layout: 'stereo' as const,
      channels: 2,
      muted: muted(track),
      soloed: false,
      locked: false,
      faderDb: 0,
      pan: 0,
      rawTracks: 1,
      unapplied: [],
      clips,
      transitions,
    }))
  const videoTracks = built
    .filter(({ isAudio }) => !isAudio)
    .map(({ track, clips }, index) => {
      return { name: textOf(track.name) || `Video ${index + 1}`, enabled: !muted(track), clips }
    })
  reading.sequences.push({
    id,
    name,
    ticksPerFrame,
    frameRate: frameRateOf(ticksPerFrame),
    dropFrame: false,
    sampleRateHz: 48000,
    zeroPointTicks: zeroPointTicks < 0n ? 0n : zeroPointTicks,
    endTicks: lastEnd([...audioTracks, ...videoTracks].flatMap((track) => track.clips)),
    inPointTicks: null,
    outPointTicks: null,
    layout: 'stereo',
    audioTracks,
    videoTracks,
    markers: [],
    frameWidth: 0,
    frameHeight: 0,
  })
  return id
}

const readItems = (items: Json[], where: string, reading: Reading, depth: number) => {
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
    ? { sequence: addSequence(item, `nest${reading.count}`, name || 'Nest', reading, depth + 1) }
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
