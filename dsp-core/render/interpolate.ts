// Reads a source at any position and step, without state: every output sample is a function of its own position
// alone, so blocks may be cut anywhere. Whole positions at step 1 or -1 are copied untouched. Stop-band below -120 dB
// from half of the lower of the two rates on; pass-band within 0.01 dB up to 0.4544 of it (20.04 kHz of 44.1 kHz).
import type { RowWeigher } from '../processors/rowWeigher'
import { phaseRowsFor } from '../signal/phaseRows'

export interface Interpolator {
  /** Source samples needed for output samples [from, to), counted from the one that lies at sourceStart. */
  span(from: number, to: number): { startSample: number; lengthSamples: number }
  /** Fills out[…][0 … to - from) with output samples [from, to). `sources[…][0]` is source sample `sourceFrom`. */
  read(
    sources: Float32Array[],
    sourceFrom: number,
    out: Float32Array[],
    range: { from: number; to: number },
    weigher: RowWeigher,
  ): void
}

export const interpolator = (sourceStart: number, sourceStep: number): Interpolator => {
  if (Math.abs(sourceStep) === 1 && Number.isInteger(sourceStart)) return copier(sourceStart, sourceStep)
  return phaseRowsFor(sourceStep).stepParts !== 0
    ? onRows(sourceStart, sourceStep)
    : betweenRows(sourceStart, sourceStep)
}

const copier = (sourceStart: number, sourceStep: number): Interpolator => ({
  span: (from, to) => ({
    startSample: sourceStep > 0 ? sourceStart + from : sourceStart - to + 1,
    lengthSamples: to - from,
  }),
  read: (sources, sourceFrom, out, { from, to }) => {
    const first = sourceStart + from * sourceStep - sourceFrom
    sources.forEach((source, channel) => {
      if (sourceStep > 0) out[channel].set(source.subarray(first, first + to - from))
      else for (let i = 0; i < to - from; i++) out[channel][i] = source[first - i]
    })
  },
})

/** All positions lie on rows; whole numbers throughout, so nothing drifts. */
const onRows = (sourceStart: number, sourceStep: number): Interpolator => {
  const { parts, stepParts, half } = phaseRowsFor(sourceStep)
  const startParts = Math.round(sourceStart * parts)
  return {
    span: (from, to) =>
      spanOf((startParts + from * stepParts) / parts, (startParts + (to - 1) * stepParts) / parts, half),
    read: (sources, sourceFrom, out, { from, to }, weigher) => {
      const position = startParts + from * stepParts
      const whole = Math.floor(position / parts)
      const index = whole - half + 1 - sourceFrom
      const weighing = { rows: phaseRowsFor(sourceStep), sources, out, samples: to - from }
      weigher.onRows(weighing, { index, phase: position - whole * parts, stepParts })
    },
  }
}

/** Positions lie between two rows, whose results are mixed. */
const betweenRows = (sourceStart: number, sourceStep: number): Interpolator => {
  const { half } = phaseRowsFor(sourceStep)
  return {
    span: (from, to) => spanOf(sourceStart + from * sourceStep, sourceStart + (to - 1) * sourceStep, half),
    read: (sources, sourceFrom, out, { from, to }, weigher) => {
      const weighing = { rows: phaseRowsFor(sourceStep), sources, out, samples: to - from }
      const offset = 1 - half - sourceFrom
      weigher.betweenRows(weighing, { start: sourceStart, step: sourceStep, first: from, offset })
    },
  }
}

const spanOf = (a: number, b: number, half: number): { startSample: number; lengthSamples: number } => {
  const startSample = Math.floor(Math.min(a, b)) - half + 1
  return { startSample, lengthSamples: Math.floor(Math.max(a, b)) + half + 1 - startSample }
}
