// Rate, frames, layout and length of a sequence, as every later step needs them.
import type { SequenceSnapshot } from '../../host-jsx/contract'
import type { ChannelLayout, PlanSequence } from '../../dsp-core/index'
import { fail } from '../problem'
import type { ProjectSequence } from '../projects/project'
import {
  frameRateOfTicks,
  framesToCover,
  latestTicks,
  parseTicks,
  rateOfTicksPerUnit,
  sampleAtOrAfterTicks,
  sampleOfTicks,
  ticksPerSecond,
} from './ticks'

export interface SequenceClock {
  ticksPerFrame: bigint
  frameRate: { num: number; den: number }
  zeroPointTicks: bigint
  format: { sampleRateHz: number; layout: ChannelLayout; channels: number }
}

/** Rates audio is kept in; anything else is damage, and 48 kHz is what video uses. */
const lowestRateHz = 8000
const highestRateHz = 192_000
const usualRateHz = 48_000

/** Frames longer than a second or shorter than a thousandth of one are damage. */
const shortestFrameTicks = ticksPerSecond / 1000n

export const sequenceClock = (snapshot: SequenceSnapshot, project: ProjectSequence | null): SequenceClock => {
  const ticksPerFrame = [parseTicks(snapshot.ticksPerFrame), project?.ticksPerFrame].find(
    (ticks) => ticks != null && ticks >= shortestFrameTicks && ticks <= ticksPerSecond,
  )
  if (ticksPerFrame == null)
    return fail('project-damaged', snapshot.name, { reason: 'the frame rate is missing' })
  return {
    ticksPerFrame,
    frameRate: project?.ticksPerFrame === ticksPerFrame ? project.frameRate : frameRateOfTicks(ticksPerFrame),
    zeroPointTicks: parseTicks(snapshot.zeroPointTicks) ?? 0n,
    format: { sampleRateHz: sampleRateOf(snapshot, project), ...layoutOf(snapshot, project) },
  }
}

const sampleRateOf = (snapshot: SequenceSnapshot, project: ProjectSequence | null): number => {
  const ticksPerSample = parseTicks(snapshot.ticksPerSample)
  const stated = ticksPerSample !== null && ticksPerSample > 0n ? rateOfTicksPerUnit(ticksPerSample) : 0
  const rates = [stated, project?.sampleRateHz ?? 0]
  return (
    rates.find((rate) => Number.isInteger(rate) && rate >= lowestRateHz && rate <= highestRateHz) ??
    usualRateHz
  )
}

/**
 * Multichannel masters route tracks to output pairs, which no file we read tells; their tracks are mixed to stereo.
 */
const layoutOf = (
  snapshot: SequenceSnapshot,
  project: ProjectSequence | null,
): { layout: ChannelLayout; channels: number } => {
  const layout = project?.layout ?? (['mono', 'stereo', '5.1'] as const)[snapshot.channelType] ?? 'stereo'
  if (layout === 'mono') return { layout, channels: 1 }
  if (layout === '5.1') return { layout, channels: 6 }
  return { layout: 'stereo', channels: 2 }
}

/** Whole frames, rounded up to the next sample: a host that floors to frames then loses nothing. */
export const sequenceFacts = (snapshot: SequenceSnapshot, clock: SequenceClock): PlanSequence => {
  const lengthFrames = framesToCover(endOf(snapshot), clock.ticksPerFrame)
  return {
    id: snapshot.id,
    name: snapshot.name,
    ...clock.format,
    lengthFrames,
    lengthSamples: sampleAtOrAfterTicks(
      BigInt(lengthFrames) * clock.ticksPerFrame,
      clock.format.sampleRateHz,
    ),
    frameRate: clock.frameRate,
    ticksPerFrame: String(clock.ticksPerFrame),
    zeroPointTicks: String(clock.zeroPointTicks),
    timeReferenceSamples: sampleOfTicks(clock.zeroPointTicks, clock.format.sampleRateHz),
  }
}

const endOf = (snapshot: SequenceSnapshot): bigint => {
  let end = 0n
  const reach = (text: string): void => {
    const ticks = parseTicks(text)
    if (ticks !== null && ticks > end && ticks <= latestTicks) end = ticks
  }
  reach(snapshot.endTicks)
  for (const { clips, transitions } of snapshot.audioTracks) {
    for (const clip of clips) reach(clip.endTicks)
    for (const transition of transitions) reach(transition.endTicks)
  }
  return end
}
