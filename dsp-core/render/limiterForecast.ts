// How loud a programme will be after a gain and the limiter, from its loudness steps and peaks alone: so that the gain
// that leads to a target is found without rendering again and again. The limiter (processors/limiter) is drawn in
// steps of 2.5 ms: what a peak needs is held, released exponentially, and has begun to come in one step before.
import { integratedLufs } from '../processors/loudness-meter/gating'
import { forgettingPerStep } from '../signal/timeConstant'
import { peakStepsPerSecond } from './peakLine'

export interface LimiterSettings {
  ceilingDbtp: number
  releaseMs: number
}

/** Of the reduction that a peak needs, how much is there in the step before. Fitted to measured passes, 2026-11-25. */
const shareBefore = 0.6
/** How far peaks between samples stand over the highest sample, with the limiter's own margin. Fitted likewise. */
const betweenSamplesDb = 0.3
const peaksInStep = 4

/** Loudness steps of 10 ms and peaks of 2.5 ms, linear, before gain and limiter. */
export interface Unlimited {
  energies: Float32Array
  peaks: Float32Array
}

/** Loudness in LUFS after a gain in dB and the limiter; `loudnessOf`: by which measure. */
export const limiterForecast = (
  { energies, peaks }: Unlimited,
  { ceilingDbtp, releaseMs }: LimiterSettings,
  loudnessOf: (energies: Float32Array) => number = integratedLufs,
): ((gainDb: number) => number) => {
  // Hours have a million steps, and it is asked many times.
  const limited = new Float32Array(energies.length)
  const kept = forgettingPerStep(releaseMs, peakStepsPerSecond)
  return (gainDb) => {
    const gain = 10 ** (gainDb / 20)
    const highest = 10 ** ((ceilingDbtp - betweenSamplesDb) / 20) / gain
    const needed = (k: number): number => (peaks[k] > highest ? 1 - highest / peaks[k] : 0)
    let reduction = 0
    let next = needed(0)
    for (let s = 0, k = 0; s < energies.length; s++) {
      let squares = 0
      for (let i = 0; i < peaksInStep; i++, k++) {
        const here = next
        next = needed(k + 1)
        reduction = Math.max(here, reduction * kept)
        const left = 1 - Math.max(reduction, shareBefore * next)
        squares += left * left
      }
      limited[s] = (energies[s] * gain * gain * squares) / peaksInStep
    }
    return loudnessOf(limited)
  }
}

/** Beyond this a programme is not quiet but broken, and would only be noise made loud. */
const mostGainDb = 60
/** A dB of gain that makes less than this much louder only feeds the limiter: then it is enough. By ear, 2026-11-22. */
const leastEffect = 0.2
/** Finer than the gain is rounded to. */
const closeLu = 0.0005
const mostTries = 24

/**
 * The gain in dB, within +-60, at which `lufsAt` comes to the target, or from which on more gain is of no use; 0 for
 * silence. The limiter only takes: `lufsAt` lies under unlimitedLufs + gain and rises no faster than the gain.
 */
export const gainTowards = (
  targetLufs: number,
  unlimitedLufs: number,
  lufsAt: (gainDb: number) => number,
): number => {
  if (!Number.isFinite(unlimitedLufs)) return 0
  const bounded = (gainDb: number): number => Math.min(mostGainDb, Math.max(-mostGainDb, gainDb))
  let gainDb = bounded(targetLufs - unlimitedLufs)
  let lufs = lufsAt(gainDb)
  let effect = 1
  for (let tried = 0; tried < mostTries && Math.abs(targetLufs - lufs) > closeLu; tried++) {
    const next = bounded(gainDb + (targetLufs - lufs) / Math.min(1, effect))
    if (next === gainDb) break
    const then = lufsAt(next)
    effect = (then - lufs) / (next - gainDb)
    if (next > gainDb && effect < leastEffect) break
    gainDb = next
    lufs = then
  }
  return gainDb
}
