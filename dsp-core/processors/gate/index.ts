// Downward expander, and with a high ratio a gate: opens at the threshold, stays open until the level has been
// under threshold minus hysteresis for the hold time. Looks at peaks in steps of 8 samples, as the compressor.
// Attack is the way open, release the way shut.
import { butterworthHighPass, sectionTable } from '../../signal/filterDesign'
import { samplesOf } from '../../signal/timeConstant'
import { timeConstantPerStep } from '../controlTime'
import { controlSamples } from '../kernel'
import { defineProcessor } from '../processor'

export const gate = defineProcessor({
  id: 'gate',
  title: 'Gate',
  ports: ['main', 'sidechain'],
  params: {
    thresholdDb: { title: 'Threshold', min: -90, max: 0, initial: -45 },
    hysteresisDb: { title: 'Hysteresis', min: 0, max: 24, initial: 4 },
    ratio: { title: 'Ratio', min: 1, max: 20, initial: 2 },
    rangeDb: { title: 'Range', min: 0, max: 90, initial: 12 },
    attackMs: { title: 'Attack', min: 0.1, max: 100, initial: 2 },
    holdMs: { title: 'Hold', min: 0, max: 2000, initial: 100 },
    releaseMs: { title: 'Release', min: 5, max: 3000, initial: 200 },
    lookAheadMs: { title: 'Look-ahead', min: 0, max: 10, initial: 0 },
    sidechainHighPassHz: { title: 'Detector high-pass (0 is off)', min: 0, max: 500, initial: 0 },
  },
  neutral: { rangeDb: 0 },
  readings: ['gainReductionDb', 'openPercent'],
  latencySamples: (p, { sampleRateHz }) => samplesOf(p.lookAheadMs, sampleRateHz),
  tailSamples: () => 0,
  design: (p, { sampleRateHz }) => ({
    thresholdDb: p.thresholdDb,
    hysteresisDb: p.hysteresisDb,
    slope: p.ratio - 1,
    rangeDb: p.rangeDb,
    attack: timeConstantPerStep(p.attackMs, sampleRateHz),
    holdSteps: Math.round((p.holdMs * sampleRateHz) / (1000 * controlSamples)),
    release: timeConstantPerStep(p.releaseMs, sampleRateHz),
    lookAheadSamples: samplesOf(p.lookAheadMs, sampleRateHz),
    sidechainSections: sectionTable(
      p.sidechainHighPassHz >= 5 ? butterworthHighPass(p.sidechainHighPassHz, 2, sampleRateHz) : [],
    ),
  }),
})
