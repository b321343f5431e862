// De-clip: samples that a converter or a program has cut off are found by their flat tops, on each side by itself
// and at any level, and replaced by what a linear prediction of their surroundings says, but never by less than what
// was cut. The prediction is found again from what it has filled in. Peaks rise above the level they were cut at, and
// above full scale: the sound is floating-point, and what keeps a ceiling comes later.
// Sources: A. Janssen, R. Veldhuis, L. Vries, "Adaptive Interpolation of Discrete-Time Signals That Can Be Modeled as
// Autoregressive Processes", IEEE Trans. ASSP 34, 1986; that what is filled in must be consistent with the clipping:
// S. Kitic, N. Bertin, R. Gribonval, "Sparsity and Cosparsity for Audio Declipping", LVA/ICA 2015.
import { frameSamples } from '../../signal/slidingFrame'
import { defineProcessor } from '../processor'

export const deClip = defineProcessor({
  id: 'de-clip',
  title: 'De-clip',
  ports: ['main'],
  params: {
    depthDb: { title: 'Most rise above the clipping', min: 0, max: 24, initial: 12 },
  },
  neutral: { depthDb: 0 },
  readings: ['amountRemovedDb', 'clippedPercent'],
  latencySamples: (_, { sampleRateHz }) => 2 * frameSamples(sampleRateHz),
  tailSamples: () => 0,
  design: (p) => ({ mostRise: 10 ** (p.depthDb / 20) }),
})
