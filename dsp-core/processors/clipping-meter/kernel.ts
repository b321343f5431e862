// Looks for flat tops in each channel.
import { dbFromGain } from '../../signal/decibels'
import { Kernel } from '../kernel'
import { FlatTops } from './flatTops'

export class ClippingMeterKernel extends Kernel {
  private tops: Array<FlatTops> = []
  private heard: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.tops = []
    for (let c: i32 = 0; c < channels; c++) {
      const tops = new FlatTops()
      tops.prepare()
      this.tops.push(tops)
    }
  }

  configure(): void {}

  override reset(): void {
    super.reset()
    for (let c: i32 = 0; c < this.channels; c++) this.tops[c].reset()
    this.heard = 0
  }

  protected run(start: i32, end: i32): void {
    for (let c: i32 = 0; c < this.channels; c++) this.tops[c].hear(this.main[c], start, end)
    this.heard += end - start
  }

  protected override settle(): void {
    for (let c: i32 = 0; c < this.channels; c++) this.tops[c].moveOn()
  }

  override reading(index: i32): f64 {
    if (index == 0) return this.heard > 0 ? (100 * this.total(1)) / (this.heard * this.channels) : 0
    if (index == 1) return this.total(0)
    return index == 2 ? this.longest() : this.level()
  }

  private total(what: i32): f64 {
    let total: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) total += this.tops[c].total(what)
    return total
  }

  private longest(): f64 {
    let longest: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) {
      const length: f64 = this.tops[c].total(2)
      if (length > longest) longest = length
    }
    return longest
  }

  /** Of the level that cut off most; -Infinity when none did. */
  private level(): f64 {
    let most: f64 = 0
    let level: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) {
      const tops = this.tops[c]
      const worst: i32 = tops.worst()
      if (worst < 0 || tops.samplesAt(worst) <= most) continue
      most = tops.samplesAt(worst)
      level = tops.levelAt(worst)
    }
    return level > 0 ? dbFromGain(level) : -Infinity
  }
}
