// Three bands in one loop, left and right of a frame side by side: the filters wait for their own last results only.
// The equations of crossover.ts; two zeros at once are a sum of sums (each is kept for the next frame).
import { Crossover } from './crossover'
import { frameOf, putFrame } from './frames'

/** Channels c and c + 1, `count` samples at x and y; `places` holds six addresses: low, mid, high pairs. */
export function splitThree(
  lower: Crossover,
  upper: Crossover,
  aligner: Crossover,
  c: i32,
  x: usize,
  y: usize,
  count: i32,
  places: usize,
): void {
  const lGain: v128 = v128.load64_splat(lower.numbers.dataStart)
  const l1: v128 = v128.load64_splat(lower.numbers.dataStart, 8)
  const l2: v128 = v128.load64_splat(lower.numbers.dataStart, 16)
  const hGain: v128 = v128.load64_splat(upper.numbers.dataStart)
  const h1: v128 = v128.load64_splat(upper.numbers.dataStart, 8)
  const h2: v128 = v128.load64_splat(upper.numbers.dataStart, 16)
  let lu1: v128 = lower.pair(c, 0)
  let lu2: v128 = lower.pair(c, 1)
  let lv1: v128 = lower.pair(c, 2)
  let lv2: v128 = lower.pair(c, 3)
  let hu1: v128 = upper.pair(c, 0)
  let hu2: v128 = upper.pair(c, 1)
  let hv1: v128 = upper.pair(c, 2)
  let hv2: v128 = upper.pair(c, 3)
  let w1: v128 = aligner.pair(c, 0)
  let w2: v128 = aligner.pair(c, 1)
  for (let at: usize = 0; at < ((count << 2) as usize); at += 4) {
    const lt: v128 = f64x2.mul(l1, lu1)
    const lu: v128 = f64x2.sub(f64x2.sub(frameOf(x + at, y + at), f64x2.mul(l2, lu2)), lt)
    const lAll: v128 = f64x2.add(f64x2.mul(l2, lu), f64x2.add(lt, lu2))
    const lZeros: v128 = f64x2.add(f64x2.add(lu, lu1), f64x2.add(lu1, lu2))
    const lv: v128 = f64x2.sub(f64x2.sub(lZeros, f64x2.mul(l2, lv2)), f64x2.mul(l1, lv1))
    const low: v128 = f64x2.mul(lGain, f64x2.add(f64x2.add(lv, lv1), f64x2.add(lv1, lv2)))
    lu2 = lu1
    lu1 = lu
    lv2 = lv1
    lv1 = lv
    const ht: v128 = f64x2.mul(h1, hu1)
    const hu: v128 = f64x2.sub(f64x2.sub(f64x2.sub(lAll, low), f64x2.mul(h2, hu2)), ht)
    const hZeros: v128 = f64x2.add(f64x2.add(hu, hu1), f64x2.add(hu1, hu2))
    const hv: v128 = f64x2.sub(f64x2.sub(hZeros, f64x2.mul(h2, hv2)), f64x2.mul(h1, hv1))
    const mid: v128 = f64x2.mul(hGain, f64x2.add(f64x2.add(hv, hv1), f64x2.add(hv1, hv2)))
    const high: v128 = f64x2.sub(f64x2.add(f64x2.mul(h2, hu), f64x2.add(ht, hu2)), mid)
    hu2 = hu1
    hu1 = hu
    hv2 = hv1
    hv1 = hv
    const wt: v128 = f64x2.mul(h1, w1)
    const w: v128 = f64x2.sub(f64x2.sub(low, f64x2.mul(h2, w2)), wt)
    const aligned: v128 = f64x2.add(f64x2.mul(h2, w), f64x2.add(wt, w2))
    putFrame(load<usize>(places) + at, load<usize>(places, 4) + at, aligned)
    w2 = w1
    w1 = w
    putFrame(load<usize>(places, 8) + at, load<usize>(places, 12) + at, mid)
    putFrame(load<usize>(places, 16) + at, load<usize>(places, 20) + at, high)
  }
  lower.keepPairs(c, lu1, lu2, lv1, lv2)
  upper.keepPairs(c, hu1, hu2, hv1, hv2)
  aligner.keepPairs(c, w1, w2, w1, w2)
}
