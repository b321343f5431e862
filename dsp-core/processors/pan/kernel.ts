// Two by two gains, read from tables over the position.
import { frameOf, putFrame } from '../../signal/frames'
import { simd } from '../../signal/simd'
import { pairs, upper } from '../../signal/widen'
import { Kernel } from '../kernel'

/** Longest table. */
const room: i32 = 4097

export class PanKernel extends Kernel {
  private centre: f64 = 0
  private own: Float64Array = new Float64Array(room)
  private other: Float64Array = new Float64Array(room)
  /** Both side by side, for vectors; one more than there is, for what lies at the end. */
  private both: Float64Array = new Float64Array(2 * room + 2)
  private constants: Float64Array = new Float64Array(7)
  private steps: i32 = 1

  configure(centre: f64, own: Float64Array, other: Float64Array): void {
    this.centre = centre
    this.steps = own.length - 1
    for (let i: i32 = 0; i < own.length; i++) {
      this.own[i] = own[i]
      this.other[i] = other[i]
      if (simd) {
        for (let k: i32 = i; k < i + 2; k++) {
          this.both[2 * k] = own[i]
          this.both[2 * k + 1] = other[i]
        }
      }
    }
  }

  protected run(start: i32, end: i32): void {
    if (this.channels != 2) return
    if (this.signal.length == 0) this.stay(start, end, this.centre)
    else if (this.isSteady(start, end)) this.stay(start, end, this.centre + this.signal[start])
    else if (simd) this.followPairs(start, end)
    else this.follow(start, end)
  }

  private isSteady(start: i32, end: i32): bool {
    const signal = this.signal
    const value: f64 = signal[start]
    let i: i32 = start
    if (simd) {
      const first: v128 = v128.load32_splat(signal.dataStart + (start << 2))
      for (; i + 4 <= end; i += 4) {
        if (v128.any_true(f32x4.ne(v128.load(signal.dataStart + (i << 2)), first))) return false
      }
    }
    for (; i < end; i++) if (signal[i] != value) return false
    return true
  }

  private stay(start: i32, end: i32, position: f64): void {
    const left = this.main[0]
    const right = this.main[1]
    const at: f64 = this.place(position)
    const mirrored: f64 = this.steps - at
    const leftOwn: f64 = this.read(this.own, at)
    const leftOther: f64 = this.read(this.other, at)
    const rightOwn: f64 = this.read(this.own, mirrored)
    const rightOther: f64 = this.read(this.other, mirrored)
    let i: i32 = start
    if (simd) {
      for (; i + 4 <= end; i += 4) {
        const x: usize = left.dataStart + (i << 2)
        const y: usize = right.dataStart + (i << 2)
        const l: v128 = v128.load(x)
        const r: v128 = v128.load(y)
        v128.store(x, mixed(l, leftOwn, r, leftOther))
        v128.store(y, mixed(r, rightOwn, l, rightOther))
      }
    }
    for (; i < end; i++) {
      const l: f64 = left[i]
      const r: f64 = right[i]
      left[i] = (leftOwn * l + leftOther * r) as f32
      right[i] = (rightOwn * r + rightOther * l) as f32
    }
  }

  private follow(start: i32, end: i32): void {
    const left = this.main[0]
    const right = this.main[1]
    const signal = this.signal
    const own = this.own
    const other = this.other
    const centre: f64 = this.centre
    for (let i: i32 = start; i < end; i++) {
      const l: f64 = left[i]
      const r: f64 = right[i]
      const at: f64 = this.place(centre + signal[i])
      const mirrored: f64 = this.steps - at
      left[i] = (this.read(own, at) * l + this.read(other, at) * r) as f32
      right[i] = (this.read(own, mirrored) * r + this.read(other, mirrored) * l) as f32
    }
  }

  /** As `follow`: the place of the left channel and that of the right one, what each keeps and gets, are pairs. */
  private followPairs(start: i32, end: i32): void {
    const left: usize = this.main[0].dataStart
    const right: usize = this.main[1].dataStart
    const signal: usize = this.signal.dataStart
    const table: usize = this.both.dataStart
    const k: usize = this.numbers()
    const centre: v128 = v128.load64_splat(k)
    const most: v128 = v128.load64_splat(k, 8)
    const least: v128 = v128.load64_splat(k, 16)
    const slopes: v128 = v128.load(k, 24)
    const middle: v128 = v128.load64_splat(k, 40)
    const whole: v128 = v128.load64_splat(k, 48)
    const last: usize = end << 2
    for (let at: usize = start << 2; at < last; at += 4) {
      const moved: v128 = f64x2.add(centre, f64x2.promote_low_f32x4(v128.load32_splat(signal + at)))
      // What is no number lies in the middle.
      const position: v128 = v128.and(moved, f64x2.eq(moved, moved))
      const within: v128 = f64x2.pmax(least, f64x2.pmin(most, position))
      const places: v128 = f64x2.add(middle, f64x2.mul(within, slopes))
      const below: v128 = f64x2.floor(places)
      const shares: v128 = f64x2.sub(places, below)
      // 2^52 more have the whole number in their low bits.
      const bits: v128 = f64x2.add(below, whole)
      const own: usize = table + (i32x4.extract_lane(bits, 0) << 4)
      const mirrored: usize = table + (i32x4.extract_lane(bits, 2) << 4)
      const first: v128 = readPair(own, v128.shuffle<f64>(shares, shares, 0, 0))
      const second: v128 = readPair(mirrored, v128.shuffle<f64>(shares, shares, 1, 1))
      const sound: v128 = frameOf(left + at, right + at)
      const l: v128 = f64x2.mul(first, sound)
      const r: v128 = f64x2.mul(second, v128.shuffle<f64>(sound, sound, 1, 0))
      const sums: v128 = f64x2.add(v128.shuffle<f64>(l, r, 0, 2), v128.shuffle<f64>(l, r, 1, 3))
      putFrame(left + at, right + at, sums)
    }
  }

  /** What vectors load before their loop. */
  private numbers(): usize {
    const k = this.constants
    k[0] = this.centre
    k[1] = 1
    k[2] = -1
    k[3] = 0.5 * this.steps
    k[4] = -0.5 * this.steps
    k[5] = 0.5 * this.steps
    k[6] = 4503599627370496
    return k.dataStart
  }

  /** Where in the tables a position lies; what is no number lies in the middle. */
  private place(position: f64): f64 {
    if (position >= 1) return this.steps
    if (position <= -1) return 0
    return position == position ? 0.5 * (position + 1) * this.steps : 0.5 * this.steps
  }

  private read(table: Float64Array, at: f64): f64 {
    const whole: i32 = Math.floor(at) as i32
    if (whole >= this.steps) return table[this.steps]
    const before: f64 = table[whole]
    return before + (at - whole) * (table[whole + 1] - before)
  }
}

/** own x a + other x b, four samples. */
function mixed(a: v128, own: f64, b: v128, other: f64): v128 {
  const first: v128 = f64x2.splat(own)
  const second: v128 = f64x2.splat(other)
  return pairs(
    f64x2.add(f64x2.mul(first, f64x2.promote_low_f32x4(a)), f64x2.mul(second, f64x2.promote_low_f32x4(b))),
    f64x2.add(
      f64x2.mul(first, f64x2.promote_low_f32x4(upper(a))),
      f64x2.mul(second, f64x2.promote_low_f32x4(upper(b))),
    ),
  )
}

/** Between the pair at an address and the next. */
function readPair(at: usize, share: v128): v128 {
  const before: v128 = v128.load(at)
  return f64x2.add(before, f64x2.mul(share, f64x2.sub(v128.load(at, 16), before)))
}
