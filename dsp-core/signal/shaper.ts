// What the curve takes away, at the high rate. Each sample is the average over the straight lines to its neighbours,
// one sample late. The upper half has its own, lower ceiling where the curve is not symmetrical.

export class Shaper {
  /** Input times this over the ceiling is what the curve sees. */
  private scale: f64 = 1
  private ceiling: f64 = 1
  private upper: f64 = 1
  private inverseUpper: f64 = 1
  private hardness: f64 = 0
  private inverseDrive: f64 = 1
  /** The last two samples the curve saw, and what the step between them leaves to the next sample. */
  private last: f64 = 0
  private beforeLast: f64 = 0
  private lastRoot: f64 = 1
  private softRest: f64 = 0
  private risen: f64 = 0
  /** Samples beyond the ceiling. */
  over: f64 = 0
  private constants: Float64Array = new Float64Array(7)
  /** Of the last segment: the part over a ceiling, weighted rising and falling. */
  private rising: f64 = 0
  private falling: f64 = 0

  configure(drive: f64, hardness: f64, ceiling: f64, upper: f64): void {
    this.scale = drive / ceiling
    this.inverseDrive = 1 / drive
    this.ceiling = ceiling
    this.hardness = hardness
    this.upper = upper
    this.inverseUpper = 1 / upper
  }

  reset(): void {
    this.last = 0
    this.beforeLast = 0
    this.lastRoot = 1
    this.softRest = 0
    this.risen = 0
    this.over = 0
  }

  /** Is it soft and its halves equal? Then `runPairs` knows it. */
  isEven(): bool {
    return this.hardness == 0 && this.upper == 1
  }

  /** Every `stride`th of x from `lane` on, `count` of them, becomes what the curve adds to it. */
  run(x: Float64Array, count: i32, lane: i32, stride: i32): void {
    const scale: f64 = this.scale
    const ceiling: f64 = this.ceiling
    const hardness: f64 = this.hardness
    let last: f64 = this.last
    let beforeLast: f64 = this.beforeLast
    const end: i32 = lane + count * stride
    for (let i: i32 = lane; i < end; i += stride) {
      const v: f64 = x[i] * scale
      let change: f64 = 0
      if (hardness < 1) change = (1 - hardness) * this.soft(last, v, beforeLast)
      if (hardness > 0) change += hardness * this.hard(last, v, beforeLast)
      x[i] = ceiling * change
      if (v > this.upper || v < -1) this.over += 1
      beforeLast = last
      last = v
    }
    this.last = last
    this.beforeLast = beforeLast
  }

  /**
   * As `run` for two channels side by side, this one's and `other`'s. Where both halves are equal the mean over a line
   * is (a + b) / (sum of their roots) across zero too; two means share a division.
   */
  runPairs(other: Shaper, x: Float64Array, count: i32): void {
    const k: usize = this.numbers()
    const one: v128 = v128.load64_splat(k)
    const half: v128 = v128.load64_splat(k, 8)
    const three: v128 = v128.load64_splat(k, 16)
    const ten: v128 = v128.load64_splat(k, 24)
    const eighth: v128 = v128.load64_splat(k, 32)
    const dry: v128 = v128.load64_splat(k, 40)
    const scale: v128 = v128.load64_splat(k, 48)
    let last: v128 = f64x2(this.last, other.last)
    let before: v128 = f64x2(this.beforeLast, other.beforeLast)
    let root: v128 = f64x2(this.lastRoot, other.lastRoot)
    let rest: v128 = f64x2(this.softRest, other.softRest)
    let over: v128 = f64x2(this.over, other.over)
    const end: usize = x.dataStart + (count << 4)
    for (let at: usize = x.dataStart; at < end; at += 16) {
      const v: v128 = f64x2.mul(v128.load(at), scale)
      const middle: v128 = f64x2.mul(half, f64x2.add(last, v))
      const middleRoot: v128 = f64x2.sqrt(f64x2.add(one, f64x2.mul(middle, middle)))
      const toRoot: v128 = f64x2.sqrt(f64x2.add(one, f64x2.mul(v, v)))
      const early: v128 = f64x2.add(root, middleRoot)
      const late: v128 = f64x2.add(middleRoot, toRoot)
      const inverse: v128 = f64x2.div(one, f64x2.mul(early, late))
      const first: v128 = f64x2.mul(f64x2.mul(f64x2.add(last, middle), late), inverse)
      const second: v128 = f64x2.mul(f64x2.mul(f64x2.add(middle, v), early), inverse)
      const shaped: v128 = f64x2.add(f64x2.add(rest, f64x2.mul(three, first)), second)
      const input: v128 = f64x2.add(f64x2.mul(three, f64x2.add(before, v)), f64x2.mul(ten, last))
      v128.store(at, f64x2.sub(f64x2.mul(eighth, shaped), f64x2.mul(dry, input)))
      over = f64x2.add(over, v128.and(one, f64x2.gt(f64x2.abs(v), one)))
      rest = f64x2.add(first, f64x2.mul(three, second))
      root = toRoot
      before = last
      last = v
    }
    this.keep(last, before, root, rest, over)
    other.keep(swapped(last), swapped(before), swapped(root), swapped(rest), swapped(over))
  }

