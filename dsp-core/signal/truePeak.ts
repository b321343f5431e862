// The highest point between two neighbouring samples: interpolated on a grid, the top by a parabola through three
// points of it. At 8 points per sample a sine just below Nyquist is read 0.003 dB low, where the grid alone may be
// 0.17 dB low. What cannot exceed a threshold is not computed: the bounds are those of the weights themselves, so
// skipping changes no bit.

export class PeakFinder {
  /** Samples needed before and after a cell: x[n - half + ...] to x[n + half]. */
  half: i32 = 0
  private phases: i32 = 0
  private taps: i32 = 0
  private table: Float64Array = new Float64Array(0)
  private grid: Float64Array = new Float64Array(0)
  private ending: Float32Array = new Float32Array(0)
  /** How much of the two samples of a cell, the two around it and all others can add up, largest of all points. */
  private innerWeight: f64 = 0
  private middleWeight: f64 = 0
  private outerWeight: f64 = 0
  private totalWeight: f64 = 0
  /** The most that a parabola may add: what a sine at Nyquist can have between two points. */
  private rise: f64 = 1

  prepare(maxPhases: i32, maxTaps: i32): void {
    this.table = new Float64Array(maxPhases * maxTaps)
    this.grid = new Float64Array(maxPhases + 2)
    this.ending = new Float32Array(2 * maxTaps + 2)
  }

  /** Rows of weights as interpolationTable makes them; rise is 1 / cos(pi / (2 phases)). */
  configure(phases: i32, table: Float64Array, rise: f64): void {
    this.phases = phases
    this.taps = Math.floor(table.length / phases) as i32
    this.half = Math.floor(this.taps / 2) as i32
    this.rise = rise
    for (let i: i32 = 0; i < table.length; i++) this.table[i] = table[i]
    this.innerWeight = 0
    this.middleWeight = 0
    this.outerWeight = 0
    this.totalWeight = 0
    for (let p: i32 = 0; p < phases; p++) this.weigh(p * this.taps)
  }

  /** True when no point of a cell in a stretch whose largest sample is `highest` can exceed the threshold. */
  cannotExceed(threshold: f64, highest: f64): bool {
    return highest * this.totalWeight <= threshold
  }

  /** Largest |value| in [n, n + 1) if it can exceed the threshold, else 0; `highest` as above. */
  cell(x: Float32Array, n: i32, threshold: f64, highest: f64): f64 {
    const inner: f64 = larger(x[n], x[n + 1])
    const middle: f64 = larger(x[n - 1], x[n + 2])
    const bound: f64 = inner * this.innerWeight + middle * this.middleWeight + highest * this.outerWeight
    return bound <= threshold ? 0 : this.top(x, n)
  }

  /** Largest |value| in [n, n + 1). */
  top(x: Float32Array, n: i32): f64 {
    const grid = this.grid
    const phases: i32 = this.phases
    const first: i32 = n - this.half + 1
    grid[0] = this.point(x, first - 1, phases - 1)
    grid[1] = x[n]
    for (let p: i32 = 1; p < phases; p++) grid[p + 1] = this.point(x, first, p)
    grid[phases + 1] = x[n + 1]
    let best: i32 = 1
    for (let p: i32 = 2; p <= phases; p++) {
      if (Math.abs(grid[p]) > Math.abs(grid[best])) best = p
    }
    return this.vertex(grid[best - 1], grid[best], grid[best + 1])
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

  private point(x: Float32Array, first: i32, phase: i32): f64 {
    const table = this.table
    const taps: i32 = this.taps
    const at: i32 = phase * taps
    let even: f64 = 0
    let odd: f64 = 0
    for (let k: i32 = 0; k < taps; k += 2) {
      even += x[first + k] * table[at + k]
      odd += x[first + k + 1] * table[at + k + 1]
    }
    return even + odd
  }

  private weigh(at: i32): void {
    const table = this.table
    const centre: i32 = at + this.half - 1
    let total: f64 = 0
    for (let k: i32 = 0; k < this.taps; k++) total += Math.abs(table[at + k])
    const inner: f64 = Math.abs(table[centre]) + Math.abs(table[centre + 1])
    const middle: f64 = Math.abs(table[centre - 1]) + Math.abs(table[centre + 2])
    // Room for the rounding of the sums themselves.
    const rise: f64 = this.rise * 1.000001
    if (inner * rise > this.innerWeight) this.innerWeight = inner * rise
    if (middle * rise > this.middleWeight) this.middleWeight = middle * rise
    if ((total - inner - middle) * rise > this.outerWeight) this.outerWeight = (total - inner - middle) * rise
    if (total * rise > this.totalWeight) this.totalWeight = total * rise
  }
}

function larger(a: f64, b: f64): f64 {
  const p: f64 = Math.abs(a)
  const q: f64 = Math.abs(b)
  return p > q ? p : q
}

/** Largest |value| of x[from ... to). */
export function highestOf(x: Float32Array, from: i32, to: i32): f64 {
  let highest: f64 = 0
  for (let i: i32 = from; i < to; i++) {
    const value: f64 = Math.abs(x[i])
    if (value > highest) highest = value
  }
  return highest
}
