// A sound in two or three bands that add up to it again, but for its phases (allpass). Two channels run in one loop;
// an odd one is accompanied by itself.
import { Crossover } from './crossover'
import { simd } from './simd'
import { narrow, widen } from './widen'

export class BandSplit {
  /** The last piece in each band, from 0 on. With two bands the middle one reaches up and the high one is silent. */
  low: Array<Float32Array> = []
  mid: Array<Float32Array> = []
  high: Array<Float32Array> = []
  private channels: i32 = 0
  private three: bool = false
  private lower: Crossover = new Crossover()
  private upper: Crossover = new Crossover()
  /** The low band passes it, as the others pass the upper crossover. */
  private aligner: Crossover = new Crossover()
  private left: Float64Array = new Float64Array(0)
  private right: Float64Array = new Float64Array(0)
  private lowLeft: Float64Array = new Float64Array(0)
  private lowRight: Float64Array = new Float64Array(0)
  private midLeft: Float64Array = new Float64Array(0)
  private midRight: Float64Array = new Float64Array(0)

  prepare(channels: i32, piece: i32): void {
    this.channels = channels
    this.low = []
    this.mid = []
    this.high = []
    for (let c: i32 = 0; c < channels; c++) {
      this.low.push(new Float32Array(piece))
      this.mid.push(new Float32Array(piece))
      this.high.push(new Float32Array(piece))
    }
    this.lower.prepare(channels)
    this.upper.prepare(channels)
    this.aligner.prepare(channels)
    this.left = new Float64Array(piece)
    this.right = new Float64Array(piece)
    this.lowLeft = new Float64Array(piece)
    this.lowRight = new Float64Array(piece)
    this.midLeft = new Float64Array(piece)
    this.midRight = new Float64Array(piece)
  }

  /** Three numbers for each crossover, the lower one first; one crossover makes two bands. */
  configure(crossovers: Float64Array): void {
    this.lower.configure(crossovers[0], crossovers[1], crossovers[2])
    this.three = crossovers.length > 3
    if (!this.three) return
    this.upper.configure(crossovers[3], crossovers[4], crossovers[5])
    this.aligner.configure(crossovers[3], crossovers[4], crossovers[5])
  }

  reset(): void {
    this.lower.reset()
    this.upper.reset()
    this.aligner.reset()
  }

  settle(): void {
    this.lower.settle()
    this.upper.settle()
    this.aligner.settle()
  }

  run(main: Array<Float32Array>, start: i32, end: i32): void {
    const count: i32 = end - start
    for (let c: i32 = 0; c < this.channels; c += 2) {
      const d: i32 = c + 1 < this.channels ? c + 1 : c
      if (simd && this.three) {
        this.splitVector(c, d, main[c], main[d], start, count)
        continue
      }
      widen(main[c], start, this.left, count)
      widen(main[d], start, this.right, count)
      this.lower.split(c, count, this.left, this.right, this.lowLeft, this.lowRight)
      if (this.three) {
        this.aligner.align(c, count, this.lowLeft, this.lowRight)
        this.upper.split(c, count, this.left, this.right, this.midLeft, this.midRight)
        this.store(this.midLeft, this.midRight, this.mid[c], this.mid[d], count)
        this.store(this.left, this.right, this.high[c], this.high[d], count)
      } else this.store(this.left, this.right, this.mid[c], this.mid[d], count)
      this.store(this.lowLeft, this.lowRight, this.low[c], this.low[d], count)
    }
  }

