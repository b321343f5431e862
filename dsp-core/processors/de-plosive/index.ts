// De-plosive: a breath that hits the microphone makes more sound below the corner than the whole voice makes above it,
// and far more than has been there; while it does, a low shelf takes the excess away. Both conditions, because a deep
// voice has much low end and steady rumble has more of it than the pauses have voice: neither is a burst. The sound is
// late by the look-ahead, so that the shelf is down when the burst begins.
// Own design; bursts: their energy lies below 100 Hz or so and lasts 20 to 100 ms (J. Eargle, "The Microphone Book",
// 2nd ed. 2004, on pop screens). Constants by ear and by the recordings of the test, 2026-11-24.
import { reachable } from '../../signal/filterDesign'
import { forgettingPerStep, samplesOf } from '../../signal/timeConstant'
import { controlSamples } from '../kernel'
import { defineProcessor } from '../processor'

/** The low-pass is 2 ms late at 150 Hz, the level another 4, the attack 2. */
const lookAheadMs = 12
/** Half a period of what lies in the middle of a burst's spectrum. */
const levelMs = 8
/** What has been there: a few syllables. */
const pastMs = 600
const attackMs = 2
const releaseMs = 40
/** Over the past: the syllables of a voice rise 4 dB over their mean. */
const overPastDb = 5

export const dePlosive = defineProcessor({
  id: 'de-plosive',
  title: 'Plosives',
  ports: ['main'],
  params: {
    cornerHz: { title: 'Below', min: 60, max: 300, initial: 150 },
    thresholdDb: { title: 'Threshold, relative to the voice', min: -20, max: 20, initial: -1 },
    depthDb: { title: 'Depth', min: 0, max: 36, initial: 18 },
  },
  neutral: { depthDb: 0 },
  readings: ['amountRemovedDb', 'gainReductionDb', 'activePercent'],
  latencySamples: (_, { sampleRateHz }) => samplesOf(lookAheadMs, sampleRateHz),
  // The shelf's poles are those of a Butterworth filter at the corner: down 120 dB after 13.8 / 0.707 / 2 pi f.
  tailSamples: (p, { sampleRateHz }) =>
    Math.ceil((3.2 * sampleRateHz) / reachable(p.cornerHz, sampleRateHz)) + 8,
  design: (p, { sampleRateHz }) => ({
    g: Math.tan((Math.PI * reachable(p.cornerHz, sampleRateHz)) / sampleRateHz),
    damping: Math.SQRT2,
    thresholdDb: p.thresholdDb,
    overPastDb,
    depthDb: p.depthDb,
    level: forgettingPerStep(levelMs, sampleRateHz / controlSamples),
    past: forgettingPerStep(pastMs, sampleRateHz / controlSamples),
    attack: forgettingPerStep(attackMs, sampleRateHz / controlSamples),
    release: forgettingPerStep(releaseMs, sampleRateHz / controlSamples),
    lookAheadSamples: samplesOf(lookAheadMs, sampleRateHz),
  }),
})
