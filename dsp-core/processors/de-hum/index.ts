// De-hum: the hum of the mains is looked for in a long spectrum (45 to 65 Hz and multiples, steady for 4 s), then
// followed: each harmonic by an adaptive canceller, which is a notch half a hertz wide, the fundamental by how fast
// all of the cancellers turn. A voice's own harmonics do not stay in half a hertz. Nothing is late; the first seconds
// of a hum are heard.
// Sources: B. Widrow et al., "Adaptive Noise Cancelling: Principles and Applications", Proc. IEEE 63, 1975; what to
// look for: J. Grigoras, "Applications of ENF analysis", J. Audio Eng. Soc. 57, 2009 (mains drift by 0.1 Hz or so).
import { forgettingPerStep } from '../../signal/timeConstant'
import { defineProcessor } from '../processor'

/** Half a period of the lowest hum. */
const levelMs = 10

export const deHum = defineProcessor({
  id: 'de-hum',
  title: 'De-hum',
  ports: ['main'],
  params: {
    upToHz: { title: 'Harmonics up to', min: 100, max: 2000, initial: 800 },
    widthHz: { title: 'Width of each', min: 0.1, max: 2, initial: 0.5 },
    depthDb: { title: 'Depth', min: 0, max: 60, initial: 60 },
  },
  neutral: { depthDb: 0 },
  readings: ['fundamentalHz', 'amountRemovedDb'],
  latencySamples: () => 0,
  // What a canceller says stops when the level of the sound has fallen under it: 120 dB at 10 ms for 4.3.
  tailSamples: (_, { sampleRateHz }) => Math.ceil(0.3 * sampleRateHz),
  design: (p, { sampleRateHz }) => ({
    upToHz: Math.min(p.upToHz, 0.45 * sampleRateHz),
    step: (2 * Math.PI * p.widthHz) / sampleRateHz,
    forget: forgettingPerStep(levelMs, sampleRateHz),
    wet: 1 - (p.depthDb >= 60 ? 0 : 10 ** (-p.depthDb / 20)),
  }),
})
