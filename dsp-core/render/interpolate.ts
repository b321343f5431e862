// Reads a source at any position and step, without state: every output sample is a function of its own position
// alone, so blocks may be cut anywhere. Whole positions at step 1 or -1 are copied untouched. Stop-band below -120 dB
// from half of the lower of the two rates on; pass-band within 0.001 dB up to 0.447 of it.
import { phaseRowsFor } from './phaseRows'

export interface Interpolator {
  /** Source samples needed for output samples [from, to), counted from the one that lies at sourceStart. */
  span(from: number, to: number): { startSample: number; lengthSamples: number }
  /** Fills out[…][0 … to - from) with output samples [from, to). `sources[…][0]` is source sample `sourceFrom`. */
  read(sources: Float32Array[], sourceFrom: number, out: Float32Array[], from: number, to: number): void
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
  read: (sources, sourceFrom, out, from, to) => {
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
    read: (sources, sourceFrom, out, from, to) => {
      const { row } = phaseRowsFor(sourceStep)
      for (let n = from; n < to; n++) {
        const position = startParts + n * stepParts
        const whole = Math.floor(position / parts)
        weigh(row(position - whole * parts), sources, whole - half + 1 - sourceFrom, out, n - from)
      }
    },
  }
}

/** Positions lie between two rows, which are mixed. */
const betweenRows = (sourceStart: number, sourceStep: number): Interpolator => {
  const { parts, half } = phaseRowsFor(sourceStep)
  return {
    span: (from, to) => spanOf(sourceStart + from * sourceStep, sourceStart + (to - 1) * sourceStep, half),
    read: (sources, sourceFrom, out, from, to) => {
      const { row } = phaseRowsFor(sourceStep)
      const mixed = new Float64Array(2 * half)
      for (let n = from; n < to; n++) {
        const position = sourceStart + n * sourceStep
        const whole = Math.floor(position)
        const part = (position - whole) * parts
        const phase = Math.min(parts - 1, Math.floor(part))
        const before = row(phase)
        const after = row(phase + 1)
        const share = part - phase
        for (let tap = 0; tap < mixed.length; tap++)
          mixed[tap] = before[tap] + share * (after[tap] - before[tap])
        weigh(mixed, sources, whole - half + 1 - sourceFrom, out, n - from)
      }
    },
  }
}

const weigh = (
  row: Float64Array,
  sources: Float32Array[],
  first: number,
  out: Float32Array[],
  at: number,
): void => {
  let channel = 0
  for (; channel + 1 < sources.length; channel += 2)
    weighTwo(row, sources[channel], sources[channel + 1], first, out[channel], out[channel + 1], at)
  if (channel < sources.length) out[channel][at] = weighOne(row, sources[channel], first)
}

/** Rows are multiples of four long. Four sums a channel, because additions wait for each other. */
const weighTwo = (
  row: Float64Array,
  left: Float32Array,
  right: Float32Array,
  first: number,
  outLeft: Float32Array,
  outRight: Float32Array,
  at: number,
): void => {
  let l0 = 0
  let l1 = 0
  let l2 = 0
  let l3 = 0
  let r0 = 0
  let r1 = 0
  let r2 = 0
  let r3 = 0
  for (let tap = 0, i = first; tap < row.length; tap += 4, i += 4) {
    const c0 = row[tap]
    const c1 = row[tap + 1]
    const c2 = row[tap + 2]
    const c3 = row[tap + 3]
    l0 += c0 * left[i]
    l1 += c1 * left[i + 1]
    l2 += c2 * left[i + 2]
    l3 += c3 * left[i + 3]
    r0 += c0 * right[i]
    r1 += c1 * right[i + 1]
    r2 += c2 * right[i + 2]
    r3 += c3 * right[i + 3]
  }
  outLeft[at] = l0 + l1 + (l2 + l3)
  outRight[at] = r0 + r1 + (r2 + r3)
}

/** Sums in the order of `weighTwo`: a channel sounds the same whatever plays beside it. */
const weighOne = (row: Float64Array, source: Float32Array, first: number): number => {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let tap = 0, i = first; tap < row.length; tap += 4, i += 4) {
    s0 += row[tap] * source[i]
    s1 += row[tap + 1] * source[i + 1]
    s2 += row[tap + 2] * source[i + 2]
    s3 += row[tap + 3] * source[i + 3]
  }
  return s0 + s1 + (s2 + s3)
}

const spanOf = (a: number, b: number, half: number): { startSample: number; lengthSamples: number } => {
  const startSample = Math.floor(Math.min(a, b)) - half + 1
  return { startSample, lengthSamples: Math.floor(Math.max(a, b)) + half + 1 - startSample }
}
