// Reading untyped JSON of OpenTimelineIO: missing or wrong parts are empty, never an exception.
import { LARGEST_TICKS, scaleTicks, ticksPerSecond } from '../frames'

export type Json = Record<string, unknown>

export const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(objectOf) : [])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** "Clip.1" and "Clip.2" are both a Clip. */
export const isOfSchema = (node: Json, schema: string): boolean => {
  const name = textOf(node.OTIO_SCHEMA)
  return name === schema || name.startsWith(`${schema}.`)
}

/** RationalTime: value / rate seconds. 23.976 and 29.97 stand for 24000/1001 and 30000/1001. */
export const ticksOfTime = (time: unknown): bigint | null => {
  const { value, rate } = objectOf(time)
  if (typeof value !== 'number' || typeof rate !== 'number' || !Number.isFinite(value)) return null
  if (!(rate > 0) || rate > 1e6 || Math.abs(value) > 1e12) return null
  const whole = Math.round(rate)
  const isNtsc = Math.abs((whole * 1000) / 1001 - rate) < 0.005
  const seconds = isNtsc ? (value * 1001) / (whole * 1000) : value / rate
  if (Math.abs(seconds) > 4e6) return null
  const ticks = Number.isInteger(value)
    ? (BigInt(value) * ticksPerSecond * 1001n * 1000n) /
      BigInt(isNtsc ? whole * 1_000_000 : Math.round(rate * 1_001_000))
    : scaleTicks(ticksPerSecond, seconds)
  return ticks < LARGEST_TICKS && ticks > -LARGEST_TICKS ? ticks : null
}

export const rangeOf = (range: unknown): { start: bigint; duration: bigint } | null => {
  const { start_time: start, duration } = objectOf(range)
  const length = ticksOfTime(duration)
  return length === null ? null : { start: ticksOfTime(start) ?? 0n, duration: length }
}
