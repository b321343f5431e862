// Coefficients for a source step that is a fraction: only so many positions between two source samples occur, and
// each has its row, computed once. A row is normalised to a sum of 1, so that a constant stays that constant.
import { kernelFor } from './sincKernel'

export interface PhaseRows {
  /** Positions are counted in this many parts of a source sample. */
  parts: number
  /** Parts from one output sample to the next; negative when reversed. */
  stepParts: number
  /** Row of `2 * half` coefficients for source samples floor(position) - half + 1 … floor(position) + half. */
  half: number
  row(phase: number): Float64Array
}

/** At least so many positions, so that a start between two of them is off by 1/320 sample at most. */
const fewestParts = 160
const mostParts = 640
/** 8 MB of coefficients; steps that would need more are interpolated (interpolate.ts). */
const mostCoefficients = 1 << 20
const keptTables = 16

const tables = new Map<number, PhaseRows | null>()

/** Null when the step is no fraction of small numbers. */
export const phaseRowsFor = (sourceStep: number): PhaseRows | null => {
  const known = tables.get(sourceStep)
  if (known !== undefined) return known
  if (tables.size >= keptTables) tables.delete(tables.keys().next().value!)
  const made = makeRows(sourceStep)
  tables.set(sourceStep, made)
  return made
}

const makeRows = (sourceStep: number): PhaseRows | null => {
  const stretch = Math.max(1, Math.abs(sourceStep))
  const fraction = asFraction(Math.abs(sourceStep))
  if (!fraction) return null
  const parts = fraction.den * Math.ceil(fewestParts / fraction.den)
  const kernel = kernelFor(stretch)
  const half = Math.ceil(kernel.crossings * stretch)
  if (parts > mostParts || parts * 2 * half > mostCoefficients) return null
  const rows: (Float64Array | undefined)[] = new Array<Float64Array | undefined>(parts).fill(undefined)
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
  return {
    parts,
    stepParts: Math.sign(sourceStep) * fraction.num * (parts / fraction.den),
    half,
    row: (phase) => (rows[phase] ??= make(phase)),
  }
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
