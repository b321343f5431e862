// Side filtered and scaled, mid as it is; then the products that the correlation is made of.
import { BiquadCascade } from '../../signal/biquad'
import { addProducts, widenSides } from '../../signal/midSide'
import { simd } from '../../signal/simd'
import { Kernel, pieceSamples } from '../kernel'

export class WidthKernel extends Kernel {
  private side: BiquadCascade = new BiquadCascade()
  private width: f64 = 1
  private changes: bool = false
  private narrows: bool = false
  /** Squares of left and right, and their product, since reset. */
  private sums: Float64Array = new Float64Array(3)

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.side.prepare(1, 1, pieceSamples)
  }

  configure(width: f64, sections: Float64Array): void {
    this.width = width
    this.side.configure(sections)
    this.narrows = sections.length > 0
    this.changes = this.channels == 2 && (width != 1 || this.narrows)
  }

  override reset(): void {
    super.reset()
    this.side.reset()
    this.sums.fill(0)
  }

  /** Of the first two channels as they leave: 1 the same, 0 nothing in common or silence, -1 opposite. */
  override reading(_index: i32): f64 {
    if (this.channels == 1) return 1
    const power: f64 = Math.sqrt(this.sums[0]) * Math.sqrt(this.sums[1])
    return power > 0 ? this.sums[2] / power : 0
  }

  protected run(start: i32, end: i32): void {
    if (this.changes) this.widen(simd && !this.narrows ? this.widenFours(start, end) : start, end)
    if (this.channels > 1) this.compare(this.main[0], this.main[1], start, end)
  }

  /** As far as there are four frames at once; returns where it stopped. */
  private widenFours(start: i32, end: i32): i32 {
    const whole: i32 = (end - start) & -4
    const from: usize = start << 2
    widenSides(this.main[0].dataStart + from, this.main[1].dataStart + from, this.width, whole)
    return start + whole
  }

  private widen(start: i32, end: i32): void {
    const left = this.main[0]
    const right = this.main[1]
    const side = this.side.left
    const silence = this.side.right
    for (let i: i32 = start; i < end; i++) {
      side[i - start] = 0.5 * left[i] - 0.5 * right[i]
      silence[i - start] = 0
    }
    this.side.filter(0, end - start)
    const width: f64 = this.width
    for (let i: i32 = start; i < end; i++) {
      const mid: f64 = 0.5 * left[i] + 0.5 * right[i]
      const wide: f64 = width * side[i - start]
      left[i] = (mid + wide) as f32
      right[i] = (mid - wide) as f32
    }
  }

  private compare(left: Float32Array, right: Float32Array, start: i32, end: i32): void {
    const sums = this.sums
    if (simd) {
      const from: usize = start << 2
      addProducts(left.dataStart + from, right.dataStart + from, end - start, sums.dataStart)
      return
    }
    let leftPower: f64 = sums[0]
    let rightPower: f64 = sums[1]
    let product: f64 = sums[2]
    for (let i: i32 = start; i < end; i++) {
      const l: f64 = left[i]
      const r: f64 = right[i]
      leftPower += l * l
      rightPower += r * r
      product += l * r
    }
    sums[0] = leftPower
    sums[1] = rightPower
    sums[2] = product
  }

  protected override settle(): void {
    this.side.settle()
  }
}
