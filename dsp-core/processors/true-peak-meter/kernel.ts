// Looks between samples wherever a new highest point is possible.
import { dbFromGain } from '../../signal/decibels'
import { History } from '../../signal/history'
import { PeakFinder } from '../../signal/truePeak'
import { Kernel, pieceSamples } from '../kernel'

const maxRows: i32 = 15
const maxTaps: i32 = 128
/** Cells that share one first look. */
const chunkCells: i32 = 64

export class TruePeakMeterKernel extends Kernel {
  private histories: Array<History> = []
  private finder: PeakFinder = new PeakFinder()
  private truePeak: f64 = 0
  private samplePeak: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.finder.prepare(maxRows, maxTaps)
    this.histories = []
    for (let c: i32 = 0; c < channels; c++) {
      const history = new History()
      history.prepare(2 * maxTaps, pieceSamples)
      this.histories.push(history)
    }
  }

  configure(rows: i32, table: Float64Array, sampleBound: f64, bendBound: f64, rise: f64): void {
    this.finder.configure(rows, table, sampleBound, bendBound, rise)
  }

  override reset(): void {
    super.reset()
    for (let c: i32 = 0; c < this.channels; c++) this.histories[c].reset()
    this.truePeak = 0
    this.samplePeak = 0
  }

  protected run(start: i32, end: i32): void {
    for (let c: i32 = 0; c < this.channels; c++) {
      const history = this.histories[c]
      history.append(this.main[c], start, end)
      this.look(history.data, history.end - (end - start) - this.finder.half, end - start)
    }
  }

  /** Linear: the highest point so far, and what the last samples say when silence follows them. */
  truePeakSoFar(): f64 {
    let peak: f64 = this.truePeak
    for (let c: i32 = 0; c < this.channels; c++) {
      const history = this.histories[c]
      const last: f64 = this.finder.endingPeak(history.data, history.end, peak)
      if (last > peak) peak = last
    }
    return peak
  }

  samplePeakSoFar(): f64 {
    return this.samplePeak
  }

  override reading(index: i32): f64 {
    const peak: f64 = index == 0 ? this.truePeakSoFar() : this.samplePeak
    return peak > 0 ? dbFromGain(peak) : -Infinity
  }

  private look(x: Float32Array, first: i32, count: i32): void {
    const finder = this.finder
    for (let at: i32 = 0; at < count; at += chunkCells) {
      const from: i32 = first + at
      const to: i32 = at + chunkCells < count ? from + chunkCells : first + count
      const skip: bool = finder.cannotExceed(x, from, to, this.truePeak)
      if (finder.highestSample() > this.samplePeak) this.samplePeak = finder.highestSample()
      if (skip) continue
      for (let n: i32 = from; n < to; n++) {
        const peak: f64 = finder.cell(x, n, this.truePeak)
        if (peak > this.truePeak) this.truePeak = peak
      }
    }
  }
}
