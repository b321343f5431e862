// The times of one xmeml item in ticks. Frames of in and out count on the sped-up clock (a clip at 50 % begins at
// frame 20 where its source is at frame 10) and pproTicks on the source clock, as real exports show.
import { divideRounding, scaleTicks, ticksOfFrames, type FrameRate } from '../frames'
import type { RawClip, RawTransition } from './raw'

export interface Surroundings {
  before: RawTransition | null
  after: RawTransition | null
  rate: FrameRate
}

export interface RawTimes {
  startTicks: bigint
  endTicks: bigint
  inTicks: bigint
  outTicks: bigint
  speed: number
  /** The rate in and out (and keys) are counted in. */
  sourceRate: FrameRate
}

/** Where the two clips meet; exact when Premiere says so. */
export const cutOf = (transition: RawTransition, rate: FrameRate): bigint => {
  const start = ticksOfFrames(transition.start, rate)
  const end = ticksOfFrames(transition.end, rate)
  const { alignment, cutOffset } = transition
  if (cutOffset !== null && cutOffset >= 0n && start + cutOffset <= end) return start + cutOffset
  if (/^start/i.test(alignment)) return start
  return /^end/i.test(alignment) ? end : (start + end) / 2n
}

export const resolveTimes = (clip: RawClip, around: Surroundings): RawTimes => {
  const { rate } = around
  const speed = clip.speed > 0 ? clip.speed : 1
  const before = clip.start === -1 ? around.before : null
  const after = clip.end === -1 ? around.after : null
  const frames = clip.out - clip.in
  // The outermost extent: with a transition, in and out include the material under it.
  const given = clip.start === -1 ? before?.start : clip.start
  const givenEnd = clip.end === -1 ? after?.end : clip.end
  const first = given ?? (givenEnd !== undefined ? givenEnd - frames : 0)
  const last = givenEnd ?? first + frames
  const outerStart = ticksOfFrames(first, rate)
  const outerEnd = ticksOfFrames(last, rate)
  const sourceRate = sourceRateOf(clip, rate, outerEnd - outerStart)
  const inTicks = exactOr(clip.exactIn, clip.in === -1 ? 0 : clip.in, sourceRate, speed)
  const stated = clip.out === -1 ? null : exactOr(clip.exactOut, clip.out, sourceRate, speed)
  const outTicks = stated ?? inTicks + scaleTicks(outerEnd - outerStart, speed)
  const startTicks = before ? cutOf(before, rate) : outerStart
  const endTicks = after ? cutOf(after, rate) : outerEnd
  return {
    startTicks,
    endTicks,
    inTicks: inTicks + scaleTicks(startTicks - outerStart, speed),
    outTicks: outTicks - scaleTicks(outerEnd - endTicks, speed),
    speed,
    sourceRate,
  }
}

/** A clip's own rate counts, unless only the sequence's makes its length come out (some writers forget to convert). */
const sourceRateOf = (clip: RawClip, rate: FrameRate, lengthTicks: bigint): FrameRate => {
  if (!clip.rate || (clip.rate.num === rate.num && clip.rate.den === rate.den)) return rate
  const frames = clip.out - clip.in
  const own = distance(ticksOfFrames(frames, clip.rate), lengthTicks)
  const other = distance(ticksOfFrames(frames, rate), lengthTicks)
  return own <= ticksOfFrames(1, clip.rate) || own <= other ? clip.rate : rate
}

const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a)

/** pproTicks are exact, but stale in some exports: they count when they agree with the frames. */
const exactOr = (exact: bigint | null, frames: number, rate: FrameRate, speed: number): bigint => {
  const counted = scaleTicks(ticksOfFrames(frames, rate), speed)
  const frame = divideRounding(scaleTicks(ticksOfFrames(1, rate), Math.max(1, speed)) * 101n, 100n)
  return exact !== null && distance(exact, counted) <= frame ? exact : counted
}
