// Times of fcpxml are fractions of a second ("1001/30000s"); every rate in use divides into ticks exactly.
import { divideRounding, LARGEST_TICKS, ticksPerSecond } from '../frames'

/** Null when absent or no time. */
export const ticksOfFraction = (text: string | undefined): bigint | null => {
  const match = /^\s*(-?\d{1,24})(?:\.(\d{1,12}))?(?:\/(\d{1,24}))?s\s*$/.exec(text ?? '')
  if (!match) return null
  const [, whole, decimals = '', den = '1'] = match
  if (BigInt(den) === 0n) return null
  const num = BigInt(`${whole}${decimals}`) * ticksPerSecond
  const ticks = divideRounding(num, BigInt(den) * 10n ** BigInt(decimals.length))
  return ticks < LARGEST_TICKS && ticks > -LARGEST_TICKS ? ticks : null
}

/** "-3dB", "-3.5 dB", "3"; null otherwise. */
export const dbOfText = (text: string | undefined): number | null => {
  const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*(?:dB)?\s*$/i.exec(text ?? '')
  if (match) return Number(match[1])
  return /^\s*-inf/i.test(text ?? '') ? -Infinity : null
}
