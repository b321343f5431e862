// Mid and side of two channels by vectors, by the addresses of their samples.
import { frameOf } from './frames'
import { pairs, upper } from './widen'

/** Half the sum of left and right, and the side times `width` with the sign of each channel. */
function widened(frame: v128, half: v128, width: v128): v128 {
  const own: v128 = f64x2.mul(half, frame)
  const other: v128 = v128.shuffle<f64>(own, own, 1, 0)
  return f64x2.add(f64x2.add(own, other), f64x2.mul(width, f64x2.sub(own, other)))
}

/** In place; `count` is a multiple of four. */
export function widenSides(left: usize, right: usize, width: f64, count: i32): void {
  const half: v128 = f64x2(0.5, 0.5)
  const widths: v128 = f64x2(width, width)
  const end: usize = count << 2
  for (let at: usize = 0; at < end; at += 16) {
    const l: v128 = v128.load(left + at)
    const r: v128 = v128.load(right + at)
    const low: v128 = v128.shuffle<f32>(l, r, 0, 4, 1, 5)
    const high: v128 = v128.shuffle<f32>(l, r, 2, 6, 3, 7)
    const a: v128 = pairs(
      widened(f64x2.promote_low_f32x4(low), half, widths),
      widened(f64x2.promote_low_f32x4(upper(low)), half, widths),
    )
    const b: v128 = pairs(
      widened(f64x2.promote_low_f32x4(high), half, widths),
      widened(f64x2.promote_low_f32x4(upper(high)), half, widths),
    )
    v128.store(left + at, v128.shuffle<f32>(a, b, 0, 2, 4, 6))
    v128.store(right + at, v128.shuffle<f32>(a, b, 1, 3, 5, 7))
  }
}

/** Adds what one frame after the other gives to the three numbers at `sums`: squares of left and right, and their product. */
export function addProducts(left: usize, right: usize, count: i32, sums: usize): void {
  let powers: v128 = v128.load(sums)
  let product: f64 = load<f64>(sums, 16)
  const end: usize = count << 2
  for (let at: usize = 0; at < end; at += 4) {
    const frame: v128 = frameOf(left + at, right + at)
    powers = f64x2.add(powers, f64x2.mul(frame, frame))
    product += f64x2.extract_lane(frame, 0) * f64x2.extract_lane(frame, 1)
  }
  v128.store(sums, powers)
  store<f64>(sums, product, 16)
}
