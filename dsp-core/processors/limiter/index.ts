// True-peak limiter. The signal is looked at 8 times per sample and between (signal/truePeak.ts). What the highest
// point of 8 samples needs is held over the look-ahead, released exponentially, smoothed by two moving averages and
// drawn straight from step to step: it arrives before the peak, without a corner. All channels get one gain. Below
// the ceiling the gain is exactly 1; the averages are summed in whole numbers, so nothing drifts.
import { gainFromDb } from '../../signal/decibels'
import { peakDesign, peakInterpolation, peakTaps } from '../../signal/fir'
import { forgettingPerStep } from '../../signal/timeConstant'
import { controlSamples } from '../kernel'
import { defineProcessor } from '../processor'

const phases = 8

/**
 * What is over the ceiling is brought this much under it: for the white noise of signal/fir.ts, and for what the
 * moving gain itself adds between samples (up to 0.05 dB at 1 ms of look-ahead, tests/processors/limiter.test.ts).
 */
const marginDb = 0.05

/** Each of the two averages is half of the look-ahead. */
const averageSteps = (lookAheadMs: number, sampleRateHz: number) =>
  Math.max(1, Math.round((lookAheadMs * sampleRateHz) / (2000 * controlSamples)))

export const limiter = defineProcessor({
  id: 'limiter',
  title: 'True-peak limiter',
  ports: ['main'],
  params: {
    ceilingDbtp: { title: 'Ceiling', min: -30, max: 0, initial: -1 },
    lookAheadMs: { title: 'Look-ahead', min: 1, max: 10, initial: 4 },
    releaseMs: { title: 'Release', min: 10, max: 2000, initial: 80 },
  },
  // Nothing is neutral: it always keeps a ceiling.
  neutral: {},
  readings: ['gainReductionDb', 'limitedPercent'],
  latencySamples: (p, { sampleRateHz }) =>
    2 * averageSteps(p.lookAheadMs, sampleRateHz) * controlSamples + peakTaps / 2,
  tailSamples: () => 0,
  design: (p, { sampleRateHz }) => ({
    ceiling: gainFromDb(p.ceilingDbtp),
    target: gainFromDb(p.ceilingDbtp - marginDb),
    release: forgettingPerStep(p.releaseMs, sampleRateHz / controlSamples),
    averageSteps: averageSteps(p.lookAheadMs, sampleRateHz),
    ...peakDesign(peakInterpolation(phases)),
  }),
})
