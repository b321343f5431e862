// K-weighting, squares summed over steps of 10 ms, and what a chain wants to read of them with bounded memory.
import { BiquadCascade } from '../../signal/biquad'
import { LoudnessReadings } from '../../signal/loudness'
import { Kernel, pieceSamples } from '../kernel'

const stepsPerSecond: i32 = 100

export class LoudnessMeterKernel extends Kernel {
  private filter: BiquadCascade = new BiquadCascade()
  private readings: LoudnessReadings = new LoudnessReadings()
  private weights: Float64Array = new Float64Array(0)
  /** Sum of squares of the step that has begun, per channel. */
  private partial: Float64Array = new Float64Array(0)
  /** Of each step touched by a piece: its weighted sum, its whole length, and how much of it lies in the piece. */
  private sums: Float64Array = new Float64Array(0)
  private lengths: Int32Array = new Int32Array(0)
  private shares: Int32Array = new Int32Array(0)
  /** Samples and steps since the last full second; step k ends at round(k x rate / 100). */
  private sample: i32 = 0
  private step: i32 = 0
  private stepStart: i32 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.filter.prepare(channels, 2, pieceSamples)
    this.readings.prepare()
    this.weights = new Float64Array(channels)
    this.partial = new Float64Array(channels)
    const stepSamples: f64 = sampleRateHz / stepsPerSecond
    const room: i32 = (Math.ceil(pieceSamples / stepSamples) as i32) + 2
    this.sums = new Float64Array(room)
    this.lengths = new Int32Array(room)
    this.shares = new Int32Array(room)
    this.finished = new Float32Array((Math.ceil(maxBlock / stepSamples) as i32) + 2)
  }

  configure(sections: Float64Array, weights: Float64Array): void {
    this.filter.configure(sections)
    for (let c: i32 = 0; c < this.channels; c++) this.weights[c] = weights[c]
  }

  override reset(): void {
    super.reset()
    this.filter.reset()
    this.readings.reset()
    this.partial.fill(0)
    this.finishedCount = 0
    this.sample = 0
    this.step = 0
    this.stepStart = 0
  }

  protected run(start: i32, end: i32): void {
    const count: i32 = end - start
    const ended: i32 = this.divide(count)
    for (let c: i32 = 0; c < this.channels; c += 2) {
      const second: i32 = c + 1 < this.channels ? c + 1 : c
      if (this.weights[c] == 0 && this.weights[second] == 0) continue
      this.filter.load(this.main[c], this.main[second], start, end)
      this.filter.filter(c, count)
      this.collect(this.filter.left, c, ended)
      if (second > c) this.collect(this.filter.right, second, ended)
    }
    for (let s: i32 = 0; s < ended; s++) this.finish(this.sums[s] / this.lengths[s])
  }

  protected override settle(): void {
    this.filter.settle()
  }

  /** In the order of the description's list. */
  override reading(index: i32): f64 {
    if (index == 0) return this.readings.integratedLufs()
    return index == 1 ? this.readings.maxMomentaryLufs() : this.readings.maxShortTermLufs()
  }

  /** Weighted mean square. */
  override unfinished(): f64 {
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
      this.sums[ended] = 0
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
        this.sums[s] += weight * sum
        sum = 0
      }
    }
    this.partial[c] = sum
  }

  private finish(energy: f64): void {
    this.finished[this.finishedCount] = energy as f32
    this.finishedCount++
    this.readings.push(energy)
  }
}
