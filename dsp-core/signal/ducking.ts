// The rules of giving way to speech, the same for the plan, which sees everything, and for the ducker, which sees a few
// seconds ahead: which words belong together, how far down, how steep.
import { dbFromPower } from './decibels'

/** The ducker's step: 10 ms in whole samples. */
export function duckStepSamples(sampleRateHz: f64): i32 {
  return Math.round(sampleRateHz / 100) as i32
}

/** A dip that is less than this is not heard as one. */
export const leastDepthDb: f64 = 0.5

/** Steeper sounds like a switch: audio-practice's limits, 40 dB/s down and 20 dB/s up. */
const mostDownDbPerSecond: f64 = 40
const mostUpDbPerSecond: f64 = 20

/** How long the way down takes. */
export function downMsOf(depthDb: f64, downMs: f64): f64 {
  return Math.max(downMs, (depthDb / mostDownDbPerSecond) * 1000)
}

export function upMsOf(depthDb: f64, upMs: f64): f64 {
  return Math.max(upMs, (depthDb / mostUpDbPerSecond) * 1000)
}

/** How long the dip is complete before the first syllable. */
export function leadMsOf(lookAheadMs: f64, downMs: f64): f64 {
  return Math.max(0, lookAheadMs - downMs)
}

/** What lets speech stand `targetLu` over its background; powers are K-weighted mean squares of the same moments. */
export function depthDbFor(targetLu: f64, speechPower: f64, backgroundPower: f64, maxDepthDb: f64): f64 {
  const missing: f64 = targetLu - (dbFromPower(speechPower) - dbFromPower(backgroundPower))
  return Math.min(maxDepthDb, missing)
}

/** The shortest gap in which it comes up: there must be room for the way up, some time up, and the way down again. */
export function leastGapMs(
  maxDepthDb: f64,
  lookAheadMs: f64,
  downMs: f64,
  holdMs: f64,
  upMs: f64,
  restoreOnlyIfMs: f64,
): f64 {
  const ways: f64 = upMsOf(maxDepthDb, upMs) + downMsOf(maxDepthDb, downMs)
  return holdMs + ways + restoreOnlyIfMs + leadMsOf(lookAheadMs, downMs)
}

/** The longest pause that belongs to speech, in steps of 10 ms. */
export function longestPauseSteps(bridgePausesMs: f64, gapMs: f64): i32 {
  return Math.max(Math.floor(bridgePausesMs / 10), Math.ceil(gapMs / 10) - 1) as i32
}

/** Runs of speech, step by step, pauses up to the longest bridged. */
export class SpeechPassages {
  /** The passage that is open, or was last: half open. */
  fromStep: i32 = 0
  toStep: i32 = 0
  open: bool = false
  private step: i32 = 0
  private longestPause: i32 = 0

  configure(longestPause: i32): void {
    this.longestPause = longestPause
  }

  reset(): void {
    this.step = 0
    this.open = false
    this.fromStep = 0
    this.toStep = 0
  }

  /** True when with this step the passage is known to be over. */
  push(speaking: bool): bool {
    const step: i32 = this.step
    this.step++
    if (speaking) {
      if (!this.open) this.fromStep = step
      this.open = true
      this.toStep = step + 1
      return false
    }
    if (!this.open || step + 1 - this.toStep <= this.longestPause) return false
    this.open = false
    return true
  }
}
