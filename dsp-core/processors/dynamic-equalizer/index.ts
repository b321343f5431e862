// Dynamic equalizer: two shelves and three bells that cut only while, and only as far as, what they listen to is loud in
// their own band. With a side-chain they listen to that: music makes room for a voice where the voice is, and only while
// it speaks. Without one each band listens to itself: a compressor for a resonance.
// Gain computer: Giannoulis, Massberg, Reiss, JAES 60 (2012). Carving music under speech at 300-1000 Hz and 2-4 kHz:
// practice collected in audio-practice 5.1.
import {
  bandPass,
  butterworthHighPass,
  butterworthLowPass,
  reachable,
  type Section,
} from '../../signal/filterDesign'
import { bellShape, highShelfShape, lowShelfShape } from '../../signal/movingBand'
import { forgettingPerStep, samplesOf } from '../../signal/timeConstant'
import { timeConstantPerStep } from '../controlTime'
import { controlSamples } from '../kernel'
import { defineProcessor, type ParameterDescription, type Parameters } from '../processor'

const frequency = (title: string, initial: number): ParameterDescription => ({
  title,
  min: 20,
  max: 20000,
  initial,
})
const quality = (title: string, initial: number): ParameterDescription => ({
  title,
  min: 0.3,
  max: 10,
  initial,
})
const threshold = (title: string): ParameterDescription => ({ title, min: -80, max: 0, initial: -45 })
const mostCut = (title: string, initial: number): ParameterDescription => ({
  title,
  min: 0,
  max: 24,
  initial,
})

/** Bell 1 spans 300 to 1000 Hz, bell 2 2 to 4 kHz; above about 10 dB a hole is heard as one, so they go half as far. */
const params = {
  lowShelfHz: frequency('Low shelf', 150),
  lowShelfThresholdDb: threshold('Low shelf threshold'),
  lowShelfMaxCutDb: mostCut('Low shelf, most cut (0 is off)', 0),
  bell1Hz: frequency('Bell 1', 550),
  bell1Q: quality('Bell 1 Q', 0.8),
  bell1ThresholdDb: threshold('Bell 1 threshold'),
  bell1MaxCutDb: mostCut('Bell 1, most cut (0 is off)', 5),
  bell2Hz: frequency('Bell 2', 2800),
  bell2Q: quality('Bell 2 Q', 1.4),
  bell2ThresholdDb: threshold('Bell 2 threshold'),
  bell2MaxCutDb: mostCut('Bell 2, most cut (0 is off)', 5),
  bell3Hz: frequency('Bell 3', 1400),
  bell3Q: quality('Bell 3 Q', 1.4),
  bell3ThresholdDb: threshold('Bell 3 threshold'),
  bell3MaxCutDb: mostCut('Bell 3, most cut (0 is off)', 0),
  highShelfHz: frequency('High shelf', 6000),
  highShelfThresholdDb: threshold('High shelf threshold'),
  highShelfMaxCutDb: mostCut('High shelf, most cut (0 is off)', 0),
  ratio: { title: 'Ratio', min: 1, max: 20, initial: 4 },
  attackMs: { title: 'Attack', min: 0.1, max: 200, initial: 30 },
  releaseMs: { title: 'Release', min: 5, max: 3000, initial: 250 },
  lookAheadMs: { title: 'Look-ahead', min: 0, max: 100, initial: 0 },
}

type DynamicEqualizerParameters = Parameters<keyof typeof params>

interface Band {
  shape: number
  hz: number
  q: number
  thresholdDb: number
  maxCutDb: number
}

const bandsOf = (p: DynamicEqualizerParameters): Band[] => [
  {
    shape: lowShelfShape,
    hz: p.lowShelfHz,
    q: Math.SQRT1_2,
    thresholdDb: p.lowShelfThresholdDb,
    maxCutDb: p.lowShelfMaxCutDb,
  },
  {
    shape: bellShape,
    hz: p.bell1Hz,
    q: p.bell1Q,
    thresholdDb: p.bell1ThresholdDb,
    maxCutDb: p.bell1MaxCutDb,
  },
  {
    shape: bellShape,
    hz: p.bell2Hz,
    q: p.bell2Q,
    thresholdDb: p.bell2ThresholdDb,
    maxCutDb: p.bell2MaxCutDb,
  },
  {
    shape: bellShape,
    hz: p.bell3Hz,
    q: p.bell3Q,
    thresholdDb: p.bell3ThresholdDb,
    maxCutDb: p.bell3MaxCutDb,
  },
  {
    shape: highShelfShape,
    hz: p.highShelfHz,
    q: Math.SQRT1_2,
    thresholdDb: p.highShelfThresholdDb,
    maxCutDb: p.highShelfMaxCutDb,
  },
]

/** A cut half-heard: this far around the threshold it sets in (as the compressor's initial knee). */
const kneeDb = 6

/** The level is a mean over at least 10 ms, and over two periods of the band. */
const levelMs = (hz: number): number => Math.max(10, 2000 / hz)

const listening = ({ shape, hz, q }: Band, rate: number): Section => {
  if (shape === bellShape) return bandPass(hz, q, rate)
  return shape === lowShelfShape ? butterworthLowPass(hz, 2, rate)[0] : butterworthHighPass(hz, 2, rate)[0]
}

const numbersOf = (band: Band, p: DynamicEqualizerParameters, rate: number): number[] => [
  ...listening(band, rate),
  band.shape,
  Math.tan((Math.PI * reachable(band.hz, rate)) / rate),
  1 / band.q,
  band.thresholdDb,
  1 / p.ratio - 1,
  kneeDb,
  band.maxCutDb,
  timeConstantPerStep(p.attackMs, rate),
  timeConstantPerStep(p.releaseMs, rate),
  forgettingPerStep(levelMs(band.hz), rate / controlSamples),
]

/** Natural logarithm of 10^6. */
const tailNepers = 13.8

export const dynamicEqualizer = defineProcessor({
  id: 'dynamic-equalizer',
  title: 'Dynamic equalizer',
  ports: ['main', 'sidechain'],
  params,
  neutral: {
    lowShelfMaxCutDb: 0,
    bell1MaxCutDb: 0,
    bell2MaxCutDb: 0,
    bell3MaxCutDb: 0,
    highShelfMaxCutDb: 0,
  },
  readings: [
    ...['lowShelf', 'bell1', 'bell2', 'bell3', 'highShelf'].map((band) => `${band}CutDb`),
    ...['lowShelf', 'bell1', 'bell2', 'bell3', 'highShelf'].map((band) => `${band}MeanCutDb`),
  ],
  latencySamples: (p, { sampleRateHz }) => samplesOf(p.lookAheadMs, sampleRateHz),
  // Poles at the band's frequency and Q fall by 120 dB in so many periods; below Q 0.5 the slower of two real poles.
  tailSamples: (p, { sampleRateHz }) =>
    bandsOf(p).reduce((sum, { hz, q }) => {
      const slowest = q > 0.5 ? 1 / (2 * q) : (1 - Math.sqrt(1 - 4 * q * q)) / (2 * q)
      return (
        sum + Math.ceil((tailNepers * sampleRateHz) / (2 * Math.PI * reachable(hz, sampleRateHz) * slowest))
      )
    }, 64),
  design: (p, { sampleRateHz }) => ({
    bands: Float64Array.from(bandsOf(p).flatMap((band) => numbersOf(band, p, sampleRateHz))),
    lookAheadSamples: samplesOf(p.lookAheadMs, sampleRateHz),
  }),
})
