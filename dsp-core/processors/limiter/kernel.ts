// Needed reduction of every cell, held, released, averaged twice, applied to the delayed sound.
import { dbFromGain } from '../../signal/decibels'
import { History } from '../../signal/history'
import { MovingSum } from '../../signal/movingAverage'
import { SlidingMaximum } from '../../signal/slidingMaximum'
import { highestOf, PeakFinder } from '../../signal/truePeak'
import { Kernel, pieceSamples } from '../kernel'

/** Longest look-ahead 10 ms; table room for 16 phases of 64 weights. */
const maxPhases: i32 = 16
const maxTaps: i32 = 64
/** Cells that share one first look. */
const chunkCells: i32 = 64
/** Reductions (1 - gain) are counted in units of 2^-32, so that their sums are whole numbers. */
const unit: f64 = 4294967296

export class LimiterKernel extends Kernel {
  private histories: Array<History> = []
  private finder: PeakFinder = new PeakFinder()
  private held: SlidingMaximum = new SlidingMaximum()
  private firstAverage: MovingSum = new MovingSum()
  private secondAverage: MovingSum = new MovingSum()
  /** Reduction that each cell of a piece needs, then the gain of each sample. */
  private gains: Float64Array = new Float64Array(0)
  private ceiling: f64 = 1
  private release: f64 = 0
  private lookAhead: i32 = 0
  private scale: f64 = 1
  private released: f64 = 0
  /** Samples until all that remembers a reduction has forgotten it; 0 when the gain is 1 and stays so. */
  private busy: i32 = 0
  private lowestGain: f64 = 1
  private limited: f64 = 0
  private heard: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const average: i32 = (Math.ceil(sampleRateHz / 200) as i32) + 2
    this.histories = []
    for (let c: i32 = 0; c < channels; c++) {
      const history = new History()
      history.prepare(2 * average + 2 * maxTaps, pieceSamples)
      this.histories.push(history)
    }
    this.finder.prepare(maxPhases, maxTaps)
    this.held.prepare(2 * average + 2)
    this.firstAverage.prepare(average)
    this.secondAverage.prepare(average)
    this.gains = new Float64Array(pieceSamples)
  }

  configure(
    ceiling: f64,
    release: f64,
    averageSamples: i32,
    phases: i32,
    table: Float64Array,
    rise: f64,
  ): void {
    this.ceiling = ceiling
    this.release = release
    this.lookAhead = 2 * averageSamples - 2
    this.scale = 1 / (unit * averageSamples * averageSamples)
    this.finder.configure(phases, table, rise)
    this.held.configure(this.lookAhead + 2)
    this.firstAverage.configure(averageSamples)
    this.secondAverage.configure(averageSamples)
  }

  override reset(): void {
    super.reset()
    for (let c: i32 = 0; c < this.channels; c++) this.histories[c].reset()
    this.held.reset()
    this.firstAverage.reset()
    this.secondAverage.reset()
    this.released = 0
    this.busy = 0
    this.lowestGain = 1
    this.limited = 0
    this.heard = 0
  }

  protected run(start: i32, end: i32): void {
    const count: i32 = end - start
    for (let c: i32 = 0; c < this.channels; c++) this.histories[c].append(this.main[c], start, end)
    const needed: bool = this.find(count)
    if (needed || this.busy > 0) this.decide(count)
    else this.gains.fill(1, 0, count)
    for (let c: i32 = 0; c < this.channels; c++) this.apply(this.histories[c], this.main[c], start, count)
    this.heard += count
  }

  /** 0 the largest reduction so far, positive; 1 the share of time with any. */
  override reading(index: i32): f64 {
    if (index == 0) return this.lowestGain < 1 ? -dbFromGain(this.lowestGain) : 0
    return this.heard > 0 ? (100 * this.limited) / this.heard : 0
  }

  /** Needed reductions of the cells that the newest `count` samples complete; false when none needs any. */
  private find(count: i32): bool {
    this.gains.fill(0, 0, count)
    let any: bool = false
    for (let c: i32 = 0; c < this.channels; c++) {
      const history = this.histories[c]
      const first: i32 = history.end - count - this.finder.half
      for (let at: i32 = 0; at < count; at += chunkCells) {
        const stop: i32 = at + chunkCells < count ? at + chunkCells : count
        if (this.findIn(history.data, first, at, stop)) any = true
      }
    }
    return any
  }

  private findIn(x: Float32Array, first: i32, at: i32, stop: i32): bool {
    const half: i32 = this.finder.half
    const ceiling: f64 = this.ceiling
    const highest: f64 = highestOf(x, first + at - half, first + stop + half)
    if (this.finder.cannotExceed(ceiling, highest)) return false
    const gains = this.gains
    let any: bool = false
    for (let i: i32 = at; i < stop; i++) {
      const peak: f64 = this.finder.cell(x, first + i, ceiling, highest)
      if (peak <= ceiling) continue
      const reduction: f64 = 1 - ceiling / peak
      if (reduction > gains[i]) gains[i] = reduction
      any = true
    }
    return any
  }

  private decide(count: i32): void {
    const gains = this.gains
    for (let i: i32 = 0; i < count; i++) {
      const held: f64 = this.held.push(gains[i])
      let released: f64 = this.released * this.release
      if (held > released) released = held
      // Under -180 dB: a gain of 1.
      if (released < 1e-9) released = 0
      this.released = released
      const reduction: f64 =
        this.secondAverage.push(this.firstAverage.push(Math.ceil(released * unit))) * this.scale
      gains[i] = 1 - reduction
      if (released > 0) this.busy = this.lookAhead + 2
      else if (this.busy > 0) this.busy--
      if (reduction > 0) this.limited += 1
      if (gains[i] < this.lowestGain) this.lowestGain = gains[i]
    }
  }

  private apply(history: History, x: Float32Array, start: i32, count: i32): void {
    const past = history.data
    const gains = this.gains
    const from: i32 = history.end - count - this.finder.half - this.lookAhead
    for (let i: i32 = 0; i < count; i++) x[start + i] = (past[from + i] * gains[i]) as f32
  }
}
