// What a clip's four times must satisfy, whatever format they came from: (out - in) / speed = end - start.
import { LARGEST_TICKS, scaleTicks, ticksPerSecond } from './frames'
import type { ProblemList } from './problemList'

interface ClipTimes {
  startTicks: bigint
  endTicks: bigint
  inTicks: bigint
  outTicks: bigint
  speed: number
}

/** Half a sample at 48 kHz: below it the difference is rounding of the stored speed. */
const ROUNDING_TICKS = 2_646_000n

const isSane = (ticks: bigint): boolean => ticks < LARGEST_TICKS && ticks > -LARGEST_TICKS

/** Null, and a problem, when the clip cannot lie on any timeline. */
export const checkTimes = (
  times: ClipTimes,
  ticksPerFrame: bigint,
  where: string,
  problems: ProblemList,
  isVideo = false,
): ClipTimes | null => {
  const { startTicks, endTicks, inTicks, outTicks, speed } = times
  const known = [startTicks, endTicks, inTicks, outTicks].every(isSane) && Number.isFinite(speed) && speed > 0
  if (!known || startTicks < 0n || endTicks <= startTicks || speed > 1e6) {
    problems.add('clip-bad-time', where, {
      start: String(startTicks),
      end: String(endTicks),
      speed: String(speed),
    })
    return null
  }
  const lengthTicks = endTicks - startTicks
  const expected = scaleTicks(lengthTicks, speed)
  const difference = outTicks - inTicks - expected
  const magnitude = difference < 0n ? -difference : difference
  if (magnitude <= scaleTicks(ROUNDING_TICKS, Math.max(speed, 1e-3))) return times
  // Held frames make pictures differ on purpose; nothing is heard of it.
  // A cut moved by hand leaves the stored out-point up to a frame behind: a clip plays from In for its length.
  if (!isVideo && magnitude > scaleTicks(ticksPerFrame, Math.max(1, speed)) + ROUNDING_TICKS)
    problems.add('clip-speed-mismatch', where, {
      sourceSeconds: secondsOf(outTicks - inTicks),
      timelineSeconds: secondsOf(lengthTicks),
      speed,
    })
  return { ...times, outTicks: inTicks + expected }
}

const secondsOf = (ticks: bigint): number =>
  Math.round((Number(ticks) / Number(ticksPerSecond)) * 1000) / 1000
