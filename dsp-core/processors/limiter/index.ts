// True-peak limiter. The signal is looked at 8 times per sample and between (signal/truePeak.ts); the gain that the
// highest point needs is held over the look-ahead, released exponentially, and smoothed by two moving averages (a
// triangle as long as the look-ahead), so it arrives before the peak without a corner. All channels get one gain.
// Below the ceiling the gain is exactly 1. Moving averages are summed in whole numbers, so nothing drifts.
import { gainFromDb } from '../../signal/decibels'
import { interpolationTable } from '../../signal/fir'
import { forgettingPerStep } from '../../signal/timeConstant'
import { defineProcessor } from '../processor'

const phases = 8
/** Flat within 0.01 dB to 0.46 of the sample rate (tests/processors/limiter.test.ts measures what it keeps). */
const taps = 48
const kaiserBeta = 6

/** Two averages of this many samples; the look-ahead is one less than their sum. */
const averageSamples = (lookAheadMs: number, sampleRateHz: number) =>
  Math.max(2, Math.round((lookAheadMs * sampleRateHz) / 2000))

export const limiter = defineProcessor({
  id: 'limiter',
  title: 'True-peak limiter',
  ports: ['main'],
  params: {
    ceilingDbtp: { title: 'Ceiling', min: -30, max: 0, initial: -1 },
    lookAheadMs: { title: 'Look-ahead', min: 1, max: 10, initial: 4 },
    releaseMs: { title: 'Release', min: 1, max: 2000, initial: 80 },
  },
  // Nothing is neutral: it always keeps a ceiling.
  neutral: {},
  readings: ['gainReductionDb', 'limitedPercent'],
  latencySamples: (p, { sampleRateHz }) => 2 * averageSamples(p.lookAheadMs, sampleRateHz) - 2 + taps / 2,
  tailSamples: () => 0,
  design: (p, { sampleRateHz }) => ({
    ceiling: gainFromDb(p.ceilingDbtp),
    release: forgettingPerStep(p.releaseMs, sampleRateHz),
    averageSamples: averageSamples(p.lookAheadMs, sampleRateHz),
    phases,
    table: interpolationTable(phases, taps, kaiserBeta),
    rise: 1 / Math.cos(Math.PI / (2 * phases)),
  }),
})
