// Adobe's time and ours: ticks (bigint here, decimal text on the bridge) to samples and frames. The only file that
// knows how many ticks a second has. Exact: nothing is a floating-point number before the last step.

export const ticksPerSecond = 254_016_000_000n

/** Longest programme we believe in: 100 hours. Anything later is damage, not a timeline. */
export const latestTicks = 360_000n * ticksPerSecond

/** Decimal text as ticks; null when it is not a whole number of at most 24 digits. */
export const parseTicks = (text: string): bigint | null =>
  /^-?\d{1,24}$/.test(text.trim()) ? BigInt(text.trim()) : null

const floorDivide = (a: bigint, b: bigint): bigint => {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

const ceilDivide = (a: bigint, b: bigint): bigint => -floorDivide(-a, b)

/** Nearest whole number, halves up (towards +infinity). `b` is positive. */
const roundDivide = (a: bigint, b: bigint): bigint => floorDivide(2n * a + b, 2n * b)

/** Quotient as a double, exact in the whole part. `b` is positive. */
const divideToNumber = (a: bigint, b: bigint): number => {
  const whole = floorDivide(a, b)
  return Number(whole) + Number(a - whole * b) / Number(b)
}

/** A double is a fraction: this one, exactly. */
export const fractionOf = (value: number): { num: bigint; den: bigint } => {
  let den = 1n
  let scaled = value
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    den *= 2n
  }
  return { num: BigInt(scaled), den }
}

/** The nearest sample to a time, halves up. */
export const sampleOfTicks = (ticks: bigint, sampleRateHz: number): number =>
  Number(roundDivide(ticks * BigInt(sampleRateHz), ticksPerSecond))

/** The first sample at or after a time. */
export const sampleAtOrAfterTicks = (ticks: bigint, sampleRateHz: number): number =>
  Number(ceilDivide(ticks * BigInt(sampleRateHz), ticksPerSecond))

/** The nearest tick to a sample, halves up. */
export const ticksOfSample = (sample: number, sampleRateHz: number): bigint =>
  roundDivide(BigInt(sample) * ticksPerSecond, BigInt(sampleRateHz))

/** Frames needed to cover a time: a begun frame counts whole. */
export const framesToCover = (ticks: bigint, ticksPerFrame: bigint): number =>
  Number(ceilDivide(ticks, ticksPerFrame))

/** Nearest frame edge to a time, halves up. */
export const frameOfTicks = (ticks: bigint, ticksPerFrame: bigint): number =>
  Number(roundDivide(ticks, ticksPerFrame))

/** Rate of a clock whose unit lasts so many ticks (5292000: 48000 Hz), to the nearest whole Hz. */
export const rateOfTicksPerUnit = (ticksPerUnit: bigint): number =>
  Number(roundDivide(ticksPerSecond, ticksPerUnit))

/** Frames per second as a reduced fraction (10594584000: 24000/1001). */
export const frameRateOfTicks = (ticksPerFrame: bigint): { num: number; den: number } => {
  let a = ticksPerSecond
  let b = ticksPerFrame
  while (b !== 0n) [a, b] = [b, a % b]
  return { num: Number(ticksPerSecond / a), den: Number(ticksPerFrame / a) }
}

export const secondsOfTicks = (ticks: bigint): number => divideToNumber(ticks, ticksPerSecond)

/** A stretch of the source clock laid on the sequence clock. Speed is the fraction num / den, never negative. */
export interface ClockMapping {
  startTicks: bigint
  inTicks: bigint
  speed: { num: bigint; den: bigint }
}

/** Where, in source samples, the clip's own clock stands at a sequence sample. Exact before the last division. */
export const sourceSampleAt = (
  mapping: ClockMapping,
  sample: number,
  sequenceRateHz: number,
  sourceRateHz: number,
): number => {
  const { num, den } = mapping.speed
  const rate = BigInt(sequenceRateHz)
  const sinceStart = BigInt(sample) * ticksPerSecond - mapping.startTicks * rate
  const position = mapping.inTicks * rate * den + sinceStart * num
  return divideToNumber(position * BigInt(sourceRateHz), ticksPerSecond * rate * den)
}

/** The sequence time at which the source clock shows `sourceTicks`, to the nearest tick. */
export const sequenceTicksAt = (mapping: ClockMapping, sourceTicks: bigint): bigint =>
  mapping.startTicks + roundDivide((sourceTicks - mapping.inTicks) * mapping.speed.den, mapping.speed.num)

/** Source samples per sequence sample. */
export const sourceStepOf = (
  speed: ClockMapping['speed'],
  sequenceRateHz: number,
  sourceRateHz: number,
): number => divideToNumber(speed.num * BigInt(sourceRateHz), speed.den * BigInt(sequenceRateHz))
