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
      v128.store(target + (i << 3), f64x2.promote_low_f32x4(upper(four)), 16)
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
      const at: usize = source + (i << 3)
      v128.store(target + (i << 2), pairs(v128.load(at), v128.load(at, 16)))
    }
  }
  for (; i < count; i++) to[start + i] = from[i] as f32
}

/** to[toStart ... toStart + count) becomes from[fromStart ...) times gains[0 ...). */
export function multiply(
  from: Float32Array,
  fromStart: i32,
  gains: Float64Array,
  to: Float32Array,
  toStart: i32,
  count: i32,
): void {
  let i: i32 = 0
  if (simd) {
    const source: usize = from.dataStart + (fromStart << 2)
    const target: usize = to.dataStart + (toStart << 2)
    const gain: usize = gains.dataStart
    for (; i + 4 <= count; i += 4) {
      const four: v128 = v128.load(source + (i << 2))
      const low: v128 = f64x2.mul(f64x2.promote_low_f32x4(four), v128.load(gain + (i << 3)))
      const high: v128 = f64x2.mul(f64x2.promote_low_f32x4(upper(four)), v128.load(gain + (i << 3), 16))
      v128.store(target + (i << 2), pairs(low, high))
    }
  }
  for (; i < count; i++) to[toStart + i] = (from[fromStart + i] * gains[i]) as f32
}

/** x[start ... start + count) times one gain, in double precision. */
export function multiplyAll(x: Float32Array, start: i32, count: i32, gain: f64): void {
  let i: i32 = 0
  if (simd) {
    const at: usize = x.dataStart + (start << 2)
    const factor: v128 = f64x2(gain, gain)
    for (; i + 4 <= count; i += 4) {
      const four: v128 = v128.load(at + (i << 2))
      const low: v128 = f64x2.mul(f64x2.promote_low_f32x4(four), factor)
      const high: v128 = f64x2.mul(f64x2.promote_low_f32x4(upper(four)), factor)
      v128.store(at + (i << 2), pairs(low, high))
    }
  }
  for (; i < count; i++) x[start + i] = (x[start + i] * gain) as f32
}

/** Four doubles rounded to one vector. */
export function pairs(low: v128, high: v128): v128 {
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2)
}

/** to[start ... start + count) becomes the sum of three sounds, each times its gains, in double precision. */
export function mixThree(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  aGains: Float64Array,
  bGains: Float64Array,
  cGains: Float64Array,
  to: Float32Array,
  start: i32,
  count: i32,
): void {
  let i: i32 = 0
  if (simd) {
    const target: usize = to.dataStart + (start << 2)
    for (; i + 4 <= count; i += 4) {
      const at: usize = i << 2
      const first: v128 = v128.load(a.dataStart + at)
      const second: v128 = v128.load(b.dataStart + at)
      const third: v128 = v128.load(c.dataStart + at)
      const p: usize = aGains.dataStart + (i << 3)
      const q: usize = bGains.dataStart + (i << 3)
      const r: usize = cGains.dataStart + (i << 3)
      const low: v128 = f64x2.add(
        f64x2.add(times(first, v128.load(p)), times(second, v128.load(q))),
        times(third, v128.load(r)),
      )
      const high: v128 = f64x2.add(
        f64x2.add(times(upper(first), v128.load(p, 16)), times(upper(second), v128.load(q, 16))),
        times(upper(third), v128.load(r, 16)),
      )
      v128.store(target + at, pairs(low, high))
    }
  }
  for (; i < count; i++) {
    const l: f64 = a[i] * aGains[i]
    const m: f64 = b[i] * bGains[i]
    to[start + i] = (l + m + c[i] * cGains[i]) as f32
  }
}

function times(x: v128, gains: v128): v128 {
  return f64x2.mul(f64x2.promote_low_f32x4(x), gains)
}

/** Its last two lanes, first. */
export function upper(x: v128): v128 {
  return v128.shuffle<f64>(x, x, 1, 1)
}
