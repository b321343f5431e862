// The reduction that every step of 8 cells needs, held, released, averaged twice, applied to the delayed sound.
import { dbFromGain } from '../../signal/decibels'
import { GainRamp } from '../../signal/envelope'
import { History } from '../../signal/history'
import { MovingSum } from '../../signal/movingAverage'
import { SlidingMaximum } from '../../signal/slidingMaximum'
import { PeakFinder } from '../../signal/truePeak'
import { multiply } from '../../signal/widen'
import { controlSamples, Kernel, pieceSamples } from '../kernel'

/** Room for 16 points per sample of 128 weights. */
const maxRows: i32 = 15
const maxTaps: i32 = 128
/** Steps that share one first look, and what need not be found. */
const chunkSteps: i32 = 64
const chunkSamples: i32 = chunkSteps * controlSamples
/** Reductions (1 - gain) are counted in units of 2^-32, so that their sums are whole numbers. */
const unit: f64 = 4294967296

export class LimiterKernel extends Kernel {
  private histories: Array<History> = []
  private finder: PeakFinder = new PeakFinder()
  private held: SlidingMaximum = new SlidingMaximum()
  private firstAverage: MovingSum = new MovingSum()
  private secondAverage: MovingSum = new MovingSum()
  private ramp: GainRamp = new GainRamp()
  /** Highest point of each step that a piece touches; then the gains that these lead to. */
  private steps: Float64Array = new Float64Array(pieceSamples / controlSamples + 2)
  /** Of the step that has begun, for each channel: what is skipped must not depend on where blocks were cut. */
  private begun: Float64Array = new Float64Array(0)
  private ceiling: f64 = 1
  private target: f64 = 1
  private release: f64 = 0
  /** What is left of a reduction when no step of a chunk is held any more. */
  private leftAfter: f64 = 0
  /** Points up to this change nothing in the chunk: the release from earlier ones asks for more as long as they are held. */
  private heeded: f64 = 1
  private lookAheadSteps: i32 = 0
  private scale: f64 = 1
  private released: f64 = 0
  /** Steps until all that remembers a reduction has forgotten it; 0 when the gain is 1 and stays so. */
  private busy: i32 = 0
  private lowestGain: f64 = 1
  private limited: f64 = 0
  private heard: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    // Longest look-ahead 10 ms.
    const average: i32 = (Math.ceil(sampleRateHz / (200 * controlSamples)) as i32) + 1
    this.begun = new Float64Array(channels)
    this.histories = []
    for (let c: i32 = 0; c < channels; c++) {
      const history = new History()
      history.prepare(2 * average * controlSamples + 2 * maxTaps, pieceSamples)
      this.histories.push(history)
    }
    this.finder.prepare(maxRows, maxTaps)
    this.held.prepare(2 * average + 1)
    this.firstAverage.prepare(average)
    this.secondAverage.prepare(average)
    this.ramp.prepare(controlSamples, pieceSamples)
  }

  configure(
    ceiling: f64,
    target: f64,
    release: f64,
    averageSteps: i32,
    rows: i32,
    table: Float64Array,
    sampleBound: f64,
    bendBound: f64,
    rise: f64,
    quickTable: Float64Array,
  ): void {
    this.ceiling = ceiling
    this.target = target
    this.release = release
    this.lookAheadSteps = 2 * averageSteps
    this.leftAfter = 1
    for (let s: i32 = 0; s < chunkSteps + this.lookAheadSteps + 1; s++) this.leftAfter *= release
    this.scale = 1 / (unit * averageSteps * averageSteps)
    this.finder.configure(rows, table, sampleBound, bendBound, rise, quickTable)
    // The gain of a step is drawn between two results, of 2 x average - 1 held values each: every one of them must
    // know the step, and the one before (a point between two samples belongs to both).
    this.held.configure(this.lookAheadSteps + 1)
    this.firstAverage.configure(averageSteps)
    this.secondAverage.configure(averageSteps)
  }

  override reset(): void {
    super.reset()
    for (let c: i32 = 0; c < this.channels; c++) this.histories[c].reset()
    this.held.reset()
    this.firstAverage.reset()
    this.secondAverage.reset()
    this.ramp.begin(1)
    this.begun.fill(0)
    this.heeded = this.ceiling
    this.released = 0
    this.busy = 0
    this.lowestGain = 1
    this.limited = 0
    this.heard = 0
  }

  protected run(start: i32, end: i32): void {
    const count: i32 = end - start
    const filled: i32 = this.position % controlSamples
    const ended: i32 = Math.floor((filled + count) / controlSamples) as i32
    const steps = this.steps
    for (let s: i32 = 0; s <= ended; s++) steps[s] = 0
    for (let c: i32 = 0; c < this.channels; c++) this.histories[c].append(this.main[c], start, end)
    let at: i32 = 0
    let decided: i32 = 0
    while (at < count) {
      const into: i32 = (this.position + at) % chunkSamples
      if (into == 0) this.heed()
      const stop: i32 = at + chunkSamples - into < count ? at + chunkSamples - into : count
      for (let c: i32 = 0; c < this.channels; c++) this.find(c, filled, at, stop, count)
      const whole: i32 = Math.floor((filled + stop) / controlSamples) as i32
      for (; decided < whole; decided++) steps[decided] = this.decide(steps[decided])
      at = stop
    }
    this.ramp.draw(steps, count)
    for (let c: i32 = 0; c < this.channels; c++) this.apply(this.histories[c], this.main[c], start, count)
  }

  /** As the release stands before a chunk (less what its many multiplications round). */
  private heed(): void {
    const later: f64 = this.released * this.leftAfter * 0.999999
    const peak: f64 = this.target / (1 - later)
    this.heeded = peak > this.ceiling ? peak : this.ceiling
  }

  /** 0 the largest reduction so far, positive; 1 the share of time with any. */
  override reading(index: i32): f64 {
    if (index == 0) return this.lowestGain < 1 ? -dbFromGain(this.lowestGain) : 0
    return this.heard > 0 ? (100 * this.limited) / this.heard : 0
  }

  /** Raises steps to the highest points of cells [from, to) of the newest `count`, as far as these are heeded. */
  private find(c: i32, filled: i32, from: i32, to: i32, count: i32): void {
    const history = this.histories[c]
    const x = history.data
    const first: i32 = history.end - count - this.finder.half
    const steps = this.steps
    const skip: bool = this.finder.cannotExceed(x, first + from, first + to, this.heeded)
    let known: f64 = this.begun[c]
    let at: i32 = from
    while (at < to) {
      const s: i32 = Math.floor((filled + at) / controlSamples) as i32
      const stepEnd: i32 = (s + 1) * controlSamples - filled
      const end: i32 = stepEnd < to ? stepEnd : to
      if (!skip) known = this.highestIn(x, first + at, first + end, known)
      if (known > steps[s]) steps[s] = known
      if (end == stepEnd) known = 0
      at = end
    }
    this.begun[c] = known
  }

  /** The larger of `known` and the highest point of cells [from, to); 0 when that is not heeded. */
  private highestIn(x: Float32Array, from: i32, to: i32, known: f64): f64 {
    const highest: f64 = this.finder.highestCell(x, from, to, known > this.heeded ? known : this.heeded)
    return highest > this.heeded ? highest : 0
  }

  /** Gain at the end of a step whose highest point is known. */
  private decide(peak: f64): f64 {
    this.heard += 1
    if (peak == 0 && this.busy == 0) return 1
    const held: f64 = this.held.push(peak > this.ceiling ? 1 - this.target / peak : 0)
    let released: f64 = this.released * this.release
    if (held > released) released = held
    // Under -180 dB: a gain of 1.
    if (released < 1e-9) released = 0
    this.released = released
    if (released > 0) this.busy = this.lookAheadSteps + 1
    else if (this.busy > 0) this.busy--
    const units: f64 = Math.ceil(released * unit)
    const gain: f64 = 1 - this.secondAverage.push(this.firstAverage.push(units)) * this.scale
    if (gain < 1) this.limited += 1
    if (gain < this.lowestGain) this.lowestGain = gain
    return gain
  }

  private apply(history: History, x: Float32Array, start: i32, count: i32): void {
    const past = history.data
    const gains = this.ramp.gains
    const delay: i32 = this.finder.half + this.lookAheadSteps * controlSamples
    const from: i32 = history.end - count - delay
    if (this.ramp.isOne) history.copyTo(x, start, from, count)
    else multiply(past, from, gains, x, start, count)
  }
}
