// Spectrum meter: mean level in thirds of an octave (IEC 61260-1, base ten: 1000 Hz x 10^(n/10)), all channels
// together. The sound is halved in rate again and again, and each band is summed from spectra of the rate that gives it
// twenty bins or more, so the lowest bands are as sharp as the highest.
import { unitCircle } from '../../signal/unitCircle'
import { defineProcessor } from '../processor'
import { bandsHz, bandTable, frameSamples, halving, stages } from './bands'

export const spectrumMeter = defineProcessor({
  id: 'spectrum-meter',
  title: 'Spectrum meter',
  ports: ['main'],
  params: {},
  neutral: {},
  readings: bandsHz.map((hz) => `around${hz}HzDbfs`),
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: (_p, { sampleRateHz }) => ({
    stages,
    halving: Float64Array.from(halving),
    bands: bandTable(sampleRateHz),
    window: Float64Array.from(
      { length: frameSamples },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / frameSamples),
    ),
    circle: unitCircle(frameSamples),
  }),
})
