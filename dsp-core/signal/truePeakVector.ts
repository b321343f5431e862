// The loops of truePeak.ts with vector instructions. Addresses are in bytes.

/** Highest |x[start ... end)|. */
export function highestSize(x: Float32Array, start: i32, end: i32): f64 {
  const data: usize = x.dataStart
  let most: v128 = f32x4(0, 0, 0, 0)
  let i: i32 = start
  for (; i + 4 <= end; i += 4) most = f32x4.pmax(most, f32x4.abs(v128.load(data + (i << 2))))
  let highest: f64 = largestLane(most)
  for (; i < end; i++) {
    const size: f64 = Math.abs(x[i])
    if (size > highest) highest = size
  }
  return highest
}

/** At least the highest |second difference|; single precision may miss 4 roundings of the highest sample. */
export function sharpestBend(x: Float32Array, start: i32, end: i32, highest: f64): f64 {
  const data: usize = x.dataStart
  let most: v128 = f32x4(0, 0, 0, 0)
  let i: i32 = start + 2
  for (; i + 4 <= end; i += 4) {
    const at: usize = data + (i << 2)
    const middle: v128 = v128.load(at - 4)
    const bend: v128 = f32x4.sub(f32x4.sub(v128.load(at), middle), f32x4.sub(middle, v128.load(at - 8)))
    most = f32x4.pmax(most, f32x4.abs(bend))
  }
  let sharpest: f64 = largestLane(most)
  for (; i < end; i++) {
    const bend: f64 = Math.abs(x[i] - x[i - 1] - (x[i - 1] - x[i - 2]))
    if (bend > sharpest) sharpest = bend
  }
  const edge: f64 = Math.abs(x[start + 1] - x[start])
  if (edge > sharpest) sharpest = edge
  return sharpest + highest * 1e-6
}

function largestLane(x: v128): f64 {
  const two: v128 = f32x4.pmax(x, v128.shuffle<f32>(x, x, 2, 3, 2, 3))
  const one: v128 = f32x4.pmax(two, v128.shuffle<f32>(two, two, 1, 1, 1, 1))
  return f32x4.extract_lane(one, 0)
}

/**
 * The larger of |points at 1/4 and 3/4| and |point at 1/2| of the four cells from the sample at `at` on; 0 where the
 * nearest `near` weights on either side leave all of them at `least` or below.
 */
export function estimateFour(
  at: usize,
  even: Float32Array,
  odd: Float32Array,
  middle: Float32Array,
  half: i32,
  near: i32,
  least: f64,
): v128 {
  const floor: v128 = f32x4.splat(least as f32)
  let a: v128 = f32x4(0, 0, 0, 0)
  let b: v128 = a
  let m: v128 = a
  for (let k: i32 = 0; k < half; k++) {
    const offset: usize = k << 2
    const before: v128 = v128.load(at - offset)
    const after: v128 = v128.load(at + offset, 4)
    const sum: v128 = f32x4.add(before, after)
    a = f32x4.add(a, f32x4.mul(v128.load32_splat(even.dataStart + offset), sum))
    b = f32x4.add(b, f32x4.mul(v128.load32_splat(odd.dataStart + offset), f32x4.sub(before, after)))
    m = f32x4.add(m, f32x4.mul(v128.load32_splat(middle.dataStart + offset), sum))
    if (k + 1 == near && !v128.any_true(f32x4.gt(largestOf(a, b, m), floor))) return f32x4(0, 0, 0, 0)
  }
  return largestOf(a, b, m)
}

/** Of the points a + b, a - b and m. */
function largestOf(a: v128, b: v128, m: v128): v128 {
  return f32x4.pmax(f32x4.add(f32x4.abs(a), f32x4.abs(b)), f32x4.abs(m))
}

/** Sums and differences of samples equally far from the middle of a cell; returns how many of `half` it made. */
export function foldVector(at: usize, half: i32, sums: usize, differences: usize): i32 {
  let k: i32 = 0
  for (; k + 4 <= half; k += 4) {
    const earlier: v128 = v128.load(at - (k << 2) - 12)
    const before: v128 = v128.shuffle<f32>(earlier, earlier, 3, 2, 1, 0)
    const after: v128 = v128.load(at + (k << 2), 4)
    const to: usize = k << 3
    const firstBefore: v128 = f64x2.promote_low_f32x4(before)
    const firstAfter: v128 = f64x2.promote_low_f32x4(after)
    v128.store(sums + to, f64x2.add(firstBefore, firstAfter))
    v128.store(differences + to, f64x2.sub(firstBefore, firstAfter))
    const nextBefore: v128 = f64x2.promote_low_f32x4(v128.shuffle<f64>(before, before, 1, 1))
    const nextAfter: v128 = f64x2.promote_low_f32x4(v128.shuffle<f64>(after, after, 1, 1))
    v128.store(sums + to, f64x2.add(nextBefore, nextAfter), 16)
    v128.store(differences + to, f64x2.sub(nextBefore, nextAfter), 16)
  }
  return k
}

/** Sum of weights[from ...) x values[0 ...), even and odd ones apart. */
export function dotPair(weights: Float64Array, from: i32, values: Float64Array, count: i32): f64 {
  const w: usize = weights.dataStart + (from << 3)
  const v: usize = values.dataStart
  let sum: v128 = f64x2(0, 0)
  for (let k: i32 = 0; k < count; k += 2) {
    const at: usize = k << 3
    sum = f64x2.add(sum, f64x2.mul(v128.load(w + at), v128.load(v + at)))
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
}
