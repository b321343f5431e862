// De-hum: the hum of the mains is looked for in what stays in a long spectrum (45 to 65 Hz and multiples, steady for
// some 3 s), or its fundamental is given (the hum meter says it); then it is followed: each harmonic as what the last
// 4 s say it is, the steadiest of them most, the fundamental by how all of the harmonics turn. A voice's own harmonics
// come and go; where there is more doubt than hum, nothing is taken. Nothing is late; the first seconds are heard.
// Sources: weights by the inverse of the variance: A. C. Aitken, "On Least Squares and Linear Combination of
// Observations", Proc. R. Soc. Edinburgh 55, 1935; what to look for: C. Grigoras, "Applications of ENF analysis", J. Audio
// Eng. Soc. 57, 2009 (mains drift by 0.1 Hz or so).
import { forgettingPerStep } from '../../signal/timeConstant'
import { defineProcessor } from '../processor'

/** Half a period of the lowest hum. */
const levelMs = 10
/** How fast the harmonics go to what was found: half of the time between two findings. */
const glideMs = 80
/** Hann over the eight steps that a question is asked of, its sum 1. */
const window = Float64Array.from({ length: 8 }, (_, i) => (1 - Math.cos((Math.PI * (i + 0.5)) / 4)) / 8)

export const deHum = defineProcessor({
  id: 'de-hum',
  title: 'De-hum',
  ports: ['main'],
  params: {
    upToHz: { title: 'Harmonics up to', min: 100, max: 2000, initial: 800 },
    fundamentalHz: { title: 'Fundamental (0: found)', min: 0, max: 65, initial: 0 },
    depthDb: { title: 'Depth', min: 0, max: 60, initial: 60 },
  },
  neutral: { depthDb: 0 },
  readings: ['fundamentalHz', 'amountRemovedDb'],
  latencySamples: () => 0,
  // What a canceller says stops when the level of the sound has fallen under it: 120 dB at 10 ms for 4.3.
  tailSamples: (_, { sampleRateHz }) => Math.ceil(0.3 * sampleRateHz),
  design: (p, { sampleRateHz }) => ({
    upToHz: Math.min(p.upToHz, 0.45 * sampleRateHz),
    givenHz: p.fundamentalHz > 0 ? Math.max(20, p.fundamentalHz) : 0,
    window,
    glide: 1 - forgettingPerStep(glideMs, sampleRateHz),
    forget: forgettingPerStep(levelMs, sampleRateHz),
    wet: 1 - (p.depthDb >= 60 ? 0 : 10 ** (-p.depthDb / 20)),
  }),
})
