// The highest point between two neighbouring samples: interpolated on a grid, the top by a parabola through three
// points of it. At 8 points per sample a sine just below Nyquist is read 0.003 dB low, where the grid alone may be
// 0.17 dB low. Most cells need not be computed: a stretch whose samples cannot exceed a threshold whatever lies between
// them (bounds of the weights themselves), and a cell that a short filter finds 2.3 dB under it (of white noise that
// misses one cell in 100 000, of recordings none; tests/signal/truePeak.test.ts).

import { estimateFour, highestSize, sharpestBend, foldVector, dotPair } from './truePeakVector'
import { simd } from './simd'

/** For the rounding of the sums that the bounds speak of. */
const slack: f64 = 1.000001
/** 2.3 dB: for the quarter samples between the points, and for what the short filter misses near Nyquist. */
const quickMargin: f64 = 1.3
/** So many weights on either side of a cell, with the bound of all further ones, let most cells go (4, 6 and 8 cost alike). */
const quickNear: i32 = 6
/** For the rounding of the short filter, of the highest sample. */
const quickRounding: f64 = 1e-5

export class PeakFinder {
  /** A cell [n, n + 1) is computed from the samples n - half ... n + half. */
  half: i32 = 0
  /** Points between two samples. */
  private rows: i32 = 0
  private refines: bool = false
  private rise: f64 = 1
  private table: Float64Array = new Float64Array(0)
  /** Half of the sum and of the difference of each row and its mirror image, nearest weights first. */
  private even: Float64Array = new Float64Array(0)
  private odd: Float64Array = new Float64Array(0)
  /** The short filter: points at 1/4 and 3/4 as even and odd parts, and at 1/2. */
  private quickHalf: i32 = 0
  private quickEven: Float32Array = new Float32Array(0)
  private quickOdd: Float32Array = new Float32Array(0)
  private quickMiddle: Float32Array = new Float32Array(0)
  /** What the weights beyond `quickNear` can add, at most this times the highest sample. */
  private quickFar: f64 = 0
  private sums: Float64Array = new Float64Array(0)
  private differences: Float64Array = new Float64Array(0)
  private grid: Float64Array = new Float64Array(0)
  private ending: Float32Array = new Float32Array(0)
  /** A point is at most this times the highest sample ... */
  private sampleBound: f64 = 0
  /** ... and exceeds the higher of its two neighbours by at most this times the highest second difference. */
  private bendBound: f64 = 0
  /** Highest |sample| and |second difference| of the stretch looked at. */
  private highest: f64 = 0
  private sharpest: f64 = 0

  prepare(maxRows: i32, maxTaps: i32): void {
    this.table = new Float64Array(maxRows * maxTaps)
    this.even = new Float64Array(maxRows * maxTaps)
    this.odd = new Float64Array(maxRows * maxTaps)
    this.quickEven = new Float32Array(maxTaps)
    this.quickOdd = new Float32Array(maxTaps)
    this.quickMiddle = new Float32Array(maxTaps)
    this.sums = new Float64Array(maxTaps)
    this.differences = new Float64Array(maxTaps)
    this.grid = new Float64Array(maxRows + 3)
    this.ending = new Float32Array(2 * maxTaps + 2)
  }

  /**
   * Rows of weights for the samples n - half + 1 ... n + half, each the mirror image of its opposite; how far points
   * exceed samples, and how far they exceed their neighbours, at most (signal/fir.ts); the most that a parabola may
   * multiply a grid of equal steps by (1: no parabola); three rows of a short filter, or none.
   */
  configure(
    rows: i32,
    table: Float64Array,
    sampleBound: f64,
    bendBound: f64,
    rise: f64,
    quickTable: Float64Array,
  ): void {
    this.configureQuick(quickTable)
    this.rows = rows
    const taps: i32 = Math.floor(table.length / rows) as i32
    const half: i32 = Math.floor(taps / 2) as i32
    this.half = half
    this.rise = rise
    this.refines = rise > 1
    this.sampleBound = sampleBound * rise * slack
    this.bendBound = bendBound * slack
    for (let i: i32 = 0; i < table.length; i++) this.table[i] = table[i]
    for (let r: i32 = 0; r < rows; r++) {
      for (let k: i32 = 0; k < half; k++) {
        const before: f64 = table[r * taps + half - 1 - k]
        const after: f64 = table[r * taps + half + k]
        this.even[r * half + k] = 0.5 * (before + after)
        this.odd[r * half + k] = 0.5 * (before - after)
      }
    }
  }

