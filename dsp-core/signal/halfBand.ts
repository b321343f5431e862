// Twice the sample rate, and back, by half-band filters of linear phase (signal/halfBandDesign.ts). Going up and coming
// down are each late by 2 x half samples of the higher rate, coming down one less where asked. With vectors two channels
// lie side by side, sample by sample, in all that goes in and comes out.
import { filterPairs } from './halfBandVector'
import { simd } from './simd'

/** Channels that lie side by side. */
export const lanes: i32 = simd ? 2 : 1

export class HalfBandUp {
  private weights: Float64Array = new Float64Array(0)
  private half: i32 = 0
  /** The last 2 x half samples, then the newest. */
  private past: Float64Array = new Float64Array(0)

  /** For pieces of up to `piece` samples. */
  prepare(maxHalf: i32, piece: i32): void {
    this.weights = new Float64Array(maxHalf)
    this.past = new Float64Array(lanes * (2 * maxHalf + piece))
  }

  configure(weights: Float64Array): void {
    this.half = weights.length
    for (let j: i32 = 0; j < weights.length; j++) this.weights[j] = 2 * weights[j]
  }

  reset(): void {
    this.past.fill(0)
  }

  /** `count` samples of x become twice as many of y. */
  run(x: Float64Array, count: i32, y: Float64Array): void {
    const weights = this.weights
    const past = this.past
    const half: i32 = this.half
    const span: i32 = 2 * half
    if (simd) {
      this.runPairs(x, count, y)
      return
    }
    for (let i: i32 = 0; i < count; i++) past[span + i] = x[i]
    for (let m: i32 = 0; m < count; m++) {
      const before: i32 = m + half
      let sum: f64 = 0
      for (let j: i32 = 0; j < half; j++) sum += weights[j] * (past[before - j] + past[before + 1 + j])
      y[2 * m] = past[before]
      y[2 * m + 1] = sum
    }
    for (let i: i32 = 0; i < span; i++) past[i] = past[count + i]
  }

  private runPairs(x: Float64Array, count: i32, y: Float64Array): void {
    const half: i32 = this.half
    const past: usize = this.past.dataStart
    const before: usize = past + (half << 4)
    memory.copy(past + (half << 5), x.dataStart, count << 4)
    // What lies between comes first, beside its places: then the samples themselves take theirs.
    filterPairs(this.weights.dataStart, half, before, before + 16, before, 0, y.dataStart, 32, 16, count)
    const to: usize = y.dataStart
    for (let m: i32 = 0; m < count; m++) v128.store(to + (m << 5), v128.load(before + (m << 4)))
    memory.copy(past, past + (count << 4), half << 5)
  }
}

export class HalfBandDown {
  private weights: Float64Array = new Float64Array(0)
  private half: i32 = 0
  private early: i32 = 0
  /** Even and odd samples apart: the last 2 x half of each, then the newest. */
  private even: Float64Array = new Float64Array(0)
  private odd: Float64Array = new Float64Array(0)

  /** For pieces of up to `piece` samples of the lower rate. */
  prepare(maxHalf: i32, piece: i32): void {
    this.weights = new Float64Array(maxHalf)
    this.even = new Float64Array(lanes * (2 * maxHalf + piece))
    this.odd = new Float64Array(lanes * (2 * maxHalf + piece))
  }

  /** `early`: 1 to be late by one sample less, else 0. */
  configure(weights: Float64Array, early: i32): void {
    this.half = weights.length
    this.early = early
    for (let j: i32 = 0; j < weights.length; j++) this.weights[j] = weights[j]
  }

  reset(): void {
    this.even.fill(0)
    this.odd.fill(0)
  }

  /** Twice `count` samples of x become `count` of y. */
  run(x: Float64Array, count: i32, y: Float64Array): void {
    const span: i32 = 2 * this.half
    if (simd) {
      this.runPairs(x, count, y)
      return
    }
    for (let i: i32 = 0; i < count; i++) {
      this.even[span + i] = x[2 * i]
      this.odd[span + i] = x[2 * i + 1]
    }
    // The middle weight meets an odd sample where the filter is early, and the others even ones.
    if (this.early == 1) this.filter(this.odd, this.even, 1, count, y)
    else this.filter(this.even, this.odd, 0, count, y)
    for (let i: i32 = 0; i < span; i++) {
      this.even[i] = this.even[count + i]
      this.odd[i] = this.odd[count + i]
    }
  }

  private runPairs(x: Float64Array, count: i32, y: Float64Array): void {
    const half: i32 = this.half
    const even: usize = this.even.dataStart
    const odd: usize = this.odd.dataStart
    const from: usize = x.dataStart
    const newest: usize = half << 5
    for (let i: i32 = 0; i < count; i++) {
      v128.store(even + newest + (i << 4), v128.load(from + (i << 5)))
      v128.store(odd + newest + (i << 4), v128.load(from + (i << 5), 16))
    }
    const at: usize = half << 4
    const weights: usize = this.weights.dataStart
    if (this.early == 1)
      filterPairs(weights, half, even + at, even + at + 16, odd + at, 0.5, y.dataStart, 16, 0, count)
    else filterPairs(weights, half, odd + at - 16, odd + at, even + at, 0.5, y.dataStart, 16, 0, count)
    memory.copy(even, even + (count << 4), newest)
    memory.copy(odd, odd + (count << 4), newest)
  }

  private filter(middle: Float64Array, others: Float64Array, ahead: i32, count: i32, y: Float64Array): void {
    const weights = this.weights
    const half: i32 = this.half
    for (let m: i32 = 0; m < count; m++) {
      const at: i32 = m + half
      const before: i32 = at - 1 + ahead
      let sum: f64 = 0
      for (let j: i32 = 0; j < half; j++) sum += weights[j] * (others[before - j] + others[before + 1 + j])
      y[m] = 0.5 * middle[at] + sum
    }
  }
}
