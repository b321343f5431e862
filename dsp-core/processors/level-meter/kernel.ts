// Sums, squares and products.
import { dbFromGain, dbFromPower } from '../../signal/decibels'
import { Kernel } from '../kernel'

export class LevelMeterKernel extends Kernel {
  private sums: Float64Array = new Float64Array(0)
  private squares: Float64Array = new Float64Array(0)
  private product: f64 = 0
  private peak: f64 = 0
  private heard: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.sums = new Float64Array(channels)
    this.squares = new Float64Array(channels)
  }

  configure(): void {}

  override reset(): void {
    super.reset()
    this.sums.fill(0)
    this.squares.fill(0)
    this.product = 0
    this.peak = 0
    this.heard = 0
  }

  protected run(start: i32, end: i32): void {
    for (let c: i32 = 0; c < this.channels; c++) this.add(this.main[c], c, start, end)
    if (this.channels > 1) this.addProduct(this.main[0], this.main[1], start, end)
    this.heard += end - start
  }

  /** RMS of all channels together; peak; mean of the channel that has most; -1 ... 1 (1 for one channel). */
  override reading(index: i32): f64 {
    if (index == 0) return this.rms()
    if (index == 1) return this.peak > 0 ? dbFromGain(this.peak) : -Infinity
    return index == 2 ? this.offset() : this.correlation()
  }

  private add(x: Float32Array, c: i32, start: i32, end: i32): void {
    let sum: f64 = this.sums[c]
    let squares: f64 = this.squares[c]
    let peak: f64 = this.peak
    for (let i: i32 = start; i < end; i++) {
      const value: f64 = x[i]
      sum += value
      squares += value * value
      const size: f64 = Math.abs(value)
      if (size > peak) peak = size
    }
    this.sums[c] = sum
    this.squares[c] = squares
    this.peak = peak
  }

  private addProduct(left: Float32Array, right: Float32Array, start: i32, end: i32): void {
    let product: f64 = this.product
    for (let i: i32 = start; i < end; i++) {
      const l: f64 = left[i]
      const r: f64 = right[i]
      product += l * r
    }
    this.product = product
  }

  private rms(): f64 {
    let squares: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) squares += this.squares[c]
    return squares > 0 ? dbFromPower(squares / (this.heard * this.channels)) : -Infinity
  }

  private offset(): f64 {
    let most: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) {
      if (Math.abs(this.sums[c]) > Math.abs(most)) most = this.sums[c]
    }
    return this.heard > 0 ? most / this.heard : 0
  }

  private correlation(): f64 {
    if (this.channels == 1) return 1
    const power: f64 = Math.sqrt(this.squares[0] * this.squares[1])
    return power > 0 ? this.product / power : 0
  }
}
