// De-esser: where the sound above the split is louder, relative to the whole, than the threshold, a high shelf takes
// the excess away. Relative, so a whisper and a shout are treated alike; the shelf never lifts and, at rest, is not
// there. In steady speech vowels lie 15 to 25 dB under the whole above 5 kHz, sibilants 0 to 4 (by ear, 2026-11-22).
// Relative detection after M. Wolters, M. Sapp, J. Becker-Schweitzer, "Adaptive Algorithm for Detecting and Reducing
// Sibilants in Recorded Speech", AES 104 (1998).
import { reachable } from '../../signal/filterDesign'
import { forgettingPerStep } from '../../signal/timeConstant'
import { timeConstantPerStep } from '../controlTime'
import { controlSamples } from '../kernel'
import { defineProcessor } from '../processor'

/** Mean time of both levels: a few periods of a voice's fundamental would be 20 ms, a sibilant's onset 4. */
const levelMs = 5

export const deEsser = defineProcessor({
  id: 'de-esser',
  title: 'De-esser',
  ports: ['main'],
  params: {
    splitHz: { title: 'Split', min: 2000, max: 12000, initial: 5500 },
    thresholdDb: { title: 'Threshold, relative to the whole', min: -30, max: 0, initial: -8 },
    maxReductionDb: { title: 'Most reduction', min: 0, max: 24, initial: 6 },
    attackMs: { title: 'Attack', min: 0.1, max: 20, initial: 1 },
    releaseMs: { title: 'Release', min: 5, max: 500, initial: 40 },
  },
  neutral: { maxReductionDb: 0 },
  readings: ['gainReductionDb', 'meanGainReductionDb'],
  latencySamples: () => 0,
  // The shelf's poles are those of a Butterworth filter at the split: down 120 dB after 13.8 / 0.707 / 2 pi f.
  tailSamples: (p, { sampleRateHz }) =>
    Math.ceil((3.2 * sampleRateHz) / reachable(p.splitHz, sampleRateHz)) + 8,
  design: (p, { sampleRateHz }) => ({
    g: Math.tan((Math.PI * reachable(p.splitHz, sampleRateHz)) / sampleRateHz),
    damping: Math.SQRT2,
    thresholdDb: p.thresholdDb,
    maxReductionDb: p.maxReductionDb,
    level: forgettingPerStep(levelMs, sampleRateHz / controlSamples),
    attack: timeConstantPerStep(p.attackMs, sampleRateHz),
    release: timeConstantPerStep(p.releaseMs, sampleRateHz),
  }),
})
