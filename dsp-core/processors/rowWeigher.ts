// How a source is read between its samples, whatever the engine: a row of coefficients for each sample made.
import type { PhaseRows } from '../signal/phaseRows'
import { RowFilter } from '../signal/rowFilter'

/** What is read, and where it goes: out[...][0 ... samples). */
export interface Weighing {
  rows: PhaseRows
  sources: Float32Array[]
  out: Float32Array[]
  samples: number
}

/** Positions on rows: the first is row `phase` laid at source sample `index`; steps are positive or negative parts. */
export interface RowPositions {
  index: number
  phase: number
  stepParts: number
}

/** Positions start + n * step, n from `first` on; p has its rows at source sample floor(p) + offset. */
export interface FreePositions {
  start: number
  step: number
  first: number
  offset: number
}

export interface RowWeigher {
  onRows(weighing: Weighing, positions: RowPositions): void
  betweenRows(weighing: Weighing, positions: FreePositions): void
}

/** A step in parts as whole samples and the rest, 0 ... parts - 1. */
export const stepOf = (stepParts: number, parts: number): { whole: number; rest: number } => {
  const whole = Math.floor(stepParts / parts)
  return { whole, rest: stepParts - whole * parts }
}

const lay = (filter: RowFilter, { rows, sources, out }: Weighing): void => {
  filter.table = rows.table
  filter.taps = rows.taps
  filter.parts = rows.parts
  filter.channels = sources.length
  filter.sources = sources
  filter.out = out
}

/** In plain TypeScript, where the sound lies. */
export const typescriptWeigher = (): RowWeigher => {
  const filter = new RowFilter()
  return {
    onRows(weighing, { index, phase, stepParts }) {
      weighing.rows.reach(phase)
      lay(filter, weighing)
      const { whole, rest } = stepOf(stepParts, weighing.rows.parts)
      filter.onRows(index, phase, whole, rest, 0, weighing.samples)
    },
    betweenRows(weighing, { start, step, first, offset }) {
      weighing.rows.reach(0)
      lay(filter, weighing)
      filter.betweenRows(start, step, first, offset, 0, weighing.samples)
    },
  }
}
