// Saturator and clipper: a curve, soft or hard, that no sample leaves. What the curve takes away (its output less its
// input) is computed at 16 times the sample rate and added to the untouched sound: where nothing is clipped, nothing
// changes. Between two samples of the high rate the sound is taken for a straight line, and the curve is averaged over
// it exactly: the soft one (x / sqrt(1 + x^2), whose integral needs a square root only) over four half steps weighted
// 1 3 3 1, the hard one under a triangle of two steps. Both have their zeros where 16 times the rate would alias.
// Source: Parker, Zavalishin, Le Bivic, "Reducing the Aliasing of Nonlinear Waveshaping Using Continuous-Time
// Convolution", DAFx 2016; Bilbao, Esqueda, Parker, Valimaki, "Antiderivative Antialiasing for Memoryless
// Nonlinearities", IEEE Signal Processing Letters 24 (2017).
import { gainFromDb } from '../../signal/decibels'
import { halfBand } from '../../signal/halfBandDesign'
import { defineProcessor } from '../processor'

/**
 * Half lengths for 2, 4, 8 and 16 times the rate. The first passes 0.47 of the rate and stops from 0.53; the others
 * have more room. They are late by 2, 1, 1/2 and 1/4 of that many samples: together a whole number.
 */
const halves = [54, 8, 6, 4]
const stopDb = 105

const latencySamples = 2 * halves[0] + halves[1] + halves[2] / 2 + halves[3] / 4

/** Under this no voice and no music has sound: where unequal halves leave a constant, it is taken away. */
const constantHz = 10
const constantSeconds = Math.log(1e6) / (2 * Math.PI * constantHz)

export const saturator = defineProcessor({
  id: 'saturator',
  title: 'Saturator',
  ports: ['main'],
  params: {
    driveDb: { title: 'Drive', min: 0, max: 24, initial: 6 },
    hardnessPercent: { title: 'Hardness (0 soft curve, 100 clips)', min: 0, max: 100, initial: 0 },
    ceilingDb: { title: 'Ceiling', min: -24, max: 0, initial: 0 },
    asymmetryPercent: { title: 'Asymmetry (lowers the upper ceiling)', min: 0, max: 75, initial: 0 },
    mixPercent: { title: 'Mix', min: 0, max: 100, initial: 100 },
    outputGainDb: { title: 'Output gain', min: -24, max: 24, initial: 0 },
  },
  neutral: { mixPercent: 0, outputGainDb: 0 },
  readings: ['overCeilingPercent'],
  latencySamples: () => latencySamples,
  tailSamples: (p, { sampleRateHz }) =>
    latencySamples + (p.asymmetryPercent > 0 ? Math.ceil(constantSeconds * sampleRateHz) : 0),
  design: (p, { sampleRateHz }) => ({
    drive: gainFromDb(p.driveDb),
    hardness: p.hardnessPercent / 100,
    ceiling: gainFromDb(p.ceilingDb),
    upper: 1 - p.asymmetryPercent / 100,
    mix: p.mixPercent / 100,
    outputGain: gainFromDb(p.outputGainDb),
    delay: latencySamples,
    keeps: 1 - Math.exp((-2 * Math.PI * constantHz) / sampleRateHz),
    ...halfBands(),
  }),
})

const halfBands = () => ({
  taps2: halfBand(halves[0], stopDb),
  taps4: halfBand(halves[1], stopDb),
  taps8: halfBand(halves[2], stopDb),
  taps16: halfBand(halves[3], stopDb),
})