  private configureQuick(table: Float64Array): void {
    const taps: i32 = Math.floor(table.length / 3) as i32
    const half: i32 = Math.floor(taps / 2) as i32
    this.quickHalf = half
    for (let k: i32 = 0; k < half; k++) {
      this.quickEven[k] = (0.5 * (table[half - 1 - k] + table[half + k])) as f32
      this.quickOdd[k] = (0.5 * (table[half - 1 - k] - table[half + k])) as f32
      this.quickMiddle[k] = table[taps + half + k] as f32
    }
    this.quickFar = 0
    for (let r: i32 = 0; r < 3; r++) {
      let far: f64 = 0
      for (let k: i32 = quickNear; k < half; k++)
        far += Math.abs(table[r * taps + half - 1 - k]) + Math.abs(table[r * taps + half + k])
      if (far > this.quickFar) this.quickFar = far
    }
  }

  /** True when no cell of [from, to) can exceed the threshold; else `cell` may be asked for each of them. */
  cannotExceed(x: Float32Array, from: i32, to: i32, threshold: f64): bool {
    const start: i32 = from - this.half
    const end: i32 = to + this.half
    const highest: f64 = simd ? highestSize(x, start, end) : this.highestIn(x, start, end)
    this.highest = highest
    if (highest * this.sampleBound <= threshold) return true
    this.sharpest = simd ? sharpestBend(x, start, end, highest) : this.sharpestIn(x, start, end)
    return highest * slack + this.sharpest * this.bendBound <= threshold
  }

  private highestIn(x: Float32Array, start: i32, end: i32): f64 {
    let highest: f64 = 0
    for (let i: i32 = start; i < end; i++) {
      const size: f64 = Math.abs(x[i])
      if (size > highest) highest = size
    }
    return highest
  }

  /** Highest |second difference|. */
  private sharpestIn(x: Float32Array, start: i32, end: i32): f64 {
    let sharpest: f64 = 0
    let before: f64 = x[start]
    let at: f64 = x[start]
    for (let i: i32 = start; i < end; i++) {
      const after: f64 = x[i]
      const bend: f64 = Math.abs(after - at - (at - before))
      if (bend > sharpest) sharpest = bend
      before = at
      at = after
    }
    return sharpest
  }

  /** Highest |sample| of the stretch that `cannotExceed` looked at last. */
  highestSample(): f64 {
    return this.highest
  }

  /** The largest |value| of cells [from, to), all of the stretch looked at, if that exceeds the threshold, else the threshold. */
  highestCell(x: Float32Array, from: i32, to: i32, threshold: f64): f64 {
    let highest: f64 = threshold
    let n: i32 = from
    if (simd && this.quickHalf > 0) {
      for (; n + 4 <= to; n += 4) {
        const lanes: i32 = this.promising(x, n, highest)
        if (lanes == 0) continue
        for (let lane: i32 = 0; lane < 4; lane++) {
          if ((lanes & (1 << lane)) == 0) continue
          const peak: f64 = this.top(x, n + lane)
          if (peak > highest) highest = peak
        }
      }
    }
    for (; n < to; n++) {
      const peak: f64 = this.cell(x, n, highest)
      if (peak > highest) highest = peak
    }
    return highest
  }

  /** Which of four cells could exceed the threshold, a bit each. */
  private promising(x: Float32Array, n: i32, threshold: f64): i32 {
    const at: usize = x.dataStart + (n << 2)
    const nearest: v128 = f32x4.pmax(f32x4.abs(v128.load(at)), f32x4.abs(v128.load(at, 4)))
    const reach: f64 = (threshold - this.sharpest * this.bendBound) / slack
    const sampled: v128 = f32x4.ge(nearest, f32x4.splat((reach - Math.abs(reach) * 1e-6) as f32))
    if (!v128.any_true(sampled)) return 0
    const least: f64 = threshold / quickMargin - this.highest * (this.quickFar + quickRounding)
    const between: v128 = estimateFour(
      at,
      this.quickEven,
      this.quickOdd,
      this.quickMiddle,
      this.quickHalf,
      quickNear,
      least,
    )
    const estimated: v128 = f32x4.pmax(between, nearest)
    const near: v128 = f32x4.gt(estimated, f32x4.splat((threshold / quickMargin) as f32))
    return i32x4.bitmask(v128.and(sampled, near))
  }

  /** Largest |value| in [n, n + 1) if it can exceed the threshold, else 0. */
  private cell(x: Float32Array, n: i32, threshold: f64): f64 {
    const a: f64 = Math.abs(x[n])
    const b: f64 = Math.abs(x[n + 1])
    const nearest: f64 = a > b ? a : b
    if (nearest * slack + this.sharpest * this.bendBound <= threshold) return 0
    if (this.quickHalf > 0 && this.estimate(x, n, nearest) * quickMargin <= threshold) return 0
    return this.top(x, n)
  }

