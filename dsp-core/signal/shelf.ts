// A state variable filter (trapezoidal; A. Simper, "Linear Trapezoidal Integrated SVF", 2013) whose high and band
// outputs, added in the right shares, make a high shelf that may move from sample to sample.
import { simd } from './simd'
import { pairs, upper } from './widen'

export class MovingShelf {
  /** Outputs of the last piece. */
  high: Float64Array = new Float64Array(0)
  band: Float64Array = new Float64Array(0)
  a1: f64 = 0
  a2: f64 = 0
  g: f64 = 0
  damping: f64 = 0
  s1: f64 = 0
  s2: f64 = 0

  prepare(piece: i32): void {
    this.high = new Float64Array(piece)
    this.band = new Float64Array(piece)
  }

  /** g is tan(pi f / rate); damping is 1 / Q. */
  configure(g: f64, damping: f64): void {
    this.g = g
    this.damping = damping
    this.a1 = 1 / (1 + g * (g + damping))
    this.a2 = g * this.a1
  }

  reset(): void {
    this.s1 = 0
    this.s2 = 0
  }

  settle(): void {
    if (this.s1 < 1e-30 && this.s1 > -1e-30) this.s1 = 0
    if (this.s2 < 1e-30 && this.s2 > -1e-30) this.s2 = 0
  }

  split(x: Float32Array, start: i32, end: i32): void {
    const high = this.high
    const band = this.band
    const a1: f64 = this.a1
    const a2: f64 = this.a2
    const a3: f64 = this.g * this.a2
    const damping: f64 = this.damping
    let s1: f64 = this.s1
    let s2: f64 = this.s2
    for (let i: i32 = start; i < end; i++) {
      const v: f64 = x[i]
      const v3: f64 = v - s2
      const v1: f64 = a1 * s1 + a2 * v3
      const v2: f64 = s2 + a2 * s1 + a3 * v3
      s1 = 2 * v1 - s1
      s2 = 2 * v2 - s2
      band[i - start] = v1
      high[i - start] = v - damping * v1 - v2
    }
    this.s1 = s1
    this.s2 = s2
  }

  /**
   * x + (A^2 - 1) high + damping (A - 1) band is (A^2 s^2 + A s / Q + 1) / (s^2 + s / Q + 1): gain A^2 above, 1
   * below, nothing beyond either between, for any A.
   */
  apply(x: Float32Array, start: i32, end: i32, gains: Float64Array): void {
    const high = this.high
    const band = this.band
    const damping: f64 = this.damping
    let i: i32 = start
    if (simd) i = this.applyVector(x, start, end, gains)
    for (; i < end; i++) {
      const gain: f64 = gains[i - start]
      if (gain == 1) continue
      const lift: f64 = damping * (Math.sqrt(gain) - 1)
      x[i] = (x[i] + (gain - 1) * high[i - start] + lift * band[i - start]) as f32
    }
  }

  /** Whole vectors of `apply`; returns where it stopped. */
  private applyVector(x: Float32Array, start: i32, end: i32, gains: Float64Array): i32 {
    const damping: v128 = f64x2.splat(this.damping)
    let i: i32 = start
    for (; i + 4 <= end; i += 4) {
      const at: usize = x.dataStart + (i << 2)
      const from: usize = (i - start) << 3
      const four: v128 = v128.load(at)
      const low: v128 = this.shelved(f64x2.promote_low_f32x4(four), from, gains, damping)
      const high: v128 = this.shelved(f64x2.promote_low_f32x4(upper(four)), from + 16, gains, damping)
      v128.store(at, pairs(low, high))
    }
    return i
  }

  private shelved(x: v128, from: usize, gains: Float64Array, damping: v128): v128 {
    const one: v128 = f64x2(1, 1)
    const gain: v128 = v128.load(gains.dataStart + from)
    const lift: v128 = f64x2.mul(damping, f64x2.sub(f64x2.sqrt(gain), one))
    const high: v128 = f64x2.mul(f64x2.sub(gain, one), v128.load(this.high.dataStart + from))
    const band: v128 = f64x2.mul(lift, v128.load(this.band.dataStart + from))
    return f64x2.add(f64x2.add(x, high), band)
  }
}

/** `split` of two channels, x[start ...) and y[start ...), side by side. */
export function splitPair(
  first: MovingShelf,
  second: MovingShelf,
  x: Float32Array,
  y: Float32Array,
  start: i32,
  end: i32,
): void {
  const a1: v128 = f64x2.splat(first.a1)
  const a2: v128 = f64x2.splat(first.a2)
  const a3: v128 = f64x2.splat(first.g * first.a2)
  const damping: v128 = f64x2.splat(first.damping)
  const two: v128 = f64x2(2, 2)
  let s1: v128 = f64x2(first.s1, second.s1)
  let s2: v128 = f64x2(first.s2, second.s2)
  for (let i: i32 = start; i < end; i++) {
    const at: usize = i << 2
    const to: usize = (i - start) << 3
    const left: v128 = v128.load32_zero(x.dataStart + at)
    const v: v128 = f64x2.promote_low_f32x4(v128.load32_lane(y.dataStart + at, left, 1))
    const v3: v128 = f64x2.sub(v, s2)
    const v1: v128 = f64x2.add(f64x2.mul(a1, s1), f64x2.mul(a2, v3))
    const v2: v128 = f64x2.add(f64x2.add(s2, f64x2.mul(a2, s1)), f64x2.mul(a3, v3))
    s1 = f64x2.sub(f64x2.mul(two, v1), s1)
    s2 = f64x2.sub(f64x2.mul(two, v2), s2)
    const high: v128 = f64x2.sub(f64x2.sub(v, f64x2.mul(damping, v1)), v2)
    v128.store64_lane(first.band.dataStart + to, v1, 0)
    v128.store64_lane(second.band.dataStart + to, v1, 1)
    v128.store64_lane(first.high.dataStart + to, high, 0)
    v128.store64_lane(second.high.dataStart + to, high, 1)
  }
  first.s1 = f64x2.extract_lane(s1, 0)
  second.s1 = f64x2.extract_lane(s1, 1)
  first.s2 = f64x2.extract_lane(s2, 0)
  second.s2 = f64x2.extract_lane(s2, 1)
}
