// OpenTimelineIO's JSON: timelines, and the stacks and tracks nested in them, as sequences.
import { fail } from '../../problem'
import { tooLarge } from '../byteStream'
import { divideRounding, frameRateOf, ticksPerSecond } from '../frames'
import { projectLimits } from '../limits'
import { checkNests } from '../nests'
import { plainTrack } from '../plainTrack'
import { ProblemList } from '../problemList'
import type { ProjectAudioTrack, ProjectFile, ProjectVideoTrack } from '../project'
import { lastEnd } from '../prproj/sequence'
import { readItems, type Reading } from './items'
import { isOfSchema, listOf, objectOf, textOf, ticksOfTime, type Json } from './json'

/** 24 fps, OpenTimelineIO's own default. */
const DEFAULT_RATE = 24

export const buildOtio = (text: string, path: string, where: string): ProjectFile => {
  const document = parse(text, where)
  const timelines = timelinesOf(document)
  if (timelines.length === 0) return fail('project-unknown-format', where)
  const rate = rateWithin(document, 0) ?? DEFAULT_RATE
  const problems = new ProblemList()
  const ticksPerFrame = divideRounding(ticksPerSecond * 1_000_000n, BigInt(Math.round(exactRate(rate) * 1e6)))
  const reading: Reading = {
    where,
    problems,
    media: new Map(),
    sequences: [],
    count: 0,
    ticksPerFrame,
    addNest: addSequence,
  }
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
  zero = 0n,
): string => {
  if (depth > projectLimits.nestDepth) tooLarge(reading.where, 'depth', projectLimits.nestDepth)
  const { ticksPerFrame } = reading
  const { audioTracks, videoTracks } = tracksOf(stack, name, reading, depth)
  reading.sequences.push({
    id,
    name,
    ticksPerFrame,
    frameRate: frameRateOf(ticksPerFrame),
    dropFrame: false,
    sampleRateHz: 48000,
    zeroPointTicks: zero < 0n ? 0n : zero,
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

const tracksOf = (stack: Json, name: string, reading: Reading, depth: number) => {
  const audioTracks: ProjectAudioTrack[] = []
  const videoTracks: ProjectVideoTrack[] = []
  for (const track of isOfSchema(stack, 'Track') ? [stack] : listOf(stack.children)) {
    // A stack may hold clips directly: each is a track of its own.
    const items = isOfSchema(track, 'Track') ? listOf(track.children) : [track]
    const { clips, transitions } = readItems(
      items,
      `${name} / ${textOf(track.name) || 'track'}`,
      reading,
      depth,
    )
    const enabled = track.enabled !== false
    if (/audio/i.test(textOf(track.kind)))
      audioTracks.push({
        ...plainTrack(textOf(track.name) || `Audio ${audioTracks.length + 1}`),
        muted: !enabled,
        clips,
        transitions,
      })
    else videoTracks.push({ name: textOf(track.name) || `Video ${videoTracks.length + 1}`, enabled, clips })
  }
  return { audioTracks, videoTracks }
}
