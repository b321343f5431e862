// Coefficients for every position between two source samples that a step can reach. A step that is a fraction of
// small numbers reaches few: each has its row, exactly. Any other step goes between rows of a finer grid. Rows are
// computed when first wanted, and normalised to a sum of 1, so that a constant stays that constant.
import { kernelFor } from './sincKernel'

interface PhaseRows {
  /** Positions are counted in this many parts of a source sample. */
  parts: number
  /** Parts from one output sample to the next, negative when reversed; 0 when that is no whole number. */
  stepParts: number
  /** Rows have `2 * half` coefficients, for source samples floor(position) - half + 1 … floor(position) + half. */
  half: number
  /** `phase` from 0 to `parts`, both included. */
  row: (phase: number) => Float64Array
}

/** At least so many positions, so that a start between two of them is off by 1/320 sample at most. */
const fewestParts = 160
const mostParts = 640
/** 8 MB of coefficients: a fraction that would need more is treated like any other step. */
const mostCoefficients = 1 << 20
/** A straight line between two rows this close (in crossings of the kernel) is within -138 dB of the kernel. */
const rowsPerCrossing = 2048
const fewestRows = 64

/** Each may grow to 8 MB. Whoever reads asks again for every piece, so that those put away are really gone. */
const keptTables = 8
const tables = new Map<string, PhaseRows>()

export const phaseRowsFor = (sourceStep: number): PhaseRows => {
  const stretch = Math.max(1, Math.abs(sourceStep))
  const fraction = asFraction(Math.abs(sourceStep))
  const exact = fraction && partsFor(fraction, stretch)
  if (!exact) return kept(`between ${stretch}`, () => denseRows(stretch))
  return kept(`on ${sourceStep}`, () => exactRows(sourceStep, fraction.num / fraction.den, exact))
}

const kept = (key: string, make: () => PhaseRows): PhaseRows => {
  const known = tables.get(key)
  if (known) return known
  if (tables.size >= keptTables) tables.delete(tables.keys().next().value!)
  const made = make()
  tables.set(key, made)
  return made
}

/** Null where a table would be too large. */
const partsFor = (fraction: { num: number; den: number }, stretch: number): number | null => {
  const parts = fraction.den * Math.ceil(fewestParts / fraction.den)
  return parts > mostParts || parts * 2 * halfFor(stretch) > mostCoefficients ? null : parts
}

const exactRows = (sourceStep: number, fraction: number, parts: number): PhaseRows => {
  const stretch = Math.max(1, Math.abs(sourceStep))
  const half = halfFor(stretch)
  const stepParts = Math.sign(sourceStep) * Math.round(fraction * parts)
  return { parts, stepParts, half, row: rowMaker(stretch, half, parts) }
}

/** All steps below 1 share these. */
const denseRows = (stretch: number): PhaseRows => {
  const parts = Math.max(fewestRows, Math.ceil(rowsPerCrossing / stretch))
  const half = halfFor(stretch)
  return { parts, stepParts: 0, half, row: rowMaker(stretch, half, parts) }
}

/** Even, so that a row is a multiple of four long. */
const halfFor = (stretch: number): number => 2 * Math.ceil((kernelFor(stretch).crossings * stretch) / 2)

const rowMaker = (stretch: number, half: number, parts: number): PhaseRows['row'] => {
  const kernel = kernelFor(stretch)
  const rows = new Array<Float64Array | undefined>(parts + 1).fill(undefined)
  const make = (phase: number): Float64Array => {
    const row = new Float64Array(2 * half)
    let sum = 0
    for (let tap = 0; tap < row.length; tap++) {
      row[tap] = kernel.at((tap - half + 1 - phase / parts) / stretch)
      sum += row[tap]
    }
    for (let tap = 0; tap < row.length; tap++) row[tap] /= sum
    return row
  }
  return (phase) => (rows[phase] ??= make(phase))
}

/** The fraction of small numbers that is this double, by its continued fraction. */
const asFraction = (value: number): { num: number; den: number } | null => {
  let [numBefore, num, denBefore, den] = [0, 1, 1, 0]
  let rest = value
  for (let i = 0; i < 20; i++) {
    const whole = Math.floor(rest)
    ;[numBefore, num] = [num, whole * num + numBefore]
    ;[denBefore, den] = [den, whole * den + denBefore]
    if (den > mostParts) return null
    if (Math.abs(num / den - value) <= value * 4e-16) return { num, den }
    rest = 1 / (rest - whole)
  }
  return null
}
