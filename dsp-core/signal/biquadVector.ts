// Second-order sections with vector instructions: left and right of one frame side by side, several sections in one
// loop. A section waits for its own last result, not for its neighbours, so they cost little more than one does.
// Transposed direct form II with the output put into the state's equations, which shortens that wait:
// y = b0 x + s1, s1 = (b1 - a1 b0) x - a1 s1 + s2, s2 = (b2 - a2 b0) x - a2 s1.
// At k, coefficients stand twice each: b0, b1 - a1 b0, b2 - a2 b0, a1, a2. Addresses are in bytes.
import { frameOf } from './frames'
import { upper } from './widen'

/** Of the coefficients of one section. */
export const vectorSectionBytes: usize = 80

/** A frame of two channels in double precision. */
function frame(left: usize, right: usize): v128 {
  return f64x2.replace_lane(v128.load64_splat(left), 1, load<f64>(right))
}

/** s1 of left and right from a state that holds left s1 s2, right s1 s2. */
function first(state: usize): v128 {
  return v128.shuffle<f64>(v128.load(state), v128.load(state, 16), 0, 2)
}

function second(state: usize): v128 {
  return v128.shuffle<f64>(v128.load(state), v128.load(state, 16), 1, 3)
}

function keep(state: usize, s1: v128, s2: v128): void {
  v128.store(state, v128.shuffle<f64>(s1, s2, 0, 2))
  v128.store(state, v128.shuffle<f64>(s1, s2, 1, 3), 16)
}

/** What comes out of a section. */
function y(b0: v128, x: v128, s1: v128): v128 {
  return f64x2.add(f64x2.mul(b0, x), s1)
}

/** Its state after that. */
function t1(b1: v128, a1: v128, x: v128, s1: v128, s2: v128): v128 {
  return f64x2.sub(f64x2.add(f64x2.mul(b1, x), s2), f64x2.mul(a1, s1))
}

function t2(b2: v128, a2: v128, x: v128, s1: v128): v128 {
  return f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, s1))
}

/**
 * Any number of sections, in place, on floats: four frames go through one section after the other, so that coefficients
 * are fetched a quarter as often; while one section works on them the next has already begun. `count` is a multiple of
 * four. `s`: the first section's state, `stride` from one to the next.
 */
export function filterFours(
  k: usize,
  s: usize,
  stride: usize,
  sections: i32,
  left: usize,
  right: usize,
  count: i32,
): void {
  for (let i: i32 = 0; i < count; i += 4) {
    const at: usize = i << 2
    const l: v128 = v128.load(left + at)
    const r: v128 = v128.load(right + at)
    const low: v128 = v128.shuffle<f32>(l, r, 0, 4, 1, 5)
    const high: v128 = v128.shuffle<f32>(l, r, 2, 6, 3, 7)
    let x0: v128 = f64x2.promote_low_f32x4(low)
    let x1: v128 = f64x2.promote_low_f32x4(upper(low))
    let x2: v128 = f64x2.promote_low_f32x4(high)
    let x3: v128 = f64x2.promote_low_f32x4(upper(high))
    let coefficients: usize = k
    let state: usize = s
    for (let section: i32 = 0; section < sections; section++) {
      const b0: v128 = v128.load(coefficients)
      const b1: v128 = v128.load(coefficients, 16)
      const b2: v128 = v128.load(coefficients, 32)
      const a1: v128 = v128.load(coefficients, 48)
      const a2: v128 = v128.load(coefficients, 64)
      const p1: v128 = first(state)
      const p2: v128 = second(state)
      const q1: v128 = t1(b1, a1, x0, p1, p2)
      const q2: v128 = t2(b2, a2, x0, p1)
      const r1: v128 = t1(b1, a1, x1, q1, q2)
      const r2: v128 = t2(b2, a2, x1, q1)
      const u1: v128 = t1(b1, a1, x2, r1, r2)
      const u2: v128 = t2(b2, a2, x2, r1)
      keep(state, t1(b1, a1, x3, u1, u2), t2(b2, a2, x3, u1))
      x0 = y(b0, x0, p1)
      x1 = y(b0, x1, q1)
      x2 = y(b0, x2, r1)
      x3 = y(b0, x3, u1)
      coefficients += vectorSectionBytes
      state += stride
    }
    const frames: v128 = v128.shuffle<f64>(f32x4.demote_f64x2_zero(x0), f32x4.demote_f64x2_zero(x1), 0, 2)
    const others: v128 = v128.shuffle<f64>(f32x4.demote_f64x2_zero(x2), f32x4.demote_f64x2_zero(x3), 0, 2)
    v128.store(left + at, v128.shuffle<f32>(frames, others, 0, 2, 4, 6))
    v128.store(right + at, v128.shuffle<f32>(frames, others, 1, 3, 5, 7))
  }
}