  private estimate(x: Float32Array, n: i32, nearest: f64): f64 {
    const half: i32 = this.quickHalf
    const even = this.quickEven
    const odd = this.quickOdd
    const centre = this.quickMiddle
    let a: f64 = 0
    let b: f64 = 0
    let m: f64 = 0
    for (let k: i32 = 0; k < half; k++) {
      const before: f64 = x[n - k]
      const after: f64 = x[n + 1 + k]
      const sum: f64 = before + after
      a += even[k] * sum
      b += odd[k] * (before - after)
      m += centre[k] * sum
    }
    // The larger of |a + b| and |a - b|.
    const sides: f64 = Math.abs(a) + Math.abs(b)
    const middle: f64 = Math.abs(m)
    const highest: f64 = sides > middle ? sides : middle
    return highest > nearest ? highest : nearest
  }

  /** Largest |value| in [n, n + 1). */
  top(x: Float32Array, n: i32): f64 {
    const grid = this.grid
    const rows: i32 = this.rows
    this.fold(x, n)
    for (let r: i32 = 0; r < rows - 1 - r; r++) this.points(r)
    if (rows % 2 == 1) grid[1 + (rows - 1) / 2] = this.middlePoint((rows - 1) / 2)
    grid[0] = x[n]
    grid[rows + 1] = x[n + 1]
    let best: i32 = 0
    let highest: f64 = Math.abs(grid[0])
    for (let p: i32 = 1; p <= rows; p++) {
      const size: f64 = Math.abs(grid[p])
      if (size > highest) {
        highest = size
        best = p
      }
    }
    if (!this.refines) return highest
    return this.vertex(
      best == 0 ? this.point(x, n - 1, rows - 1) : grid[best - 1],
      grid[best],
      grid[best + 1],
    )
  }

  /** Largest |value| of the cells that still wait for samples after data[end - 1], if silence follows. */
  endingPeak(data: Float32Array, end: i32, threshold: f64): f64 {
    const ending = this.ending
    const length: i32 = 2 * this.half
    for (let i: i32 = 0; i < length; i++) ending[i] = data[end - length + i]
    for (let i: i32 = length; i < ending.length; i++) ending[i] = 0
    let highest: f64 = threshold
    for (let n: i32 = this.half; n < length; n++) {
      const peak: f64 = this.top(ending, n)
      if (peak > highest) highest = peak
    }
    return highest
  }

  private fold(x: Float32Array, n: i32): void {
    const sums = this.sums
    const differences = this.differences
    const half: i32 = this.half
    let k: i32 = 0
    if (simd) k = foldVector(x.dataStart + (n << 2), half, sums.dataStart, differences.dataStart)
    for (; k < half; k++) {
      const before: f64 = x[n - k]
      const after: f64 = x[n + 1 + k]
      sums[k] = before + after
      differences[k] = before - after
    }
  }

  /** Row r and its mirror image. */
  private points(r: i32): void {
    const even = this.even
    const odd = this.odd
    const sums = this.sums
    const differences = this.differences
    const half: i32 = this.half
    const at: i32 = r * half
    if (simd) {
      const first: f64 = dotPair(even, at, sums, half)
      const second: f64 = dotPair(odd, at, differences, half)
      this.grid[1 + r] = first + second
      this.grid[this.rows - r] = first - second
      return
    }
    let a: f64 = 0
    let b: f64 = 0
    let c: f64 = 0
    let d: f64 = 0
    for (let k: i32 = 0; k < half; k += 2) {
      a += even[at + k] * sums[k]
      b += odd[at + k] * differences[k]
      c += even[at + k + 1] * sums[k + 1]
      d += odd[at + k + 1] * differences[k + 1]
    }
    this.grid[1 + r] = a + c + (b + d)
    this.grid[this.rows - r] = a + c - (b + d)
  }

  private middlePoint(r: i32): f64 {
    const even = this.even
    const sums = this.sums
    const half: i32 = this.half
    const at: i32 = r * half
    if (simd) return dotPair(even, at, sums, half)
    let a: f64 = 0
    let b: f64 = 0
    for (let k: i32 = 0; k < half; k += 2) {
      a += even[at + k] * sums[k]
      b += even[at + k + 1] * sums[k + 1]
    }
    return a + b
  }

  private point(x: Float32Array, n: i32, r: i32): f64 {
    const table = this.table
    const taps: i32 = 2 * this.half
    const first: i32 = n - this.half + 1
    let sum: f64 = 0
    for (let k: i32 = 0; k < taps; k++) sum += x[first + k] * table[r * taps + k]
    return sum
  }

  private vertex(before: f64, at: f64, after: f64): f64 {
    const sign: f64 = at < 0 ? -1 : 1
    const b: f64 = sign * at
    const a: f64 = sign * before
    const c: f64 = sign * after
    const bend: f64 = 2 * b - a - c
    if (a > b || c > b || bend <= 0) return b
    const top: f64 = b + ((c - a) * (c - a)) / (8 * bend)
    return top < b * this.rise ? top : b * this.rise
  }
}
