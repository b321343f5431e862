// Reads a source at any position and step, without state: every output sample is a function of its own position
// alone, so blocks may be cut anywhere. Whole positions at step 1 or -1 are copied untouched. Stop-band below -120 dB
// from half of the lower of the two rates on; pass-band within 0.001 dB up to 0.447 of it.
import { phaseRowsFor, type PhaseRows } from './phaseRows'
import { kernelFor } from './sincKernel'

export interface Interpolator {
  /** Source samples needed for output samples [from, to), counted from the one that lies at sourceStart. */
  span(from: number, to: number): { startSample: number; lengthSamples: number }
  /** Writes output samples [from, to) from out[at] on. `source[0]` is the source's sample `sourceFrom`. */
  read(
    source: Float32Array,
    sourceFrom: number,
    out: Float32Array,
    at: number,
    from: number,
    to: number,
  ): void
}

export const interpolator = (sourceStart: number, sourceStep: number): Interpolator => {
  if (Math.abs(sourceStep) === 1 && Number.isInteger(sourceStart)) return copier(sourceStart, sourceStep)
  const rows = phaseRowsFor(sourceStep)
  return rows ? byRows(rows, Math.round(sourceStart * rows.parts)) : byTable(sourceStart, sourceStep)
}

const copier = (sourceStart: number, sourceStep: number): Interpolator => ({
  span: (from, to) => ({
    startSample: sourceStep > 0 ? sourceStart + from : sourceStart - to + 1,
    lengthSamples: to - from,
  }),
  read: (source, sourceFrom, out, at, from, to) => {
    const first = sourceStart + from * sourceStep - sourceFrom
    if (sourceStep > 0) out.set(source.subarray(first, first + to - from), at)
    else for (let i = 0; i < to - from; i++) out[at + i] = source[first - i]
  },
})

const byRows = (rows: PhaseRows, startParts: number): Interpolator => {
  const { parts, stepParts, half } = rows
  return {
    span: (from, to) =>
      spanOf((startParts + from * stepParts) / parts, (startParts + (to - 1) * stepParts) / parts, half),
    read: (source, sourceFrom, out, at, from, to) => {
      for (let n = from; n < to; n++) {
        const position = startParts + n * stepParts
        const whole = Math.floor(position / parts)
        const row = rows.row(position - whole * parts)
        out[at + n - from] = dot(row, source, whole - half + 1 - sourceFrom)
      }
    },
  }
}

/** `row.length` is even. Four sums, because additions wait for each other. */
const dot = (row: Float64Array, source: Float32Array, first: number): number => {
  let [a, b, c, d] = [0, 0, 0, 0]
  const fours = row.length & ~3
  for (let tap = 0; tap < fours; tap += 4) {
    a += row[tap] * source[first + tap]
    b += row[tap + 1] * source[first + tap + 1]
    c += row[tap + 2] * source[first + tap + 2]
    d += row[tap + 3] * source[first + tap + 3]
  }
  for (let tap = fours; tap < row.length; tap++) a += row[tap] * source[first + tap]
  return a + b + (c + d)
}

/** Kernel values per unit of x. Straight lines between 2048 of them are within -138 dB of the kernel. */
const valuesPerCrossing = 2048

const valueTables = new Map<number, Float64Array>()

const valuesFor = (stretch: number): Float64Array => {
  const kernel = kernelFor(stretch)
  const known = valueTables.get(kernel.crossings)
  if (known) return known
  const values = new Float64Array(kernel.crossings * valuesPerCrossing + 2)
  for (let i = 0; i < values.length; i++) values[i] = kernel.at(i / valuesPerCrossing)
  valueTables.set(kernel.crossings, values)
  return values
}

const byTable = (sourceStart: number, sourceStep: number): Interpolator => {
  const stretch = Math.max(1, Math.abs(sourceStep))
  const half = Math.ceil(kernelFor(stretch).crossings * stretch)
  let values: Float64Array | null = null
  return {
    span: (from, to) => spanOf(sourceStart + from * sourceStep, sourceStart + (to - 1) * sourceStep, half),
    read: (source, sourceFrom, out, at, from, to) => {
      values ??= valuesFor(stretch)
      const perSample = valuesPerCrossing / stretch
      const last = values.length - 2
      for (let n = from; n < to; n++) {
        const position = sourceStart + n * sourceStep
        const first = Math.floor(position) - half + 1
        let sum = 0
        for (let tap = 0; tap < 2 * half; tap++) {
          const index = Math.abs(first + tap - position) * perSample
          const whole = Math.floor(index)
          if (whole > last) continue
          const before = values[whole]
          sum += source[first + tap - sourceFrom] * (before + (index - whole) * (values[whole + 1] - before))
        }
        out[at + n - from] = sum / stretch
      }
    },
  }
}

const spanOf = (a: number, b: number, half: number): { startSample: number; lengthSamples: number } => {
  const startSample = Math.floor(Math.min(a, b)) - half + 1
  return { startSample, lengthSamples: Math.floor(Math.max(a, b)) + half + 1 - startSample }
}
