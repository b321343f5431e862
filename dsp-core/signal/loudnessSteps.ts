// K-weighted mean squares of steps of 10 ms, channels summed with their weights: what all loudness is made of.
// Step k ends at round(k x rate / 100).
import { BiquadCascade } from './biquad'
import { simd } from './simd'

const stepsPerSecond: i32 = 100
/** The K-weighting. */
const sectionRoom: i32 = 2

export class LoudnessSteps {
  /** Of the steps that ended in the last piece. */
  energies: Float64Array = new Float64Array(0)
  /** How much of the last piece lay in each step it touched; the last of them has not ended. */
  shares: Int32Array = new Int32Array(0)
  private sampleRateHz: f64 = 0
  private channels: i32 = 0
  private filter: BiquadCascade = new BiquadCascade()
  private weights: Float64Array = new Float64Array(0)
  /** Sum of squares of the step that has begun, per channel. */
  private partial: Float64Array = new Float64Array(0)
  /** Whole lengths of the steps that a piece touches. */
  private lengths: Int32Array = new Int32Array(0)
  /** Samples and steps since the last full second. */
  private sample: i32 = 0
  private step: i32 = 0
  private stepStart: i32 = 0

  prepare(sampleRateHz: f64, channels: i32, piece: i32): void {
    this.sampleRateHz = sampleRateHz
    this.channels = channels
    this.filter.prepare(channels, sectionRoom, piece)
    this.weights = new Float64Array(channels)
    this.partial = new Float64Array(channels)
    const room: i32 = this.mostIn(piece)
    this.energies = new Float64Array(room)
    this.lengths = new Int32Array(room)
    this.shares = new Int32Array(room)
  }

  /** How many steps so many samples can touch. */
  mostIn(samples: i32): i32 {
    return (Math.ceil((samples * stepsPerSecond) / this.sampleRateHz) as i32) + 2
  }

  configure(sections: Float64Array, weights: Float64Array): void {
    this.filter.configure(sections)
    for (let c: i32 = 0; c < this.channels; c++) this.weights[c] = weights[c]
  }

  reset(): void {
    this.filter.reset()
    this.partial.fill(0)
    this.sample = 0
    this.step = 0
    this.stepStart = 0
  }

  settle(): void {
    this.filter.settle()
  }

  /** Hears main[...][start ... end), at most a piece; returns how many steps ended. */
  hear(main: Array<Float32Array>, start: i32, end: i32): i32 {
    const count: i32 = end - start
    const ended: i32 = this.divide(count)
    for (let c: i32 = 0; c < this.channels; c += 2) {
      const second: i32 = c + 1 < this.channels ? c + 1 : c
      if (this.weights[c] == 0 && this.weights[second] == 0) continue
      if (simd && second > c && this.filter.sections == 2) {
        this.collectPair(main[c], main[second], start, c, ended)
        continue
      }
      this.filter.load(main[c], main[second], start, end)
      this.filter.filter(c, count)
      this.collect(this.filter.left, c, ended)
      if (second > c) this.collect(this.filter.right, second, ended)
    }
    for (let s: i32 = 0; s < ended; s++) this.energies[s] /= this.lengths[s]
    return ended
  }

  /** Weighted mean square so far of the step that has begun; -1 when nothing of it was heard. */
  unfinished(): f64 {
    const length: i32 = this.sample - this.stepStart
    if (length == 0) return -1
    let sum: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) sum += this.weights[c] * this.partial[c]
    return sum / length
  }

  /** Lays the next `count` samples over the steps; returns how many of these end. */
  private divide(count: i32): i32 {
    let done: i32 = 0
    let ended: i32 = 0
    let stepEnd: i32 = this.endOfStep()
    while (stepEnd - this.sample <= count - done) {
      const share: i32 = stepEnd - this.sample
      this.shares[ended] = share
      this.lengths[ended] = stepEnd - this.stepStart
      this.energies[ended] = 0
      ended++
      done += share
      this.begin(stepEnd)
      stepEnd = this.endOfStep()
    }
    this.shares[ended] = count - done
    this.sample += count - done
    return ended
  }

  private endOfStep(): i32 {
    return Math.floor(((this.step + 1) * this.sampleRateHz) / stepsPerSecond + 0.5) as i32
  }

  private begin(sample: i32): void {
    this.step++
    const second: bool = this.step == stepsPerSecond
    if (second) this.step = 0
    this.sample = second ? 0 : sample
    this.stepStart = this.sample
  }

  private collect(x: Float64Array, c: i32, ended: i32): void {
    const weight: f64 = this.weights[c]
    let sum: f64 = this.partial[c]
    let i: i32 = 0
    for (let s: i32 = 0; s <= ended; s++) {
      const stop: i32 = i + this.shares[s]
      for (; i < stop; i++) sum += x[i] * x[i]
      if (s < ended) {
        this.energies[s] += weight * sum
        sum = 0
      }
    }
    this.partial[c] = sum
  }

  /** Filters and collects channels c and c + 1, side by side. */
  private collectPair(left: Float32Array, right: Float32Array, start: i32, c: i32, ended: i32): void {
    let sums: v128 = f64x2(this.partial[c], this.partial[c + 1])
    let at: i32 = start
    for (let s: i32 = 0; s <= ended; s++) {
      const share: i32 = this.shares[s]
      sums = this.filter.squares(c, left, right, at, share, sums)
      at += share
      if (s < ended) {
        this.energies[s] += this.weights[c] * f64x2.extract_lane(sums, 0)
        this.energies[s] += this.weights[c + 1] * f64x2.extract_lane(sums, 1)
        sums = f64x2(0, 0)
      }
    }
    this.partial[c] = f64x2.extract_lane(sums, 0)
    this.partial[c + 1] = f64x2.extract_lane(sums, 1)
  }
}
