// The loop of half-band filters, two channels side by side in vectors, four results at once. Addresses are in bytes.

/**
 * Result m is share x middle[m] + the sum over j of weights[j] x (before[m - j] + after[m + j]); it goes to
 * to[m x stride + offset].
 */
export function filterPairs(
  weights: usize,
  half: i32,
  before: usize,
  after: usize,
  middle: usize,
  share: f64,
  to: usize,
  stride: usize,
  offset: usize,
  count: i32,
): void {
  const part: v128 = f64x2.splat(share)
  const reach: usize = half << 3
  let place: usize = to + offset
  let at: usize = 0
  const end: usize = count << 4
  for (; at + 48 < end; at += 64) {
    let back: usize = before + at
    let front: usize = after + at
    let a: v128 = f64x2(0, 0)
    let b: v128 = a
    let c: v128 = a
    let d: v128 = a
    for (let j: usize = 0; j < reach; j += 8) {
      const weight: v128 = v128.load64_splat(weights + j)
      a = f64x2.add(a, f64x2.mul(weight, f64x2.add(v128.load(back), v128.load(front))))
      b = f64x2.add(b, f64x2.mul(weight, f64x2.add(v128.load(back, 16), v128.load(front, 16))))
      c = f64x2.add(c, f64x2.mul(weight, f64x2.add(v128.load(back, 32), v128.load(front, 32))))
      d = f64x2.add(d, f64x2.mul(weight, f64x2.add(v128.load(back, 48), v128.load(front, 48))))
      back -= 16
      front += 16
    }
    v128.store(place, f64x2.add(f64x2.mul(part, v128.load(middle + at)), a))
    v128.store(place + stride, f64x2.add(f64x2.mul(part, v128.load(middle + at, 16)), b))
    v128.store(place + 2 * stride, f64x2.add(f64x2.mul(part, v128.load(middle + at, 32)), c))
    v128.store(place + 3 * stride, f64x2.add(f64x2.mul(part, v128.load(middle + at, 48)), d))
    place += 4 * stride
  }
  for (; at < end; at += 16) {
    let a: v128 = f64x2(0, 0)
    for (let j: usize = 0; j < reach; j += 8) {
      const pair: v128 = f64x2.add(v128.load(before + at - 2 * j), v128.load(after + at + 2 * j))
      a = f64x2.add(a, f64x2.mul(v128.load64_splat(weights + j), pair))
    }
    v128.store(place, f64x2.add(f64x2.mul(part, v128.load(middle + at)), a))
    place += stride
  }
}
