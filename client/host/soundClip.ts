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
): LaidClip => {
  const { snapshot } = placed
  const startSample = sampleOfTicks(placed.startTicks, sequenceRateHz)
  const playStartSample = sampleOfTicks(placed.playStartTicks, sequenceRateHz)
  const sourceStep =
    (snapshot.reversed ? -1 : 1) * sourceStepOf(placed.speed, sequenceRateHz, source.sampleRateHz)
  const sourceAt = (sample: number): number =>
    isCopied(placed, source, sequenceRateHz)
      ? copiedSourceSample(placed, source, sample)
      : exactSourceSample(placed, source, sample, sequenceRateHz)
  const clip: Clip = {
    id,
    name: snapshot.name,
    source: source.source,
    enabled: snapshot.enabled,
    startSample: playStartSample,
    endSample: sampleOfTicks(placed.playEndTicks, sequenceRateHz),
    sourceStart: sourceAt(playStartSample),
    sourceStep,
    channelMap: channelMapOf(placed, source),
    ...clipLevels(placed, sequenceRateHz),
    fadeIn: fadeOf(placed.fadeIn, sequenceRateHz),
    fadeOut: fadeOf(placed.fadeOut, sequenceRateHz),
  }
  const endSample = sampleOfTicks(placed.endTicks, sequenceRateHz)
  return { placed, source, clip, startSample, endSample, sourceStart: sourceAt(startSample) }
}

/** How much of the clip (handles apart) lies beyond its source's beginning and end; 0 when the length is unknown. */
export const missingSeconds = ({ clip, source, startSample, endSample, sourceStart }: LaidClip): number => {
  if (source.lengthSamples <= 0) return 0
  const last = sourceStart + (endSample - 1 - startSample) * clip.sourceStep
  const beyond = Math.max(sourceStart, last) + 1 - source.lengthSamples
  const before = -Math.min(sourceStart, last)
  return Math.max(0, beyond, before) / source.sampleRateHz
}

const isCopied = ({ speed }: PlacedClip, source: ClipSource, sequenceRateHz: number): boolean =>
  speed.num === speed.den && source.sampleRateHz === sequenceRateHz

/**
 * A clip at its own rate and speed is moved by whole samples: by the nearest to what start and in-point say together,
 * which is at most half a sample from exact. Pieces of running sound say the same, so a cut through it neither drops
 * nor repeats a sample.
 */
const copiedSourceSample = (placed: PlacedClip, source: ClipSource, sample: number): number => {
  const movedSamples = sampleOfTicks(placed.startTicks - placed.inTicks, source.sampleRateHz)
  const position = sample - movedSamples
  return placed.snapshot.reversed ? source.lengthSamples - 1 - position : position
}

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