  /**
   * Three bands in one loop, left and right of a frame side by side: the filters wait for their own last results only.
   * The same operations in the same order as crossover.ts.
   */
  private splitVector(
    c: i32,
    d: i32,
    first: Float32Array,
    second: Float32Array,
    start: i32,
    count: i32,
  ): void {
    const two: v128 = f64x2(2, 2)
    const lower = this.lower
    const lGain: v128 = f64x2.splat(lower.lowGain)
    const lA1: v128 = f64x2.splat(lower.a1)
    const lA2: v128 = f64x2.splat(lower.a2)
    let lu1: v128 = lower.pair(c, 0)
    let lu2: v128 = lower.pair(c, 1)
    let lv1: v128 = lower.pair(c, 2)
    let lv2: v128 = lower.pair(c, 3)
    const upper = this.upper
    const hGain: v128 = f64x2.splat(upper.lowGain)
    const hA1: v128 = f64x2.splat(upper.a1)
    const hA2: v128 = f64x2.splat(upper.a2)
    let hu1: v128 = upper.pair(c, 0)
    let hu2: v128 = upper.pair(c, 1)
    let hv1: v128 = upper.pair(c, 2)
    let hv2: v128 = upper.pair(c, 3)
    let w1: v128 = this.aligner.pair(c, 0)
    let w2: v128 = this.aligner.pair(c, 1)
    for (let i: i32 = 0; i < count; i++) {
      const at: usize = i << 2
      const x: v128 = take(first, second, at + (start << 2))
      const lu: v128 = f64x2.sub(f64x2.sub(x, f64x2.mul(lA1, lu1)), f64x2.mul(lA2, lu2))
      const lzeros: v128 = f64x2.add(f64x2.add(lu, f64x2.mul(two, lu1)), lu2)
      const lv: v128 = f64x2.sub(f64x2.sub(lzeros, f64x2.mul(lA1, lv1)), f64x2.mul(lA2, lv2))
      const llow: v128 = f64x2.mul(lGain, f64x2.add(f64x2.add(lv, f64x2.mul(two, lv1)), lv2))
      const lall: v128 = f64x2.add(f64x2.add(f64x2.mul(lA2, lu), f64x2.mul(lA1, lu1)), lu2)
      lu2 = lu1
      lu1 = lu
      lv2 = lv1
      lv1 = lv
      const hu: v128 = f64x2.sub(f64x2.sub(f64x2.sub(lall, llow), f64x2.mul(hA1, hu1)), f64x2.mul(hA2, hu2))
      const hzeros: v128 = f64x2.add(f64x2.add(hu, f64x2.mul(two, hu1)), hu2)
      const hv: v128 = f64x2.sub(f64x2.sub(hzeros, f64x2.mul(hA1, hv1)), f64x2.mul(hA2, hv2))
      const hlow: v128 = f64x2.mul(hGain, f64x2.add(f64x2.add(hv, f64x2.mul(two, hv1)), hv2))
      const hall: v128 = f64x2.add(f64x2.add(f64x2.mul(hA2, hu), f64x2.mul(hA1, hu1)), hu2)
      hu2 = hu1
      hu1 = hu
      hv2 = hv1
      hv1 = hv
      const w: v128 = f64x2.sub(f64x2.sub(llow, f64x2.mul(hA1, w1)), f64x2.mul(hA2, w2))
      const low: v128 = f64x2.add(f64x2.add(f64x2.mul(hA2, w), f64x2.mul(hA1, w1)), w2)
      w2 = w1
      w1 = w
      put(low, this.low[c], this.low[d], at)
      put(hlow, this.mid[c], this.mid[d], at)
      put(f64x2.sub(hall, hlow), this.high[c], this.high[d], at)
    }
    lower.keepPairs(c, lu1, lu2, lv1, lv2)
    upper.keepPairs(c, hu1, hu2, hv1, hv2)
    this.aligner.keepPairs(c, w1, w2, w1, w2)
  }

  private store(
    left: Float64Array,
    right: Float64Array,
    first: Float32Array,
    second: Float32Array,
    count: i32,
  ): void {
    narrow(right, second, 0, count)
    narrow(left, first, 0, count)
  }
}

/** What two channels have at one place. */
function take(first: Float32Array, second: Float32Array, at: usize): v128 {
  const left: v128 = v128.load32_zero(first.dataStart + at)
  return f64x2.promote_low_f32x4(v128.load32_lane(second.dataStart + at, left, 1))
}

/** The pair, rounded, to one place of two channels. */
function put(pair: v128, first: Float32Array, second: Float32Array, at: usize): void {
  const rounded: v128 = f32x4.demote_f64x2_zero(pair)
  v128.store32_lane(first.dataStart + at, rounded, 0)
  v128.store32_lane(second.dataStart + at, rounded, 1)
}