  /** What vectors load before their loop. */
  private numbers(): usize {
    const k = this.constants
    k[0] = 1
    k[1] = 0.5
    k[2] = 3
    k[3] = 10
    k[4] = 0.125 * this.ceiling
    k[5] = 0.0625 * this.inverseDrive * this.ceiling
    k[6] = this.scale
    return k.dataStart
  }

  private keep(last: v128, before: v128, root: v128, rest: v128, over: v128): void {
    this.last = f64x2.extract_lane(last, 0)
    this.beforeLast = f64x2.extract_lane(before, 0)
    this.lastRoot = f64x2.extract_lane(root, 0)
    this.softRest = f64x2.extract_lane(rest, 0)
    this.over = f64x2.extract_lane(over, 0)
  }

  /** The curve's means over four half steps, weighted 1 3 3 1, less the same of the input. */
  private soft(from: f64, to: f64, before: f64): f64 {
    const middle: f64 = 0.5 * (from + to)
    const middleRoot: f64 = this.root(middle)
    const toRoot: f64 = this.root(to)
    const first: f64 = this.mean(from, middle, this.lastRoot, middleRoot)
    const second: f64 = this.mean(middle, to, middleRoot, toRoot)
    const shaped: f64 = 0.125 * (this.softRest + 3 * first + second)
    this.softRest = first + 3 * second
    this.lastRoot = toRoot
    return shaped - 0.0625 * (3 * before + 10 * from + 3 * to) * this.inverseDrive
  }

  private root(v: f64): f64 {
    const size: f64 = v > 0 ? v * this.inverseUpper : v
    return Math.sqrt(1 + size * size)
  }

  /** Of the soft curve on a straight line from a to b, whose roots are known: no small difference is divided. */
  private mean(a: f64, b: f64, aRoot: f64, bRoot: f64): f64 {
    if ((a <= 0 && b <= 0) || (a >= 0 && b >= 0)) return (a + b) / (aRoot + bRoot)
    const aArea: f64 = (a * a) / (1 + aRoot)
    const bArea: f64 = (b * b) / (1 + bRoot)
    return a > b ? (aArea - bArea) / (a - b) : (bArea - aArea) / (b - a)
  }

  /** The input under a triangle of two steps, less what lies over the ceilings, less the input. */
  private hard(from: f64, to: f64, before: f64): f64 {
    const upper: f64 = this.upper
    let rising: f64 = 0
    let falling: f64 = 0
    if (from > upper || to > upper) {
      this.ramp(from - upper, to - upper)
      rising -= this.rising
      falling -= this.falling
    }
    if (from < -1 || to < -1) {
      this.ramp(-1 - from, -1 - to)
      rising += this.rising
      falling += this.falling
    }
    // The triangle stands on the sample `from`: its rising half is the segment before.
    const cut: f64 = this.risen + falling
    this.risen = rising
    return cut + ((before + 4 * from + to) / 6) * (1 - this.inverseDrive)
  }

  /** The part above 0 of the straight line from a to b, weighted from 0 to 1 and from 1 to 0. */
  private ramp(a: f64, b: f64): void {
    if (a >= 0 && b >= 0) {
      this.rising = a / 6 + b / 3
      this.falling = a / 3 + b / 6
      return
    }
    const height: f64 = a > b ? a : b
    const share: f64 = height / Math.abs(b - a)
    const atEnd: f64 = height * share * (0.5 * (1 - share) + share / 3)
    const atStart: f64 = (height * share * share) / 6
    this.rising = b > a ? atEnd : atStart
    this.falling = b > a ? atStart : atEnd
  }
}

function swapped(pair: v128): v128 {
  return v128.shuffle<f64>(pair, pair, 1, 0)
}
