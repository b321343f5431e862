// Sums, squares and products over hops of 0.1 s, and over windows of four hops.
import { dbFromGain, dbFromPower } from '../../signal/decibels'
import { Kernel } from '../kernel'
import { HopWindow } from './hopWindow'

export class LevelMeterKernel extends Kernel {
  /** Since reset; squares and the product only up to the last whole hop. */
  private sums: Float64Array = new Float64Array(0)
  private squares: Float64Array = new Float64Array(0)
  private product: f64 = 0
  private peak: f64 = 0
  private heard: f64 = 0
  /** Of the hop that has begun. */
  private hopSquares: Float64Array = new Float64Array(0)
  private hopProduct: f64 = 0
  private inHop: i32 = 0
  private hopSamples: i32 = 1
  private hops: f64 = 0
  private silentHops: f64 = 0
  private window: HopWindow = new HopWindow()

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.sums = new Float64Array(channels)
    this.squares = new Float64Array(channels)
    this.hopSquares = new Float64Array(channels)
    this.window.prepare()
  }

  configure(hopSamples: i32): void {
    this.hopSamples = hopSamples
  }

  override reset(): void {
    super.reset()
    this.sums.fill(0)
    this.squares.fill(0)
    this.hopSquares.fill(0)
    this.product = 0
    this.hopProduct = 0
    this.peak = 0
    this.heard = 0
    this.inHop = 0
    this.hops = 0
    this.silentHops = 0
    this.window.reset()
  }

  protected run(start: i32, end: i32): void {
    let from: i32 = start
    while (from < end) {
      const room: i32 = this.hopSamples - this.inHop
      const to: i32 = end - from > room ? from + room : end
      for (let c: i32 = 0; c < this.channels; c++) this.add(this.main[c], c, from, to)
      if (this.channels > 1) this.addProduct(this.main[0], this.main[1], from, to)
      this.heard += to - from
      this.inHop += to - from
      if (this.inHop == this.hopSamples) this.closeHop()
      from = to
    }
  }

  /** In the order of the description's list. */
  override reading(index: i32): f64 {
    if (index == 0) return decibels(this.meanSquare())
    if (index == 1) return this.peak > 0 ? dbFromGain(this.peak) : -Infinity
    if (index == 2) return this.offset()
    if (index == 3) return this.correlation()
    if (index == 4) return this.lowestCorrelation()
    return index == 5 ? decibels(this.floor()) : this.silence()
  }

  private add(x: Float32Array, c: i32, start: i32, end: i32): void {
    let sum: f64 = this.sums[c]
    let squares: f64 = this.hopSquares[c]
    let peak: f64 = this.peak
    for (let i: i32 = start; i < end; i++) {
      const value: f64 = x[i]
      sum += value
      squares += value * value
      const size: f64 = Math.abs(value)
      if (size > peak) peak = size
    }
    this.sums[c] = sum
    this.hopSquares[c] = squares
    this.peak = peak
  }

  private addProduct(left: Float32Array, right: Float32Array, start: i32, end: i32): void {
    let product: f64 = this.hopProduct
    for (let i: i32 = start; i < end; i++) {
      const l: f64 = left[i]
      const r: f64 = right[i]
      product += l * r
    }
    this.hopProduct = product
  }

  private closeHop(): void {
    let all: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) all += this.hopSquares[c]
    const right: i32 = this.channels > 1 ? 1 : 0
    const share: f64 = 1 / (this.hopSamples as f64)
    this.window.push(
      (share * all) / this.channels,
      share * this.hopSquares[0],
      share * this.hopSquares[right],
      share * this.hopProduct,
    )
    if (all == 0) this.silentHops += 1
    for (let c: i32 = 0; c < this.channels; c++) this.squares[c] += this.hopSquares[c]
    this.product += this.hopProduct
    this.hops += 1
    this.hopSquares.fill(0)
    this.hopProduct = 0
    this.inHop = 0
  }

  private squaresOf(c: i32): f64 {
    return this.squares[c] + this.hopSquares[c]
  }

  private meanSquare(): f64 {
    let squares: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) squares += this.squaresOf(c)
    return this.heard > 0 ? squares / (this.heard * this.channels) : 0
  }

  /** Of the channel that has most, signed. */
  private offset(): f64 {
    let most: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) {
      if (Math.abs(this.sums[c]) > Math.abs(most)) most = this.sums[c]
    }
    return this.heard > 0 ? most / this.heard : 0
  }

  /** -1 ... 1; 1 for one channel. */
  private correlation(): f64 {
    if (this.channels == 1) return 1
    const power: f64 = Math.sqrt(this.squaresOf(0) * this.squaresOf(1))
    return power > 0 ? (this.product + this.hopProduct) / power : 0
  }

  private lowestCorrelation(): f64 {
    if (this.channels == 1) return 1
    return this.window.hasCorrelation() ? this.window.lowestCorrelation() : this.correlation()
  }

  /** Of less than a window: all of it. */
  private floor(): f64 {
    return this.window.isFull() ? this.window.quietest() : this.meanSquare()
  }

  /** Share of hops in which there is nothing at all. */
  private silence(): f64 {
    return this.hops > 0 ? (100 * this.silentHops) / this.hops : 0
  }
}

function decibels(power: f64): f64 {
  return power > 0 ? dbFromPower(power) : -Infinity
}
