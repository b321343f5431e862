// Multiband compressor: two or three bands of 24 dB per octave whose sum is flat (allpass), each with a compressor as
// the compressor processor has it. While no band compresses, what comes out differs from what went in by the phases of
// the crossovers alone; when neutral, by nothing.
// Sources: S. Linkwitz, "Active Crossover Networks for Noncoincident Drivers", JAES 24 (1976); the compressor's.
import { gainFromDb } from '../../signal/decibels'
import { linkwitzRiley, ringingSamples } from '../../signal/filterDesign'
import { forgettingPerStep, samplesOf } from '../../signal/timeConstant'
import { timeConstantPerStep } from '../controlTime'
import { controlSamples } from '../kernel'
import {
  defineProcessor,
  type ParameterDescription,
  type Parameters,
  type ProcessorContext,
} from '../processor'

const threshold = (title: string): ParameterDescription => ({ title, min: -60, max: 0, initial: -24 })
const ratio = (title: string): ParameterDescription => ({ title, min: 1, max: 20, initial: 1.8 })
const attack = (title: string, initial: number): ParameterDescription => ({
  title,
  min: 0.1,
  max: 200,
  initial,
})
const release = (title: string, initial: number): ParameterDescription => ({
  title,
  min: 5,
  max: 3000,
  initial,
})
const makeup = (title: string): ParameterDescription => ({ title, min: 0, max: 24, initial: 0 })

/** Splits and times of the master chain that the bench compares (audio-practice 5.1; slower where periods are longer). */
const params = {
  lowCrossoverHz: { title: 'Low crossover', min: 40, max: 2000, initial: 160 },
  highCrossoverHz: {
    title: 'High crossover (0, or not over the low one: two bands)',
    min: 0,
    max: 16000,
    initial: 2800,
  },
  kneeDb: { title: 'Knee', min: 0, max: 24, initial: 6 },
  rmsMs: { title: 'RMS window (0 looks at peaks)', min: 0, max: 100, initial: 10 },
  lookAheadMs: { title: 'Look-ahead', min: 0, max: 10, initial: 0 },
  lowThresholdDb: threshold('Low threshold'),
  lowRatio: ratio('Low ratio'),
  lowAttackMs: attack('Low attack', 20),
  lowReleaseMs: release('Low release', 200),
  lowMakeupDb: makeup('Low makeup'),
  midThresholdDb: threshold('Middle threshold'),
  midRatio: ratio('Middle ratio'),
  midAttackMs: attack('Middle attack', 12),
  midReleaseMs: release('Middle release', 150),
  midMakeupDb: makeup('Middle makeup'),
  highThresholdDb: threshold('High threshold'),
  highRatio: ratio('High ratio'),
  highAttackMs: attack('High attack', 5),
  highReleaseMs: release('High release', 100),
  highMakeupDb: makeup('High makeup'),
}

type MultibandParameters = Parameters<keyof typeof params>

const crossovers = (p: MultibandParameters, { sampleRateHz }: ProcessorContext) => [
  linkwitzRiley(p.lowCrossoverHz, sampleRateHz),
  ...(p.highCrossoverHz > p.lowCrossoverHz ? [linkwitzRiley(p.highCrossoverHz, sampleRateHz)] : []),
]

/** Threshold, slope, knee, attack, release, makeup: what a band's compressor is configured with. */
const band = (
  thresholdDb: number,
  bandRatio: number,
  kneeDb: number,
  [attackMs, releaseMs]: [number, number],
  makeupDb: number,
  sampleRateHz: number,
): number[] => [
  thresholdDb,
  1 / bandRatio - 1,
  kneeDb,
  timeConstantPerStep(attackMs, sampleRateHz),
  timeConstantPerStep(releaseMs, sampleRateHz),
  gainFromDb(makeupDb),
]

export const multiband = defineProcessor({
  id: 'multiband',
  title: 'Multiband compressor',
  ports: ['main'],
  params,
  neutral: { lowRatio: 1, midRatio: 1, highRatio: 1, lowMakeupDb: 0, midMakeupDb: 0, highMakeupDb: 0 },
  readings: [
    'lowGainReductionDb',
    'midGainReductionDb',
    'highGainReductionDb',
    'lowMeanGainReductionDb',
    'midMeanGainReductionDb',
    'highMeanGainReductionDb',
  ],
  latencySamples: (p, { sampleRateHz }) => samplesOf(p.lookAheadMs, sampleRateHz),
  // Every section of the split in a row: two of each crossover and one that aligns.
  tailSamples: (p, context) =>
    crossovers(p, context).reduce((sum, [, a1, a2]) => sum + 3 * ringingSamples([1, 0, 0, a1, a2]), 0),
  design: (p, context) => {
    const rate = context.sampleRateHz
    return {
      crossovers: Float64Array.from(crossovers(p, context).flat()),
      rms: forgettingPerStep(p.rmsMs, rate / controlSamples),
      lookAheadSamples: samplesOf(p.lookAheadMs, rate),
      bands: Float64Array.from([
        ...band(p.lowThresholdDb, p.lowRatio, p.kneeDb, [p.lowAttackMs, p.lowReleaseMs], p.lowMakeupDb, rate),
        ...band(p.midThresholdDb, p.midRatio, p.kneeDb, [p.midAttackMs, p.midReleaseMs], p.midMakeupDb, rate),
        ...band(
          p.highThresholdDb,
          p.highRatio,
          p.kneeDb,
          [p.highAttackMs, p.highReleaseMs],
          p.highMakeupDb,
          rate,
        ),
      ]),
    }
  },
})
