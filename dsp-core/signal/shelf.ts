// A state variable filter (trapezoidal; A. Simper, "Linear Trapezoidal Integrated SVF", 2013) whose high and band
// outputs, added in the right shares, make a high shelf that may move from sample to sample.
import { simd } from './simd'

export class MovingShelf {
  /** Outputs of the last piece. */
  high: Float64Array = new Float64Array(0)
  band: Float64Array = new Float64Array(0)
  /** The outputs of this channel and the next, frame after frame (shelfPair.ts). */
  parts: Float64Array = new Float64Array(0)
  vectors: Float64Array = new Float64Array(7)
  a1: f64 = 0
  a2: f64 = 0
  g: f64 = 0
  damping: f64 = 0
  s1: f64 = 0
  s2: f64 = 0

  prepare(piece: i32): void {
    this.high = new Float64Array(piece)
    this.band = new Float64Array(piece)
    if (simd) this.parts = new Float64Array(4 * piece)
  }

  /** g is tan(pi f / rate); damping is 1 / Q. */
  configure(g: f64, damping: f64): void {
    this.g = g
    this.damping = damping
    this.a1 = 1 / (1 + g * (g + damping))
    this.a2 = g * this.a1
    if (simd) this.spread()
  }

  /** As shelfPair.ts reads them: what s1 keeps, gets; what s2 gets; high from the input and s1; band likewise. */
  private spread(): void {
    const scale: f64 = 2 * this.a2
    this.vectors[0] = 2 * this.a1 - 1
    this.vectors[1] = scale * scale
    this.vectors[2] = scale * this.g
    this.vectors[3] = this.a1
    this.vectors[4] = (this.damping * this.a1 + this.a2) / scale
    this.vectors[5] = (this.damping * this.a1) / scale
    this.vectors[6] = this.damping * this.a2
  }

  reset(): void {
    this.s1 = 0
    this.s2 = 0
  }

  keep(s1: f64, s2: f64): void {
    this.s1 = s1
    this.s2 = s2
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
      band[i - start] = damping * v1
      high[i - start] = v - damping * v1 - v2
    }
    this.s1 = s1
    this.s2 = s2
  }

  /**
   * With A = roots[...], x + (A - 1) ((A + 1) high + band) is (A^2 s^2 + A s / Q + 1) / (s^2 + s / Q + 1): gain A^2
   * above, 1 below, nothing beyond either between, for any A. (`band` has been multiplied by the damping.)
   */
  apply(x: Float32Array, start: i32, end: i32, roots: Float64Array): void {
    const high = this.high
    const band = this.band
    for (let i: i32 = start; i < end; i++) {
      const root: f64 = roots[i - start]
      const lift: f64 = (root + 1) * high[i - start] + band[i - start]
      x[i] = (x[i] + (root - 1) * lift) as f32
    }
  }
}
