// The flat tops of one channel. A run of equal samples is one when it is the highest of its surroundings, when it is
// flatter than the curve that leads to it could be by itself, and when more runs lie at exactly the same level.

/** Fewer equal samples happen by chance. */
const shortestRun: i32 = 3
/** Levels under -40 dBFS are not looked at: no converter clips there. */
const lowestLevel: f64 = 0.01
/** So many runs at one level are no chance; at full scale one is enough. By ear, 2026-11-24. */
const neededRuns: f64 = 3
/** The highest 16-bit sample. */
const fullScale: f64 = 32767 / 32768
/** A smooth top would have to be so many quantisation steps high, to be cut. By ear, 2026-11-24. */
const sagSteps: f64 = 2
/** Levels kept; those with the fewest samples make room. */
const levelRoom: i32 = 16

export class FlatTops {
  private levels: Float64Array = new Float64Array(0)
  private runs: Float64Array = new Float64Array(0)
  private samples: Float64Array = new Float64Array(0)
  private longest: Float64Array = new Float64Array(0)
  /** The sample before the run, and the one before that. */
  private before: f64 = 0
  private earlier: f64 = 0
  private value: f64 = 0
  private length: i32 = 0
  /** The smallest step between two samples so far: that of the quantiser. */
  private smallest: f64 = 0
  /** Highest and lowest sample of this surrounding and of the two before. */
  private highs: Float64Array = new Float64Array(3)
  private lows: Float64Array = new Float64Array(3)

  prepare(): void {
    this.levels = new Float64Array(levelRoom)
    this.runs = new Float64Array(levelRoom)
    this.samples = new Float64Array(levelRoom)
    this.longest = new Float64Array(levelRoom)
  }

  reset(): void {
    this.levels.fill(0)
    this.runs.fill(0)
    this.samples.fill(0)
    this.longest.fill(0)
    this.highs.fill(0)
    this.lows.fill(0)
    this.before = 0
    this.earlier = 0
    this.value = 0
    this.length = 0
    this.smallest = 2
  }

  hear(x: Float32Array, start: i32, end: i32): void {
    let high: f64 = this.highs[0]
    let low: f64 = this.lows[0]
    for (let i: i32 = start; i < end; i++) {
      const next: f64 = x[i]
      if (next == this.value) {
        this.length++
        continue
      }
      if (next > high) high = next
      else if (next < low) low = next
      this.highs[0] = high
      this.lows[0] = low
      this.leave(next)
    }
  }

  /** A new surrounding begins. */
  moveOn(): void {
    for (let i: i32 = 2; i > 0; i--) {
      this.highs[i] = this.highs[i - 1]
      this.lows[i] = this.lows[i - 1]
    }
    this.highs[0] = this.value > 0 ? this.value : 0
    this.lows[0] = this.value < 0 ? this.value : 0
  }

  /** Total of runs (0), of samples (1), and the longest run (2), over the levels that count. */
  total(what: i32): f64 {
    let total: f64 = 0
    for (let l: i32 = 0; l < levelRoom; l++) {
      if (!this.counts(l)) continue
      if (what == 0) total += this.runs[l]
      else if (what == 1) total += this.samples[l]
      else if (this.longest[l] > total) total = this.longest[l]
    }
    return total
  }

  /** The level that has most clipped samples, its place in the table; -1 without any. */
  worst(): i32 {
    let worst: i32 = -1
    for (let l: i32 = 0; l < levelRoom; l++) {
      if (this.counts(l) && (worst < 0 || this.samples[l] > this.samples[worst])) worst = l
    }
    return worst
  }

  samplesAt(l: i32): f64 {
    return this.samples[l]
  }

  levelAt(l: i32): f64 {
    return Math.abs(this.levels[l])
  }

  private counts(l: i32): bool {
    return this.runs[l] >= neededRuns || (this.runs[l] > 0 && Math.abs(this.levels[l]) >= fullScale)
  }

  /** The run has ended with `next`. */
  private leave(next: f64): void {
    const step: f64 = Math.abs(next - this.value)
    if (step < this.smallest) this.smallest = step
    if (this.length >= shortestRun && this.isCut(next)) this.count()
    this.earlier = this.length > 1 ? this.value : this.before
    this.before = this.value
    this.value = next
    this.length = 1
  }

  private isCut(next: f64): bool {
    const value: f64 = this.value
    const up: bool = value > 0
    if (Math.abs(value) < lowestLevel) return false
    if (up ? this.before >= value || next >= value : this.before <= value || next <= value) return false
    for (let i: i32 = 0; i < 3; i++) {
      if (up ? this.highs[i] > value : this.lows[i] < value) return false
    }
    // A parabola that rises by this much before the run falls by `sag` from the middle of the run to its ends.
    const rise: f64 = Math.abs(this.before - this.earlier)
    const length: f64 = this.length
    const sag: f64 = (rise * (length - 1) * (length - 1)) / (4 * (length + 2))
    return sag > sagSteps * this.smallest
  }

  private count(): void {
    let place: i32 = 0
    for (let l: i32 = 0; l < levelRoom; l++) {
      if (this.runs[l] > 0 && this.levels[l] == this.value) {
        place = l
        break
      }
      if (this.samples[l] < this.samples[place]) place = l
    }
    if (this.levels[place] != this.value) {
      this.levels[place] = this.value
      this.runs[place] = 0
      this.samples[place] = 0
      this.longest[place] = 0
    }
    this.runs[place] += 1
    this.samples[place] += this.length
    if (this.length > this.longest[place]) this.longest[place] = this.length
  }
}
