// Frame rates and positions as the project formats have them, in exact ticks.

import { ticksPerSecond } from '../host/ticks'

export { ticksPerSecond }

/** Largest position we accept, about 45 days: beyond lie damaged files and the host's "unset" values. */
export const LARGEST_TICKS = 10n ** 18n

export interface FrameRate {
  num: number
  den: number
}

/** Halves away from zero. */
export const divideRounding = (a: bigint, b: bigint): bigint => {
  if (b < 0n) return divideRounding(-a, -b)
  return a >= 0n ? (2n * a + b) / (2n * b) : -((-2n * a + b) / (2n * b))
}

const greatestDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestDivisor(b, a % b))

/** 10594584000 is 24000/1001 exactly; odd rates (59.833) become the fraction their ticks are. */
export const frameRateOf = (ticksPerFrame: bigint): FrameRate => {
  if (ticksPerFrame <= 0n) return { num: 25, den: 1 }
  const divisor = greatestDivisor(ticksPerSecond, ticksPerFrame)
  return { num: Number(ticksPerSecond / divisor), den: Number(ticksPerFrame / divisor) }
}

export const ticksPerFrameOf = (rate: FrameRate): bigint =>
  divideRounding(ticksPerSecond * BigInt(rate.den), BigInt(rate.num))

/** xmeml's rate: a whole timebase, and NTSC slows it by 1000/1001. */
export const rateOfTimebase = (timebase: number, ntsc: boolean): FrameRate =>
  ntsc ? { num: timebase * 1000, den: 1001 } : { num: timebase, den: 1 }

/** A position in frames to ticks; frames may be fractions (hand-made files have them). */
export const ticksOfFrames = (frames: number, rate: FrameRate): bigint =>
  Number.isInteger(frames)
    ? divideRounding(BigInt(frames) * ticksPerSecond * BigInt(rate.den), BigInt(rate.num))
    : divideRounding(
        BigInt(Math.round(frames * 1e6)) * ticksPerSecond * BigInt(rate.den),
        BigInt(rate.num) * 1_000_000n,
      )

/** The nearest frame. */
export const framesOfTicks = (ticks: bigint, rate: FrameRate): number =>
  Number(divideRounding(ticks * BigInt(rate.num), ticksPerSecond * BigInt(rate.den)))

/** ticks × factor, exact to a tick for factors of 15 digits. */
export const scaleTicks = (ticks: bigint, factor: number): bigint => {
  const scale = 1_000_000_000_000n
  return divideRounding(ticks * BigInt(Math.round(factor * 1e12)), scale)
}

export const ticksOfText = (text: string | undefined): bigint | null =>
  text !== undefined && /^\s*-?\d{1,24}\s*$/.test(text) ? BigInt(text.trim()) : null

export const dbOfGain = (gain: number): number => (gain > 0 ? 20 * Math.log10(gain) : -Infinity)
