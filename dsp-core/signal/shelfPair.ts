// The shelf of shelf.ts for two channels with the same filter, side by side in vectors: left and right of one frame.
// The equations are those of `split`, each state written by the two before it, so that a frame waits for the last as
// short as can be; the first state stands there times 2 a2, which saves a multiplication.
import { frameOf, putFrame } from './frames'
import { MovingShelf } from './shelf'
import { addStep, StepPower } from './stepPower'
import { pairs, upper } from './widen'

/**
 * `split` of channels c and c + 1, x[start ...) and y[start ...); and in the same loop the powers of the steps, of both
 * sounds and of their high parts. In the first one's `parts`: high parts of both channels, then bands, frame by frame.
 */
export function listenToPair(
  first: MovingShelf,
  second: MovingShelf,
  x: Float32Array,
  y: Float32Array,
  start: i32,
  count: i32,
  c: i32,
  whole: StepPower,
  high: StepPower,
): void {
  const k: usize = first.vectors.dataStart
  const own: v128 = v128.load64_splat(k)
  const toFirst: v128 = v128.load64_splat(k, 8)
  const toSecond: v128 = v128.load64_splat(k, 16)
  const highIn: v128 = v128.load64_splat(k, 24)
  const highLess: v128 = v128.load64_splat(k, 32)
  const bandFirst: v128 = v128.load64_splat(k, 40)
  const bandIn: v128 = v128.load64_splat(k, 48)
  let s1: v128 = f64x2(first.s1, second.s1)
  let s2: v128 = f64x2(first.s2, second.s2)
  let wholeSum: v128 = whole.pair(c)
  let highSum: v128 = high.pair(c)
  let rest: i32 = whole.missing()
  let step: usize = 0
  const share: f64 = whole.share()
  let left: usize = x.dataStart + (start << 2)
  let right: usize = y.dataStart + (start << 2)
  let to: usize = first.parts.dataStart
  const end: usize = left + (count << 2)
  while (left < end) {
    const near: usize = left + (rest << 2)
    const stop: usize = near < end ? near : end
    rest -= ((stop - left) as i32) >> 2
    for (; left < stop; left += 4) {
      const v: v128 = frameOf(left, right)
      const v3: v128 = f64x2.sub(v, s2)
      const vHigh: v128 = f64x2.sub(f64x2.mul(highIn, v3), f64x2.mul(highLess, s1))
      v128.store(to, vHigh)
      v128.store(to, f64x2.add(f64x2.mul(bandFirst, s1), f64x2.mul(bandIn, v3)), 16)
      s2 = f64x2.add(f64x2.add(s1, s2), f64x2.mul(toSecond, v3))
      s1 = f64x2.add(f64x2.mul(own, s1), f64x2.mul(toFirst, v3))
      wholeSum = f64x2.add(wholeSum, f64x2.mul(v, v))
      highSum = f64x2.add(highSum, f64x2.mul(vHigh, vHigh))
      right += 4
      to += 32
    }
    if (rest > 0) break
    addStep(whole.power.dataStart + step, wholeSum, share)
    addStep(high.power.dataStart + step, highSum, share)
    wholeSum = f64x2(0, 0)
    highSum = wholeSum
    step += 8
    rest = whole.step
  }
  whole.keepPair(c, wholeSum)
  high.keepPair(c, highSum)
  first.keep(f64x2.extract_lane(s1, 0), f64x2.extract_lane(s2, 0))
  second.keep(f64x2.extract_lane(s1, 1), f64x2.extract_lane(s2, 1))
}

/** `apply` of both channels. */
export function applyToPair(
  first: MovingShelf,
  x: Float32Array,
  y: Float32Array,
  start: i32,
  count: i32,
  roots: Float64Array,
): void {
  let left: usize = x.dataStart + (start << 2)
  let right: usize = y.dataStart + (start << 2)
  let parts: usize = first.parts.dataStart
  let at: usize = roots.dataStart
  const one: v128 = v128.load64_splat(memory.data<f64>([1]))
  const end: usize = left + (count << 2)
  for (; left + 12 < end; left += 16) {
    const a: v128 = v128.load(left)
    const b: v128 = v128.load(right)
    const early: v128 = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
    const late: v128 = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
    const first: v128 = pairs(shelved(early, at, parts, one), shelved(upper(early), at + 8, parts + 32, one))
    const second: v128 = pairs(
      shelved(late, at + 16, parts + 64, one),
      shelved(upper(late), at + 24, parts + 96, one),
    )
    v128.store(left, v128.shuffle<f32>(first, second, 0, 2, 4, 6))
    v128.store(right, v128.shuffle<f32>(first, second, 1, 3, 5, 7))
    right += 16
    parts += 128
    at += 32
  }
  for (; left < end; left += 4) {
    const both: v128 = v128.load32_lane(right, v128.load32_zero(left), 1)
    putFrame(left, right, shelved(both, at, parts, one))
    right += 4
    parts += 32
    at += 8
  }
}

/** One frame, from the first two lanes. */
function shelved(both: v128, roots: usize, parts: usize, one: v128): v128 {
  const root: v128 = v128.load64_splat(roots)
  const lift: v128 = f64x2.add(f64x2.mul(f64x2.add(root, one), v128.load(parts)), v128.load(parts, 16))
  return f64x2.add(f64x2.promote_low_f32x4(both), f64x2.mul(f64x2.sub(root, one), lift))
}
