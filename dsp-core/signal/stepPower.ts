// Mean square of steps of equal length, all channels together. Steps are counted from reset.
import { simd } from './simd'

export class StepPower {
  /** Of each step that ended in the last piece. */
  power: Float64Array = new Float64Array(0)
  private step: i32 = 8
  private channels: i32 = 0
  private filled: i32 = 0
  private partial: Float64Array = new Float64Array(0)

  prepare(channels: i32, step: i32, piece: i32): void {
    this.step = step
    this.channels = channels
    this.power = new Float64Array((Math.floor(piece / step) as i32) + 1)
    this.partial = new Float64Array(channels)
  }

  reset(): void {
    this.filled = 0
    this.partial.fill(0)
  }

  /** Before the channels of a piece are added. */
  begin(): void {
    this.power.fill(0)
  }

  add(x: Float64Array, c: i32, count: i32): void {
    const step: i32 = this.step
    const share: f64 = 1 / (step * this.channels)
    let sum: f64 = this.partial[c]
    let left: i32 = step - this.filled
    let s: i32 = 0
    let i: i32 = 0
    while (i < count) {
      const stop: i32 = i + left < count ? i + left : count
      left -= stop - i
      for (; i < stop; i++) sum += x[i] * x[i]
      if (left == 0) {
        this.power[s] += share * sum
        sum = 0
        s++
        left = step
      }
    }
    this.partial[c] = sum
  }

  /** As `add` for channels c and c + 1 side by side. */
  addPair(x: Float64Array, y: Float64Array, c: i32, count: i32): void {
    if (!simd) {
      this.add(x, c, count)
      this.add(y, c + 1, count)
      return
    }
    const share: f64 = 1 / (this.step * this.channels)
    let sums: v128 = f64x2(this.partial[c], this.partial[c + 1])
    let left: i32 = this.step - this.filled
    let s: i32 = 0
    let i: i32 = 0
    while (i < count) {
      const stop: i32 = i + left < count ? i + left : count
      left -= stop - i
      for (; i < stop; i++) {
        const at: usize = i << 3
        const pair: v128 = f64x2.replace_lane(
          v128.load64_splat(x.dataStart + at),
          1,
          load<f64>(y.dataStart + at),
        )
        sums = f64x2.add(sums, f64x2.mul(pair, pair))
      }
      if (left == 0) {
        this.power[s] += share * f64x2.extract_lane(sums, 0)
        this.power[s] += share * f64x2.extract_lane(sums, 1)
        sums = f64x2(0, 0)
        s++
        left = this.step
      }
    }
    this.partial[c] = f64x2.extract_lane(sums, 0)
    this.partial[c + 1] = f64x2.extract_lane(sums, 1)
  }

  /** After them; returns how many steps ended. */
  end(count: i32): i32 {
    const ended: i32 = Math.floor((this.filled + count) / this.step) as i32
    this.filled = (this.filled + count) % this.step
    return ended
  }
}
