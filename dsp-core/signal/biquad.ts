// A cascade of second-order sections over any number of channels, in transposed direct form II with f64 state.
// Two channels run in one loop, one section at a time: that fits the registers (in plain TypeScript two sections at
// once take 1.3 times as long). An odd channel is accompanied by itself. Where there are vector instructions, several
// sections run in one loop (biquadVector.ts).
import {
  filterFours,
  filterOne,
  filterTwo,
  squaresOfFours,
  squaresOfOne,
  squaresOfTwo,
  vectorSectionBytes,
} from './biquadVector'
import { simd } from './simd'
import { narrow, widen } from './widen'

/** b0 b1 b2 a1 a2, with a0 = 1. */
const biquadNumbers: i32 = 5

/** State below this (-600 dBFS) is put to zero. */
const silence: f64 = 1e-30

export class BiquadCascade {
  channels: i32 = 0
  sections: i32 = 0
  coefficients: Float64Array = new Float64Array(0)
  /** Two numbers per section and channel; room for an even number of channels. */
  state: Float64Array = new Float64Array(0)
  left: Float64Array = new Float64Array(0)
  right: Float64Array = new Float64Array(0)
  /** For biquadVector.ts. */
  private twice: Float64Array = new Float64Array(0)

  prepare(channels: i32, sectionRoom: i32, piece: i32): void {
    this.channels = channels
    this.coefficients = new Float64Array(sectionRoom * biquadNumbers)
    this.state = new Float64Array(sectionRoom * 2 * (channels + 1))
    this.left = new Float64Array(piece)
    this.right = new Float64Array(piece)
    if (simd) this.twice = new Float64Array(sectionRoom * biquadNumbers * 2)
  }

  /** Five numbers per section. */
  configure(coefficients: Float64Array): void {
    for (let i: i32 = 0; i < coefficients.length; i++) this.coefficients[i] = coefficients[i]
    this.sections = Math.floor(coefficients.length / biquadNumbers) as i32
    if (simd) this.spread()
  }

  reset(): void {
    this.state.fill(0)
  }

  settle(): void {
    const state = this.state
    for (let i: i32 = 0; i < state.length; i++) {
      const s: f64 = state[i]
      if (s < silence && s > -silence) state[i] = 0
    }
  }

  /** Filters main[...][start ... end) in place. */
  run(main: Array<Float32Array>, start: i32, end: i32): void {
    if (this.sections == 0) return
    for (let c: i32 = 0; c < this.channels; c += 2) {
      const first = main[c]
      const second = c + 1 < this.channels ? main[c + 1] : first
      const done: i32 = simd ? this.filterFours(c, first, second, start, end - start) : 0
      if (start + done == end) continue
      this.load(first, second, start + done, end)
      this.filter(c, end - start - done)
      this.store(first, second, start + done, end)
    }
  }

  /** As `run` for channels c and c + 1, as far as there are four frames at once; returns how many it did. */
  private filterFours(c: i32, first: Float32Array, second: Float32Array, start: i32, count: i32): i32 {
    const whole: i32 = count & -4
    const state: usize = this.state.dataStart + (c << 4)
    const stride: usize = (this.channels + 1) << 4
    const left: usize = first.dataStart + (start << 2)
    const right: usize = second.dataStart + (start << 2)
    filterFours(this.twice.dataStart, state, stride, this.sections, left, right, whole)
    return whole
  }

  /** As `run` for channels c and c + 1, from `left` and `right` to `left` and `right`. */
  filter(c: i32, count: i32): void {
    if (simd) this.filterVector(c, count)
    else for (let section: i32 = 0; section < this.sections; section++) this.filterSection(section, c, count)
  }

  /** Of a cascade of two: `sums` and the squares of what channels c and c + 1, x[at ...) and y[at ...), become. */
  squares(c: i32, x: Float32Array, y: Float32Array, at: i32, count: i32, sums: v128): v128 {
    const k: usize = this.twice.dataStart
    const stride: usize = (this.channels + 1) << 4
    const state: usize = this.state.dataStart + (c << 4)
    const left: usize = x.dataStart + (at << 2)
    const right: usize = y.dataStart + (at << 2)
    const whole: i32 = count & -4
    const most: v128 = squaresOfFours(k, state, stride, left, right, whole, sums)
    const done: usize = whole << 2
    return squaresOfTwo(k, state, stride, left + done, right + done, count - whole, most)
  }

  /** As `squares` of a single section; or the largest square. */
  squaresOfOne(c: i32, x: Float32Array, y: Float32Array, at: i32, count: i32, sums: v128, peaks: bool): v128 {
    const state: usize = this.state.dataStart + (c << 4)
    const left: usize = x.dataStart + (at << 2)
    const right: usize = y.dataStart + (at << 2)
    return squaresOfOne(this.twice.dataStart, state, left, right, count, sums, peaks)
  }

  load(first: Float32Array, second: Float32Array, start: i32, end: i32): void {
    widen(first, start, this.left, end - start)
    widen(second, start, this.right, end - start)
  }

  private store(first: Float32Array, second: Float32Array, start: i32, end: i32): void {
    narrow(this.right, second, start, end - start)
    narrow(this.left, first, start, end - start)
  }

  private spread(): void {
    const k = this.coefficients
    for (let p: i32 = 0; p < this.sections * biquadNumbers; p += biquadNumbers) {
      const b0: f64 = k[p]
      this.put(p, b0)
      this.put(p + 1, k[p + 1] - k[p + 3] * b0)
      this.put(p + 2, k[p + 2] - k[p + 4] * b0)
      this.put(p + 3, k[p + 3])
      this.put(p + 4, k[p + 4])
    }
  }

  private put(at: i32, value: f64): void {
    this.twice[2 * at] = value
    this.twice[2 * at + 1] = value
  }

  private filterVector(c: i32, count: i32): void {
    const stride: usize = (this.channels + 1) << 4
    const left: usize = this.left.dataStart
    const right: usize = this.right.dataStart
    let section: i32 = 0
    while (section < this.sections) {
      const k: usize = this.twice.dataStart + section * vectorSectionBytes
      const s: usize = this.state.dataStart + section * stride + (c << 4)
      if (this.sections - section >= 2) filterTwo(k, s, stride, left, right, count)
      else filterOne(k, s, left, right, count)
      section += 2
    }
  }

  private filterSection(section: i32, c: i32, count: i32): void {
    const left = this.left
    const right = this.right
    const k = this.coefficients
    const p: i32 = section * biquadNumbers
    const b0: f64 = k[p]
    const b1: f64 = k[p + 1]
    const b2: f64 = k[p + 2]
    const a1: f64 = k[p + 3]
    const a2: f64 = k[p + 4]
    const s = this.state
    const at: i32 = (section * (this.channels + 1) + c) * 2
    let l1: f64 = s[at]
    let l2: f64 = s[at + 1]
    let r1: f64 = s[at + 2]
    let r2: f64 = s[at + 3]
    for (let i: i32 = 0; i < count; i++) {
      const x: f64 = left[i]
      const u: f64 = right[i]
      const y: f64 = b0 * x + l1
      const v: f64 = b0 * u + r1
      l1 = b1 * x + l2 - a1 * y
      r1 = b1 * u + r2 - a1 * v
      l2 = b2 * x - a2 * y
      r2 = b2 * u - a2 * v
      left[i] = y
      right[i] = v
    }
    s[at] = l1
    s[at + 1] = l2
    s[at + 2] = r1
    s[at + 3] = r2
  }
}