/** Two sections on doubles, in place. `s`: the first one's state, `stride` before the other's. */
export function filterTwo(k: usize, s: usize, stride: usize, left: usize, right: usize, count: i32): void {
  let a1: v128 = first(s)
  let a2: v128 = second(s)
  let b1: v128 = first(s + stride)
  let b2: v128 = second(s + stride)
  for (let i: i32 = 0; i < count; i++) {
    const at: usize = i << 3
    const x: v128 = frame(left + at, right + at)
    const middle: v128 = y(v128.load(k), x, a1)
    const a: v128 = t1(v128.load(k, 16), v128.load(k, 48), x, a1, a2)
    a2 = t2(v128.load(k, 32), v128.load(k, 64), x, a1)
    a1 = a
    const out: v128 = y(v128.load(k, 80), middle, b1)
    const b: v128 = t1(v128.load(k, 96), v128.load(k, 128), middle, b1, b2)
    b2 = t2(v128.load(k, 112), v128.load(k, 144), middle, b1)
    b1 = b
    v128.store64_lane(left + at, out, 0)
    v128.store64_lane(right + at, out, 1)
  }
  keep(s, a1, a2)
  keep(s + stride, b1, b2)
}

/** One section on doubles, in place. `s`: its state. */
export function filterOne(k: usize, s: usize, left: usize, right: usize, count: i32): void {
  let a1: v128 = first(s)
  let a2: v128 = second(s)
  for (let i: i32 = 0; i < count; i++) {
    const at: usize = i << 3
    const x: v128 = frame(left + at, right + at)
    const out: v128 = y(v128.load(k), x, a1)
    const a: v128 = t1(v128.load(k, 16), v128.load(k, 48), x, a1, a2)
    a2 = t2(v128.load(k, 32), v128.load(k, 64), x, a1)
    a1 = a
    v128.store64_lane(left + at, out, 0)
    v128.store64_lane(right + at, out, 1)
  }
  keep(s, a1, a2)
}

