// Levels of whole steps of 8 samples with vector instructions, two channels side by side; the louder one counts.
// Addresses are in bytes.
import { upper } from './widen'

export const vectorStep: i32 = 8
const stepBytes: usize = 32

/** Sum of the squares of a step, in two halves. */
function squares(at: usize): v128 {
  const a: v128 = v128.load(at)
  const b: v128 = v128.load(at, 16)
  const a0: v128 = f64x2.promote_low_f32x4(a)
  const a1: v128 = f64x2.promote_low_f32x4(upper(a))
  const b0: v128 = f64x2.promote_low_f32x4(b)
  const b1: v128 = f64x2.promote_low_f32x4(upper(b))
  return f64x2.add(
    f64x2.add(f64x2.mul(a0, a0), f64x2.mul(a1, a1)),
    f64x2.add(f64x2.mul(b0, b0), f64x2.mul(b1, b1)),
  )
}

/** Raises each of `steps` numbers at `power` to the sum of the squares of x or y there. */
export function raiseToSquares(x: usize, y: usize, power: usize, steps: i32): void {
  const end: usize = power + (steps << 3)
  let left: usize = x
  let right: usize = y
  for (let p: usize = power; p < end; p += 8) {
    const first: v128 = squares(left)
    const second: v128 = squares(right)
    const sums: v128 = f64x2.add(
      v128.shuffle<f64>(first, second, 0, 2),
      v128.shuffle<f64>(first, second, 1, 3),
    )
    const larger: v128 = f64x2.pmax(v128.shuffle<f64>(sums, sums, 1, 0), sums)
    v128.store64_lane(p, f64x2.pmax(v128.load64_zero(p), larger), 0)
    left += stepBytes
    right += stepBytes
  }
}

/** Raises each of `steps` numbers at `power` to the square of the highest sample of x and y there. */
export function raiseToPeaks(x: usize, y: usize, power: usize, steps: i32): void {
  const end: usize = power + (steps << 3)
  let left: usize = x
  let right: usize = y
  for (let p: usize = power; p < end; p += 8) {
    // What is no number is passed over: it is never the larger.
    let peaks: v128 = f32x4.pmax(f32x4(0, 0, 0, 0), f32x4.abs(v128.load(left)))
    peaks = f32x4.pmax(peaks, f32x4.abs(v128.load(left, 16)))
    peaks = f32x4.pmax(peaks, f32x4.abs(v128.load(right)))
    peaks = f32x4.pmax(peaks, f32x4.abs(v128.load(right, 16)))
    const two: v128 = f64x2.promote_low_f32x4(f32x4.pmax(peaks, upper(peaks)))
    const larger: v128 = f64x2.pmax(two, v128.shuffle<f64>(two, two, 1, 0))
    v128.store64_lane(p, f64x2.pmax(v128.load64_zero(p), f64x2.mul(larger, larger)), 0)
    left += stepBytes
    right += stepBytes
  }
}
