// Reads a source at any position and step, without state: every output sample is a function of its own position
// alone, so blocks may be cut anywhere. Whole positions at step 1 or -1 are taken untouched. Stop-band below -120 dB
// from half of the lower of the two rates on; pass-band within 0.01 dB up to 0.4544 of it (20.04 kHz of 44.1 kHz).
import { weighRange } from '../processors/rowWeigher'
import { phaseRowsFor } from '../signal/phaseRows'
import type { Scratch } from './scratch'

export interface Interpolator {
  /** Source samples needed for output samples [from, to), counted from the one that lies at sourceStart. */
  span(from: number, to: number): { startSample: number; lengthSamples: number }
  /**
   * Output samples [from, to) of each source, lent by the scratch or part of the sources. `sources[…][0]` is source
   * sample `sourceFrom`.
   */
  read(
    sources: Float32Array[],
    sourceFrom: number,
    range: { from: number; to: number },
    scratch: Scratch,
  ): Float32Array[]
}

export const interpolator = (sourceStart: number, sourceStep: number): Interpolator => {
  const isWhole = Math.abs(sourceStep) === 1 && Number.isInteger(sourceStart)
  return isWhole ? taker(sourceStart, sourceStep) : weigher(sourceStart, sourceStep)
}

const taker = (sourceStart: number, sourceStep: number): Interpolator => ({
  span: (from, to) => ({
    startSample: sourceStep > 0 ? sourceStart + from : sourceStart - to + 1,
    lengthSamples: to - from,
  }),
  read: (sources, sourceFrom, { from, to }, scratch) => {
    const first = sourceStart + from * sourceStep - sourceFrom
    if (sourceStep > 0) return sources.map((source) => source.subarray(first, first + to - from))
    return sources.map((source) => {
      const out = scratch.take(to - from)
      for (let i = 0; i < to - from; i++) out[i] = source[first - i]
      return out
    })
  },
})

/** Positions lie on rows, or between two, as weighRange has it. */
const weigher = (start: number, step: number): Interpolator => {
  const { parts, stepParts, half } = phaseRowsFor(step)
  const startParts = Math.round(start * parts)
  const at = (n: number): number =>
    stepParts !== 0 ? (startParts + n * stepParts) / parts : start + n * step
  return {
    span: (from, to) => spanOf(at(from), at(to - 1), half),
    read: (sources, first, { from, to }, scratch) => {
      const out = scratch.takeChannels(sources.length, to - from)
      weighRange(scratch.weigher, { sources, first, out, start, step, from, to })
      return out
    },
  }
}

const spanOf = (a: number, b: number, half: number): { startSample: number; lengthSamples: number } => {
  const startSample = Math.floor(Math.min(a, b)) - half + 1
  return { startSample, lengthSamples: Math.floor(Math.max(a, b)) + half + 1 - startSample }
}