/** `sums` and the squares of what two sections make of floats, four frames at a time; `count` is a multiple of four. */
export function squaresOfFours(
  k: usize,
  s: usize,
  stride: usize,
  left: usize,
  right: usize,
  count: i32,
  sums: v128,
): v128 {
  let a1: v128 = first(s)
  let a2: v128 = second(s)
  let b1: v128 = first(s + stride)
  let b2: v128 = second(s + stride)
  let sum: v128 = sums
  const end: usize = count << 2
  for (let at: usize = 0; at < end; at += 16) {
    const l: v128 = v128.load(left + at)
    const r: v128 = v128.load(right + at)
    const low: v128 = v128.shuffle<f32>(l, r, 0, 4, 1, 5)
    const high: v128 = v128.shuffle<f32>(l, r, 2, 6, 3, 7)
    const x0: v128 = f64x2.promote_low_f32x4(low)
    const x1: v128 = f64x2.promote_low_f32x4(upper(low))
    const x2: v128 = f64x2.promote_low_f32x4(high)
    const x3: v128 = f64x2.promote_low_f32x4(upper(high))
    const y0: v128 = y(v128.load(k, 0), x0, a1)
    const c1: v128 = t1(v128.load(k, 16), v128.load(k, 48), x0, a1, a2)
    const c2: v128 = t2(v128.load(k, 32), v128.load(k, 64), x0, a1)
    const y1: v128 = y(v128.load(k, 0), x1, c1)
    const d1: v128 = t1(v128.load(k, 16), v128.load(k, 48), x1, c1, c2)
    const d2: v128 = t2(v128.load(k, 32), v128.load(k, 64), x1, c1)
    const y2: v128 = y(v128.load(k, 0), x2, d1)
    const e1: v128 = t1(v128.load(k, 16), v128.load(k, 48), x2, d1, d2)
    const e2: v128 = t2(v128.load(k, 32), v128.load(k, 64), x2, d1)
    const y3: v128 = y(v128.load(k, 0), x3, e1)
    a1 = t1(v128.load(k, 16), v128.load(k, 48), x3, e1, e2)
    a2 = t2(v128.load(k, 32), v128.load(k, 64), x3, e1)
    const z0: v128 = y(v128.load(k, 80), y0, b1)
    const g1: v128 = t1(v128.load(k, 96), v128.load(k, 128), y0, b1, b2)
    const g2: v128 = t2(v128.load(k, 112), v128.load(k, 144), y0, b1)
    const z1: v128 = y(v128.load(k, 80), y1, g1)
    const h1: v128 = t1(v128.load(k, 96), v128.load(k, 128), y1, g1, g2)
    const h2: v128 = t2(v128.load(k, 112), v128.load(k, 144), y1, g1)
    const z2: v128 = y(v128.load(k, 80), y2, h1)
    const m1: v128 = t1(v128.load(k, 96), v128.load(k, 128), y2, h1, h2)
    const m2: v128 = t2(v128.load(k, 112), v128.load(k, 144), y2, h1)
    const z3: v128 = y(v128.load(k, 80), y3, m1)
    b1 = t1(v128.load(k, 96), v128.load(k, 128), y3, m1, m2)
    b2 = t2(v128.load(k, 112), v128.load(k, 144), y3, m1)
    sum = f64x2.add(sum, f64x2.mul(z0, z0))
    sum = f64x2.add(sum, f64x2.mul(z1, z1))
    sum = f64x2.add(sum, f64x2.mul(z2, z2))
    sum = f64x2.add(sum, f64x2.mul(z3, z3))
  }
  keep(s, a1, a2)
  keep(s + stride, b1, b2)
  return sum
}

/** As squaresOfFours, for any count. */
export function squaresOfTwo(
  k: usize,
  s: usize,
  stride: usize,
  left: usize,
  right: usize,
  count: i32,
  sums: v128,
): v128 {
  let a1: v128 = first(s)
  let a2: v128 = second(s)
  let b1: v128 = first(s + stride)
  let b2: v128 = second(s + stride)
  let sum: v128 = sums
  const end: usize = count << 2
  for (let at: usize = 0; at < end; at += 4) {
    const x: v128 = frameOf(left + at, right + at)
    const middle: v128 = y(v128.load(k), x, a1)
    const a: v128 = t1(v128.load(k, 16), v128.load(k, 48), x, a1, a2)
    a2 = t2(v128.load(k, 32), v128.load(k, 64), x, a1)
    a1 = a
    const out: v128 = y(v128.load(k, 80), middle, b1)
    const b: v128 = t1(v128.load(k, 96), v128.load(k, 128), middle, b1, b2)
    b2 = t2(v128.load(k, 112), v128.load(k, 144), middle, b1)
    b1 = b
    sum = f64x2.add(sum, f64x2.mul(out, out))
  }
  keep(s, a1, a2)
  keep(s + stride, b1, b2)
  return sum
}

/**
 * As `filterOne` for samples that are not needed afterwards: returns `sums` and the squares of what comes out, or of
 * `peaks` the larger of both.
 */
export function squaresOfOne(
  k: usize,
  s: usize,
  left: usize,
  right: usize,
  count: i32,
  sums: v128,
  peaks: bool,
): v128 {
  let a1: v128 = first(s)
  let a2: v128 = second(s)
  let sum: v128 = sums
  const end: usize = count << 2
  for (let at: usize = 0; at < end; at += 4) {
    const x: v128 = frameOf(left + at, right + at)
    const out: v128 = y(v128.load(k), x, a1)
    const a: v128 = t1(v128.load(k, 16), v128.load(k, 48), x, a1, a2)
    a2 = t2(v128.load(k, 32), v128.load(k, 64), x, a1)
    a1 = a
    const square: v128 = f64x2.mul(out, out)
    sum = peaks ? f64x2.pmax(square, sum) : f64x2.add(sum, square)
  }
  keep(s, a1, a2)
  return sum
}
