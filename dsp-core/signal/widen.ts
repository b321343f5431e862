// Samples to double precision and back.
import { simd } from './simd'

/** to[0 ... count) becomes from[start ... start + count). */
export function widen(from: Float32Array, start: i32, to: Float64Array, count: i32): void {
  let i: i32 = 0
  if (simd) {
    const source: usize = from.dataStart + (start << 2)
    const target: usize = to.dataStart
    for (; i + 4 <= count; i += 4) {
      const four: v128 = v128.load(source + (i << 2))
      v128.store(target + (i << 3), f64x2.promote_low_f32x4(four))
      v128.store(target + (i << 3), f64x2.promote_low_f32x4(v128.shuffle<f64>(four, four, 1, 1)), 16)
    }
  }
  for (; i < count; i++) to[i] = from[start + i]
}

/** to[start ... start + count) becomes from[0 ... count), rounded. */
export function narrow(from: Float64Array, to: Float32Array, start: i32, count: i32): void {
  let i: i32 = 0
  if (simd) {
    const source: usize = from.dataStart
    const target: usize = to.dataStart + (start << 2)
    for (; i + 4 <= count; i += 4) {
      const low: v128 = f32x4.demote_f64x2_zero(v128.load(source + (i << 3)))
      const high: v128 = f32x4.demote_f64x2_zero(v128.load(source + (i << 3), 16))
      v128.store(target + (i << 2), v128.shuffle<f64>(low, high, 0, 2))
    }
  }
  for (; i < count; i++) to[start + i] = from[i] as f32
}
