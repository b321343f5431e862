// Time constants of gains that are decided once per control step.
import { forgettingPerStep } from '../signal/timeConstant'
import { controlSamples } from './kernel'

/**
 * What a step leaves of the way, so that a gain has covered 63 % of it `ms` after the sound changed. A change is seen at
 * the end of its step, half a step late on average, and the answer drawn over the next: that half step is taken off.
 */
export const timeConstantPerStep = (ms: number, sampleRateHz: number): number =>
  forgettingPerStep(ms - (500 * controlSamples) / sampleRateHz, sampleRateHz / controlSamples)
