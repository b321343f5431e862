// Coefficients for every position between two source samples that a step can reach. A step that is a fraction of
// small numbers reaches few: each has its row, exactly. Any other step goes between rows of a finer grid. Rows are
// computed when first wanted, and normalised to a sum of 1, so that a constant stays that constant.
import { kernelFor, type SincKernel } from './sincKernel'

/** At least so many positions, so that a start between two of them is off by 1/320 sample at most. */
const fewestParts = 160
const mostParts = 640
/** 4 MB of coefficients: a fraction that would need more is treated like any other step. */
const mostCoefficients = 1 << 20
/** A cubic through four rows this close (in crossings of the kernel) is within -140 dB of the kernel. */
const rowsPerCrossing = 64
const fewestRows = 16
/** A row is a multiple of twice this long: four vectors of four from either end (rowFilter.ts). */
const halfStep = 8

export class PhaseRows {
  /** Rows of `taps` coefficients, for source samples floor(position) - half + 1 ... floor(position) + half. */
  readonly taps: number
  /** Row after row, from -1 to `parts` + 1, both included. Rounding to 24 bits is noise at -150 dB. */
  readonly table: Float32Array
  private readonly made: Uint8Array

  /** `parts`: in so many a source sample is divided; `stepParts`: 0 when a step is no whole number of them. */
  constructor(
    private readonly kernel: SincKernel,
    private readonly stretch: number,
    readonly half: number,
    readonly parts: number,
    readonly stepParts: number,
  ) {
    this.taps = 2 * half
    this.table = new Float32Array((parts + 3) * this.taps)
    this.made = new Uint8Array(parts + 3)
  }

  /** Makes all rows that are reached from this one; returns where in the table they are: the first, and every so many. */
  reach(phase: number): { first: number; every: number } {
    const every = this.stepParts === 0 ? 1 : divisor(this.parts, Math.abs(this.stepParts))
    const first = this.stepParts === 0 ? 0 : (phase % every) + 1
    if (this.made[first] === 0)
      for (let row = first; row < this.made.length; row += every) if (this.made[row] === 0) this.make(row)
    return { first, every }
  }

  private make(place: number): void {
    const { taps, half, stretch, kernel, parts } = this
    const phase = place - 1
    const row = new Float64Array(taps)
    let sum = 0
    for (let tap = 0; tap < taps; tap++) {
      row[tap] = kernel.at((tap - half + 1 - phase / parts) / stretch)
      sum += row[tap]
    }
    for (let tap = 0; tap < taps; tap++) this.table[place * taps + tap] = row[tap] / sum
    this.made[place] = 1
  }
}

const keptTables = 8
const tables = new Map<string, PhaseRows>()

/** Whoever reads asks again for every piece, so that tables put away are really gone. */
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
  const stepParts = Math.sign(sourceStep) * Math.round(fraction * parts)
  return new PhaseRows(kernelFor(stretch), stretch, halfFor(stretch), parts, stepParts)
}

/** All steps below 1 share these. */
const denseRows = (stretch: number): PhaseRows => {
  const parts = Math.max(fewestRows, Math.ceil(rowsPerCrossing / stretch))
  return new PhaseRows(kernelFor(stretch), stretch, halfFor(stretch), parts, 0)
}

const halfFor = (stretch: number): number =>
  halfStep * Math.ceil((kernelFor(stretch).crossings * stretch) / halfStep)

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

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
