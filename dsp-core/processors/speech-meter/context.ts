// The surroundings of a step: what was heard in it, before it and after it, as one list of numbers for the network.
import { Beat, beatColumns, beatEvery } from './beat'
import { column, columns, dbPerUnit } from './frames'

/** Steps on each side: some syllables, a phrase, a sentence. */
const nearSteps = 40
const farSteps = 100
const wideSteps = 300
/** Columns up to here also give their own value and their spread. */
const spreadColumns = column.voiced
/** Where the level is looked at around the step. */
const levelAt = [-20, -10, -6, -3, -1, 0, 1, 3, 6, 10, 20]
const ringSteps = 1024

/** Steps this far below the loudest around count as quiet, in units of a row's level: 10, 20 and 30 dB. */
const quietBelow = [1, 2, 3]
/** Band means would tell the recording, not the kind of sound. */
const firstMean = column.level

export const inputCount =
  2 * spreadColumns + 3 * (columns - firstMean) + levelAt.length + quietBelow.length + 1 + beatColumns

export class Context {
  readonly inputs = new Float64Array(inputCount)
  private readonly rows = Array.from({ length: ringSteps }, () => new Float64Array(columns))
  private readonly near = new Float64Array(columns)
  private readonly wide = new Float64Array(columns)
  private readonly around = new Float64Array(farSteps + 1)
  private readonly far = new Float64Array(columns)
  private readonly farSquares = new Float64Array(columns)
  private readonly beat = new Beat()
  private received = 0
  private given = 0

  /** Every so many steps are given. */
  constructor(private readonly every: number) {}

  receive(row: Float64Array): void {
    this.rows[this.received % ringSteps].set(row)
    this.beat.receive(row, row[column.level], this.received)
    this.received++
  }

  /** True when `inputs` holds the next of the steps to be given; with `ended` the missing future is left out. */
  next(ended: boolean): boolean {
    const step = this.given
    if (step >= this.received || (!ended && step + wideSteps >= this.received)) return false
    if (step === 0) this.start()
    for (let each = Math.max(1, step - this.every + 1); each <= step; each++) this.move(each)
    if (step % beatEvery === 0) this.beat.hear(step, this.received)
    this.write(step)
    this.given += this.every
    return true
  }

  private start(): void {
    for (let i = 0; i <= nearSteps && i < this.received; i++) this.sum(this.near, i, 1)
    for (let i = 0; i <= farSteps && i < this.received; i++) this.sumFar(i, 1)
    for (let i = 0; i <= wideSteps && i < this.received; i++) this.sum(this.wide, i, 1)
  }

  private move(step: number): void {
    if (step + nearSteps < this.received) this.sum(this.near, step + nearSteps, 1)
    if (step - nearSteps - 1 >= 0) this.sum(this.near, step - nearSteps - 1, -1)
    if (step + farSteps < this.received) this.sumFar(step + farSteps, 1)
    if (step - farSteps - 1 >= 0) this.sumFar(step - farSteps - 1, -1)
    if (step + wideSteps < this.received) this.sum(this.wide, step + wideSteps, 1)
    if (step - wideSteps - 1 >= 0) this.sum(this.wide, step - wideSteps - 1, -1)
  }

  private sum(into: Float64Array, step: number, sign: number): void {
    const row = this.rows[step % ringSteps]
    for (let c = 0; c < columns; c++) into[c] += sign * row[c]
  }

  private sumFar(step: number, sign: number): void {
    this.sum(this.far, step, sign)
    const row = this.rows[step % ringSteps]
    for (let c = 0; c < spreadColumns; c++) this.farSquares[c] += sign * row[c] * row[c]
  }

  private write(step: number): void {
    const { inputs, near, far, wide, farSquares } = this
    const row = this.rows[step % ringSteps]
    const nearShare = 1 / this.within(step, nearSteps)
    const farShare = 1 / this.within(step, farSteps)
    const wideShare = 1 / this.within(step, wideSteps)
    this.gather(step)
    const loudest = this.loudest()
    let at = 0
    for (let c = 0; c < spreadColumns; c++) {
      const mean = far[c] * farShare
      inputs[at++] = c === column.level ? row[c] - loudest : row[c]
      inputs[at++] = Math.sqrt(Math.max(0, farSquares[c] * farShare - mean * mean))
    }
    for (let c = firstMean; c < columns; c++) {
      const less = c === column.level ? loudest : 0
      inputs[at++] = near[c] * nearShare - less
      inputs[at++] = far[c] * farShare - less
      inputs[at++] = wide[c] * wideShare - less
    }
    for (const offset of levelAt) inputs[at++] = this.level(step + offset) - loudest
    for (const below of quietBelow) inputs[at++] = this.quietShare(loudest - below)
    inputs[at++] = Math.max(-3, this.quietest() - row[column.level])
    inputs.set(this.beat.row, at)
  }

  private within(step: number, reach: number): number {
    return Math.min(this.received - 1, step + reach) - Math.max(0, step - reach) + 1
  }

  private level(step: number): number {
    const inside = Math.max(0, Math.min(this.received - 1, step))
    return this.rows[inside % ringSteps][column.level]
  }

  /** Every second level around, for the three below. */
  private gather(step: number): void {
    for (let i = 0; i <= farSteps; i++) this.around[i] = this.level(step - farSteps + 2 * i)
  }

  private loudest(): number {
    let level = -90 / dbPerUnit
    for (let i = 0; i <= farSteps; i++) if (this.around[i] > level) level = this.around[i]
    return level
  }

  private quietShare(level: number): number {
    let count = 0
    for (let i = 0; i <= farSteps; i++) if (this.around[i] < level) count++
    return count / (farSteps + 1)
  }

  private quietest(): number {
    let level = 0
    for (let i = 0; i <= farSteps; i++) if (this.around[i] < level) level = this.around[i]
    return level
  }
}
