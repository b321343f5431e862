// One placed clip of a snapshot as the core wants it: ends and source position in samples.
import type { Clip, Fade } from '../../dsp-core/index'
import { clipLevels } from './clipLevels'
import type { PlacedClip, TickFade } from './placedClips'
import { sampleOfTicks, sourceSampleAt, sourceStepOf } from './ticks'

/** What a clip plays, whether a file or a nested sequence. */
export interface ClipSource {
  source: Clip['source']
  sampleRateHz: number
  channels: number
  lengthSamples: number
}

/** A clip with what the one after it must know to go on without a seam. */
export interface LaidClip {
  placed: PlacedClip
  source: ClipSource
  clip: Clip
  /** Where the clip's own ends (not its handles') lie. */
  startSample: number
  endSample: number
  sourceStart: number
}

export const layClip = (
  id: string,
  placed: PlacedClip,
  source: ClipSource,
  sequenceRateHz: number,
  before: LaidClip | null,
): LaidClip => {
  const { snapshot } = placed
  const startSample = sampleOfTicks(placed.startTicks, sequenceRateHz)
  const playStartSample = sampleOfTicks(placed.playStartTicks, sequenceRateHz)
  const sourceStep =
    (snapshot.reversed ? -1 : 1) * sourceStepOf(placed.speed, sequenceRateHz, source.sampleRateHz)
  const untouched = Math.abs(sourceStep) === 1
  const sourceStart = untouched
    ? wholeSourceStart(placed, source, startSample, before)
    : exactSourceSample(placed, source, startSample, sequenceRateHz)
  const clip: Clip = {
    id,
    name: snapshot.name,
    source: source.source,
    enabled: snapshot.enabled,
    startSample: playStartSample,
    endSample: sampleOfTicks(placed.playEndTicks, sequenceRateHz),
    sourceStart: untouched
      ? sourceStart + (playStartSample - startSample) * sourceStep
      : exactSourceSample(placed, source, playStartSample, sequenceRateHz),
    sourceStep,
    channelMap: channelMapOf(placed, source),
    ...clipLevels(placed, sequenceRateHz),
    fadeIn: fadeOf(placed.fadeIn, sequenceRateHz),
    fadeOut: fadeOf(placed.fadeOut, sequenceRateHz),
  }
  const endSample = sampleOfTicks(placed.endTicks, sequenceRateHz)
  return { placed, source, clip, startSample, endSample, sourceStart }
}

/** How much of the clip (handles apart) lies beyond its source's beginning and end; 0 when the length is unknown. */
export const missingSeconds = ({ clip, source, startSample, endSample, sourceStart }: LaidClip): number => {
  if (source.lengthSamples <= 0) return 0
  const last = sourceStart + (endSample - 1 - startSample) * clip.sourceStep
  const beyond = Math.max(sourceStart, last) + 1 - source.lengthSamples
  const before = -Math.min(sourceStart, last)
  return Math.max(0, beyond, before) / source.sampleRateHz
}

/**
 * In-point to the nearest source sample. A clip that only continues the one before it (a cut through running
 * sound) keeps that one's offset instead, or its rounding could drop or repeat a sample at the cut.
 */
const wholeSourceStart = (
  placed: PlacedClip,
  source: ClipSource,
  startSample: number,
  before: LaidClip | null,
): number => {
  const { reversed } = placed.snapshot
  if (before && continues(before, placed, source)) {
    const since = startSample - before.startSample
    return before.sourceStart + (reversed ? -since : since)
  }
  const inSample = sampleOfTicks(placed.inTicks, source.sampleRateHz)
  return reversed ? source.lengthSamples - 1 - inSample : inSample
}

const continues = (before: LaidClip, placed: PlacedClip, source: ClipSource): boolean =>
  before.placed.endTicks === placed.startTicks &&
  before.placed.inTicks + (before.placed.endTicks - before.placed.startTicks) === placed.inTicks &&
  before.placed.snapshot.speed === placed.snapshot.speed &&
  before.placed.snapshot.reversed === placed.snapshot.reversed &&
  sameSource(before.source.source, source.source)

const sameSource = (a: Clip['source'], b: Clip['source']): boolean =>
  'media' in a ? 'media' in b && a.media === b.media : 'timeline' in b && a.timeline === b.timeline

/** A reversed clip's clock runs from the source's last sample backwards. */
const exactSourceSample = (
  placed: PlacedClip,
  source: ClipSource,
  sample: number,
  sequenceRateHz: number,
): number => {
  const position = sourceSampleAt(placed, sample, sequenceRateHz, source.sampleRateHz)
  return placed.snapshot.reversed ? source.lengthSamples - 1 - position : position
}

/** No map in the file: the source's channels as they are. */
const channelMapOf = (placed: PlacedClip, source: ClipSource): number[] => {
  const map = placed.hidden?.channelMap ?? []
  if (map.length > 0 && map.length <= 64) return [...map]
  return Array.from({ length: source.channels }, (_, channel) => channel)
}

const fadeOf = (fade: TickFade | null, sequenceRateHz: number): Fade | null =>
  fade && {
    startSample: sampleOfTicks(fade.startTicks, sequenceRateHz),
    endSample: sampleOfTicks(fade.endTicks, sequenceRateHz),
    curve: fade.curve,
  }
