// A frame of two channels in a vector: floats at two addresses become a pair in double precision, and back.

export function frameOf(left: usize, right: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load32_lane(right, v128.load32_zero(left), 1))
}

/** Rounded. */
export function putFrame(left: usize, right: usize, pair: v128): void {
  const rounded: v128 = f32x4.demote_f64x2_zero(pair)
  v128.store32_lane(left, rounded, 0)
  v128.store32_lane(right, rounded, 1)
}
