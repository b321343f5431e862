// Feed-forward compressor: level in decibels, soft knee, branching smoothing of the gain in decibels. The gain is
// decided once in 8 samples and drawn straight between, so it follows the level 8 to 16 samples late; look-ahead
// (declared as latency) makes up for that and for the attack. Channels are linked by the loudest.
// Source: Giannoulis, Massberg, Reiss, "Digital Dynamic Range Compressor Design", JAES 60 (2012), eq. 4 and 17.
import { gainFromDb } from '../../signal/decibels'
import { butterworthHighPass, sectionTable } from '../../signal/filterDesign'
import { forgettingPerStep, samplesOf } from '../../signal/timeConstant'
import { timeConstantPerStep } from '../controlTime'
import { controlSamples } from '../kernel'
import { defineProcessor } from '../processor'

export const compressor = defineProcessor({
  id: 'compressor',
  title: 'Compressor',
  ports: ['main', 'sidechain'],
  params: {
    thresholdDb: { title: 'Threshold', min: -60, max: 0, initial: -18 },
    ratio: { title: 'Ratio', min: 1, max: 20, initial: 2 },
    kneeDb: { title: 'Knee', min: 0, max: 24, initial: 6 },
    attackMs: { title: 'Attack', min: 0.1, max: 200, initial: 10 },
    releaseMs: { title: 'Release', min: 5, max: 3000, initial: 120 },
    makeupDb: { title: 'Makeup', min: 0, max: 24, initial: 0 },
    rmsMs: { title: 'RMS window (0 looks at peaks)', min: 0, max: 100, initial: 10 },
    lookAheadMs: { title: 'Look-ahead', min: 0, max: 10, initial: 0 },
    sidechainHighPassHz: { title: 'Detector high-pass (0 is off)', min: 0, max: 500, initial: 0 },
  },
  neutral: { ratio: 1, makeupDb: 0 },
  readings: ['gainReductionDb', 'meanGainReductionDb'],
  latencySamples: (p, { sampleRateHz }) => samplesOf(p.lookAheadMs, sampleRateHz),
  tailSamples: () => 0,
  design: (p, { sampleRateHz }) => ({
    thresholdDb: p.thresholdDb,
    slope: 1 / p.ratio - 1,
    kneeDb: p.kneeDb,
    attack: timeConstantPerStep(p.attackMs, sampleRateHz),
    release: timeConstantPerStep(p.releaseMs, sampleRateHz),
    makeup: gainFromDb(p.makeupDb),
    rms: forgettingPerStep(p.rmsMs, sampleRateHz / controlSamples),
    lookAheadSamples: samplesOf(p.lookAheadMs, sampleRateHz),
    sidechainSections: sectionTable(
      p.sidechainHighPassHz >= 5 ? butterworthHighPass(p.sidechainHighPassHz, 2, sampleRateHz) : [],
    ),
  }),
})
