// How a source is read between its samples, whatever the engine: a row of coefficients for each sample made.
import { phaseRowsFor, type PhaseRows } from '../signal/phaseRows'
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

/** out[...][0 ... to - from): positions start + n x step of the sources, n from `from` on; sources[...][0] is sample `first`. */
export interface RowRange {
  sources: Float32Array[]
  first: number
  out: Float32Array[]
  start: number
  step: number
  from: number
  to: number
}

/** On rows where the step lies on them: whole numbers throughout, so nothing drifts; else between two. */
export const weighRange = (weigher: RowWeigher, range: RowRange): void => {
  const { sources, first, out, start, step, from, to } = range
  const rows = phaseRowsFor(step)
  const { parts, stepParts, half } = rows
  const weighing = { rows, sources, out, samples: to - from }
  if (stepParts === 0)
    return weigher.betweenRows(weighing, { start, step, first: from, offset: 1 - half - first })
  const position = Math.round(start * parts) + from * stepParts
  const whole = Math.floor(position / parts)
  weigher.onRows(weighing, { index: whole - half + 1 - first, phase: position - whole * parts, stepParts })
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
