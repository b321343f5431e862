// A bell or shelf whose gain may move from sample to sample: a state variable filter (trapezoidal; A. Simper, "Linear
// Trapezoidal Integrated SVF", 2013) with fixed poles, whose outputs are added to the sound in the shares that the gain
// asks for. The poles do not move, so nothing rings more at one gain than at another.
import { frameOf, putFrame } from './frames'

export const lowShelfShape: i32 = 0
export const bellShape: i32 = 1
export const highShelfShape: i32 = 2

export class MovingBand {
  shape: i32 = bellShape
  a1: f64 = 0
  a2: f64 = 0
  a3: f64 = 0
  damping: f64 = 0
  s1: f64 = 0
  s2: f64 = 0
  private constants: Float64Array = new Float64Array(5)

  /** g is tan(pi f / rate); damping is 1 / Q. */
  configure(shape: i32, g: f64, damping: f64): void {
    this.shape = shape
    this.damping = damping
    this.a1 = 1 / (1 + g * (g + damping))
    this.a2 = g * this.a1
    this.a3 = g * this.a2
  }

  /** What vectors load before their loop. */
  numbers(): usize {
    const k = this.constants
    k[0] = this.a1
    k[1] = this.a2
    k[2] = this.a3
    k[3] = this.damping
    k[4] = 1
    return k.dataStart
  }

  reset(): void {
    this.s1 = 0
    this.s2 = 0
  }

  settle(): void {
    if (this.s1 < 1e-30 && this.s1 > -1e-30) this.s1 = 0
    if (this.s2 < 1e-30 && this.s2 > -1e-30) this.s2 = 0
  }

  /** Changes x[start ... end) in place; gains[0 ...) are linear, of the middle of a bell, of a shelf's far side. */
  apply(x: Float32Array, start: i32, end: i32, gains: Float64Array): void {
    if (this.shape == bellShape) this.applyBell(x, start, end, gains)
    else this.applyShelf(x, start, end, gains)
  }

  /** (s^2 + G s / Q + 1) / (s^2 + s / Q + 1). */
  private applyBell(x: Float32Array, start: i32, end: i32, gains: Float64Array): void {
    const a1: f64 = this.a1
    const a2: f64 = this.a2
    const a3: f64 = this.a3
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
      x[i] = (v + damping * (gains[i - start] - 1) * v1) as f32
    }
    this.s1 = s1
    this.s2 = s2
  }

  /** Low: (s^2 + A s / Q + A^2) / (s^2 + s / Q + 1), A^2 = G; high: the same mirrored. */
  private applyShelf(x: Float32Array, start: i32, end: i32, gains: Float64Array): void {
    const a1: f64 = this.a1
    const a2: f64 = this.a2
    const a3: f64 = this.a3
    const damping: f64 = this.damping
    const low: bool = this.shape == lowShelfShape
    let s1: f64 = this.s1
    let s2: f64 = this.s2
    for (let i: i32 = start; i < end; i++) {
      const v: f64 = x[i]
      const v3: f64 = v - s2
      const v1: f64 = a1 * s1 + a2 * v3
      const v2: f64 = s2 + a2 * s1 + a3 * v3
      s1 = 2 * v1 - s1
      s2 = 2 * v2 - s2
      const gain: f64 = gains[i - start]
      const far: f64 = low ? v2 : v - damping * v1 - v2
      x[i] = (v + (gain - 1) * far + damping * (Math.sqrt(gain) - 1) * v1) as f32
    }
    this.s1 = s1
    this.s2 = s2
  }
}

/** As `apply` for two channels with the same filter, x[start ...) and y[start ...), side by side in one vector. */
export function applyPair(
  first: MovingBand,
  second: MovingBand,
  x: Float32Array,
  y: Float32Array,
  start: i32,
  end: i32,
  gains: Float64Array,
): void {
  const k: usize = first.numbers()
  const a1: v128 = v128.load64_splat(k)
  const a2: v128 = v128.load64_splat(k, 8)
  const a3: v128 = v128.load64_splat(k, 16)
  const damping: v128 = v128.load64_splat(k, 24)
  const one: v128 = v128.load64_splat(k, 32)
  const shape: i32 = first.shape
  let s1: v128 = f64x2(first.s1, second.s1)
  let s2: v128 = f64x2(first.s2, second.s2)
  let from: usize = gains.dataStart
  for (let i: i32 = start; i < end; i++) {
    const at: usize = i << 2
    const v: v128 = frameOf(x.dataStart + at, y.dataStart + at)
    const gain: v128 = v128.load64_splat(from)
    from += 8
    const v3: v128 = f64x2.sub(v, s2)
    const v1: v128 = f64x2.add(f64x2.mul(a1, s1), f64x2.mul(a2, v3))
    const v2: v128 = f64x2.add(f64x2.add(s2, f64x2.mul(a2, s1)), f64x2.mul(a3, v3))
    s1 = f64x2.sub(f64x2.add(v1, v1), s1)
    s2 = f64x2.sub(f64x2.add(v2, v2), s2)
    const less: v128 = f64x2.sub(gain, one)
    let changed: v128 = v
    if (shape == bellShape) changed = f64x2.add(v, f64x2.mul(f64x2.mul(damping, less), v1))
    else {
      const far: v128 = shape == lowShelfShape ? v2 : f64x2.sub(f64x2.sub(v, f64x2.mul(damping, v1)), v2)
      const lift: v128 = f64x2.mul(damping, f64x2.sub(f64x2.sqrt(gain), one))
      changed = f64x2.add(f64x2.add(v, f64x2.mul(less, far)), f64x2.mul(lift, v1))
    }
    putFrame(x.dataStart + at, y.dataStart + at, changed)
  }
  first.s1 = f64x2.extract_lane(s1, 0)
  second.s1 = f64x2.extract_lane(s1, 1)
  first.s2 = f64x2.extract_lane(s2, 0)
  second.s2 = f64x2.extract_lane(s2, 1)
}
