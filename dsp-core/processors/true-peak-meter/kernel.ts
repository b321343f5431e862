// Looks between samples wherever a new highest point is possible.
import { dbFromGain } from '../../signal/decibels'
import { History } from '../../signal/history'
import { PeakFinder } from '../../signal/truePeak'
import { Kernel, pieceSamples } from '../kernel'

const maxRows: i32 = 15
const maxTaps: i32 = 128
/** Cells that share one first look. */
const chunkCells: i32 = 512

export class TruePeakMeterKernel extends Kernel {
  private histories: Array<History> = []
  private finder: PeakFinder = new PeakFinder()
  /** Of each channel: what is skipped must not depend on where blocks were cut, so not on the others. */
  private truePeaks: Float64Array = new Float64Array(0)
  private samplePeak: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.finder.prepare(maxRows, maxTaps)
    this.truePeaks = new Float64Array(channels)
    this.histories = []
    for (let c: i32 = 0; c < channels; c++) {
      const history = new History()
      history.prepare(2 * maxTaps, pieceSamples)
      this.histories.push(history)
    }
  }

  configure(
    rows: i32,
    table: Float64Array,
    sampleBound: f64,
    bendBound: f64,
    rise: f64,
    quickTable: Float64Array,
  ): void {
    this.finder.configure(rows, table, sampleBound, bendBound, rise, quickTable)
  }

  override reset(): void {
    super.reset()
    for (let c: i32 = 0; c < this.channels; c++) this.histories[c].reset()
    this.truePeaks.fill(0)
    this.samplePeak = 0
  }

  protected run(start: i32, end: i32): void {
    for (let c: i32 = 0; c < this.channels; c++) {
      const history = this.histories[c]
      history.append(this.main[c], start, end)
      const first: i32 = history.end - (end - start) - this.finder.half
      this.truePeaks[c] = this.look(history.data, first, end - start, this.truePeaks[c])
    }
  }

  /** Linear: the highest point so far, and what the last samples say when silence follows them. */
  truePeakSoFar(): f64 {
    let peak: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) {
      const history = this.histories[c]
      const channelPeak: f64 = this.finder.endingPeak(history.data, history.end, this.truePeaks[c])
      if (channelPeak > peak) peak = channelPeak
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

  private look(x: Float32Array, first: i32, count: i32, known: f64): f64 {
    const finder = this.finder
    let highest: f64 = known
    for (let at: i32 = 0; at < count; at += chunkCells) {
      const from: i32 = first + at
      const to: i32 = at + chunkCells < count ? from + chunkCells : first + count
      const skip: bool = finder.cannotExceed(x, from, to, highest)
      if (finder.highestSample() > this.samplePeak) this.samplePeak = finder.highestSample()
      if (!skip) highest = finder.highestCell(x, from, to, highest)
    }
    return highest
  }
}
