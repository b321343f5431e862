// Equalizer cuts where a voice has clearly too much of an octave: measured against the long-term spectrum of speech,
// with a wide tolerance, because voices differ; and never a lift, because what is missing is often only noise.
import type { HeardClip } from './sources'
import { plain, thousandth } from './words'

/**
 * Long-term average speech spectrum, octave sums relative to the whole, from the third-octave levels of Byrne et al.,
 * "An international comparison of long-term average speech spectra", JASA 96 (1994), table II, both sexes at 70 dB.
 */
const speechSpectrumDb = [-25.3, -8.7, -5.4, -3.6, -10.4, -15.3, -19.5, -21.4, -26]
const centresHz = [63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000]

/** Below 125 Hz the high-pass works; over 4 kHz sibilants do as they please. */
const judgedBands = [1, 2, 3, 4, 5, 6]

/** Formants and pitch move a band by so much without anything being wrong (audio-practice, 5.1). */
const toleranceDb = 6

export interface Cut {
  hz: number
  gainDb: number
}

/** Octave levels of some clips together, each weighted by the power it plays with. */
const bandsOf = (clips: HeardClip[]): number[] => {
  const sums = centresHz.map(() => 0)
  for (const { measurement, played } of clips) {
    const power = played.energy.reduce((sum, step) => sum + step, 0)
    for (const band of judgedBands)
      sums[band] += power * Math.pow(10, (measurement.octaveBandsDb[band] ?? -100) / 10)
  }
  return sums.map((sum) => 10 * Math.log10(sum))
}

/** What a band has over the expected spectrum, the two laid over each other by their mean in dB. */
const excessOf = (bands: number[]): number[] => {
  const apart = judgedBands.map((band) => bands[band] - speechSpectrumDb[band])
  const mean = apart.reduce((sum, value) => sum + value, 0) / apart.length
  return bands.map((band, index) => band - speechSpectrumDb[index] - mean)
}

/** At most four, the largest excess first, then in order of frequency. */
export const cutsFor = (clips: HeardClip[], maxCutDb: number): Cut[] => {
  if (clips.length === 0) return []
  const excess = excessOf(bandsOf(clips))
  return judgedBands
    .filter((band) => Number.isFinite(excess[band]) && excess[band] > toleranceDb + 0.5)
    .sort((a, b) => excess[b] - excess[a])
    .slice(0, 4)
    .sort((a, b) => a - b)
    .map((band) => ({
      hz: centresHz[band],
      gainDb: -thousandth(Math.min(maxCutDb, excess[band] - toleranceDb)),
    }))
    .filter((cut) => cut.gainDb < 0)
}

export const cutsSentence = (cuts: Cut[]): string =>
  cuts.map((cut) => `${plain(-cut.gainDb, 'dB')} off at ${cut.hz} Hz`).join(', ')

/** An octave wide: Q of a bell whose half-gain points are an octave apart. */
export const octaveQ = 1.414
