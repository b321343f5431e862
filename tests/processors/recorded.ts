// Real speech and music for the tests of repairs, where the test data is present; and how far two sounds differ.
import { decoded, hasMaterial, recordings, type Kind } from '../listen/material'

const recordedRateHz = 48000

export const energyOf = (x: Float32Array, from = 0, to = x.length): number => {
  let sum = 0
  for (let i = from; i < to; i++) sum += x[i] * x[i]
  return sum
}

export const differenceOf = (a: Float32Array, b: Float32Array): Float32Array =>
  a.map((value, i) => value - b[i])

/** Of two energies; -200 when there is nothing above the line. */
export const ratioDb = (above: number, below: number): number =>
  above > 0 ? Math.max(-200, 10 * Math.log10(above / below)) : -200

/** How much of `x` is not `truth`, dB. */
export const snrDb = (x: Float32Array, truth: Float32Array): number =>
  ratioDb(energyOf(truth), energyOf(differenceOf(x, truth)))

/** Left channels, `seconds` long from their middle third, of every so many-th recording that is long enough. */
export const recordedSounds = (kind: Kind, every: number, seconds: number): Float32Array[] =>
  recordings(kind)
    .filter((_, i) => i % every === 0)
    .map((recording) => decoded(recording)[0])
    .filter((x) => x.length >= 1.2 * seconds * recordedRateHz)
    .map((x) => {
      const from = Math.floor((x.length - seconds * recordedRateHz) / 3)
      return x.slice(from, from + seconds * recordedRateHz)
    })
    .filter((x) => energyOf(x) > 1e-5 * x.length)

export const medianOf = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]

/** As `describe`, skipped with a clear title where there are no recordings or nothing to decode them. */
export const describeWithRecordings = (title: string, body: () => void): void => {
  if (hasMaterial) describe(title, body)
  else
    describe(`${title} (skipped: needs the test data folder and ffmpeg)`, () =>
      it.skip('needs them', () => {}))
}
