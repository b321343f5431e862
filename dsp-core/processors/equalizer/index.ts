// Equalizer: high-pass, low-pass, two shelves, four bells and a notch, with the response of the analogue filters
// up to the Nyquist frequency (signal/filterDesign.ts). What is set to do nothing costs nothing.
import * as filter from '../../signal/filterDesign'
import type { Section } from '../../signal/filterDesign'
import { defineProcessor, type Parameters, type ProcessorContext } from '../processor'

const frequency = (title: string, initial: number) => ({ title, min: 20, max: 20000, initial })
const level = (title: string) => ({ title, min: -24, max: 24, initial: 0 })
const quality = (title: string, initial: number) => ({ title, min: 0.1, max: 30, initial })
/** Rounded to steps of 6. */
const slope = (title: string) => ({ title, min: 6, max: 48, initial: 12 })
/** Under 5 Hz the filter is off. */
const cutoff = (title: string, max: number) => ({ title, min: 0, max, initial: 0 })
const offBelowHz = 5

const params = {
  highPassHz: cutoff('High-pass (0 is off)', 2000),
  highPassSlopeDbPerOctave: slope('High-pass slope'),
  lowPassHz: cutoff('Low-pass (0 is off)', 22000),
  lowPassSlopeDbPerOctave: slope('Low-pass slope'),
  lowShelfHz: frequency('Low shelf', 120),
  lowShelfGainDb: level('Low shelf gain'),
  lowShelfQ: { title: 'Low shelf steepness', min: 0.3, max: 1.2, initial: 0.707 },
  bell1Hz: frequency('Bell 1', 250),
  bell1GainDb: level('Bell 1 gain'),
  bell1Q: quality('Bell 1 Q', 1),
  bell2Hz: frequency('Bell 2', 800),
  bell2GainDb: level('Bell 2 gain'),
  bell2Q: quality('Bell 2 Q', 1),
  bell3Hz: frequency('Bell 3', 3000),
  bell3GainDb: level('Bell 3 gain'),
  bell3Q: quality('Bell 3 Q', 1),
  bell4Hz: frequency('Bell 4', 6000),
  bell4GainDb: level('Bell 4 gain'),
  bell4Q: quality('Bell 4 Q', 1),
  highShelfHz: frequency('High shelf', 10000),
  highShelfGainDb: level('High shelf gain'),
  highShelfQ: { title: 'High shelf steepness', min: 0.3, max: 1.2, initial: 0.707 },
  notchHz: cutoff('Notch (0 is off)', 20000),
  notchQ: quality('Notch Q', 30),
}

type EqualizerParameters = Parameters<keyof typeof params>

const orderOf = (slopeDbPerOctave: number) => Math.round(slopeDbPerOctave / 6)

const passSections = (p: EqualizerParameters, rate: number): Section[] => [
  ...(p.highPassHz >= offBelowHz
    ? filter.butterworthHighPass(p.highPassHz, orderOf(p.highPassSlopeDbPerOctave), rate)
    : []),
  ...(p.lowPassHz >= offBelowHz
    ? filter.butterworthLowPass(p.lowPassHz, orderOf(p.lowPassSlopeDbPerOctave), rate)
    : []),
  ...(p.notchHz >= offBelowHz ? [filter.notch(p.notchHz, p.notchQ, rate)] : []),
]

const toneSections = (p: EqualizerParameters, rate: number): Section[] => {
  const bells = [
    [p.bell1Hz, p.bell1GainDb, p.bell1Q],
    [p.bell2Hz, p.bell2GainDb, p.bell2Q],
    [p.bell3Hz, p.bell3GainDb, p.bell3Q],
    [p.bell4Hz, p.bell4GainDb, p.bell4Q],
  ]
  return [
    ...(p.lowShelfGainDb ? [filter.lowShelf(p.lowShelfHz, p.lowShelfGainDb, p.lowShelfQ, rate)] : []),
    ...bells.filter(([, gainDb]) => gainDb !== 0).map(([hz, gainDb, q]) => filter.bell(hz, gainDb, q, rate)),
    ...(p.highShelfGainDb ? [filter.highShelf(p.highShelfHz, p.highShelfGainDb, p.highShelfQ, rate)] : []),
  ]
}

const sectionsOf = (p: EqualizerParameters, { sampleRateHz }: ProcessorContext): Section[] => [
  ...passSections(p, sampleRateHz),
  ...toneSections(p, sampleRateHz),
]

export const equalizer = defineProcessor({
  id: 'equalizer',
  title: 'Equalizer',
  ports: ['main'],
  params,
  neutral: {
    highPassHz: 0,
    lowPassHz: 0,
    lowShelfGainDb: 0,
    highShelfGainDb: 0,
    notchHz: 0,
    bell1GainDb: 0,
    bell2GainDb: 0,
    bell3GainDb: 0,
    bell4GainDb: 0,
  },
  readings: [],
  latencySamples: () => 0,
  // Sections in a row ring at most as long as one after the other.
  tailSamples: (p, context) =>
    sectionsOf(p, context).reduce((sum, section) => sum + filter.ringingSamples(section), 0),
  design: (p, context) => ({ sections: filter.sectionTable(sectionsOf(p, context)) }),
})
