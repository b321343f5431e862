// Two levels and a gain once per step; a shelf that follows it.
import { dbFromPower } from '../../signal/decibels'
import { GainSteps } from '../../signal/gainSteps'
import { MovingShelf, splitPair } from '../../signal/shelf'
import { simd } from '../../signal/simd'
import { StepPower } from '../../signal/stepPower'
import { widen } from '../../signal/widen'
import { controlSamples, Kernel, pieceSamples } from '../kernel'

/** -80 dBFS: what is softer is left alone. */
const floorPower: f64 = 1e-8

export class DeEsserKernel extends Kernel {
  private shelves: Array<MovingShelf> = []
  private highPower: StepPower = new StepPower()
  private wholePower: StepPower = new StepPower()
  private whole: Float64Array = new Float64Array(pieceSamples)
  private wholeToo: Float64Array = new Float64Array(pieceSamples)
  private gain: GainSteps = new GainSteps()
  private thresholdDb: f64 = 0
  private maxReductionDb: f64 = 0
  private level: f64 = 0
  private highMean: f64 = 0
  private wholeMean: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.shelves = []
    for (let c: i32 = 0; c < channels; c++) {
      const shelf = new MovingShelf()
      shelf.prepare(pieceSamples)
      this.shelves.push(shelf)
    }
    this.highPower.prepare(channels, controlSamples, pieceSamples)
    this.wholePower.prepare(channels, controlSamples, pieceSamples)
    this.gain.prepare(controlSamples, pieceSamples)
  }

  configure(
    g: f64,
    damping: f64,
    thresholdDb: f64,
    maxReductionDb: f64,
    level: f64,
    attack: f64,
    release: f64,
  ): void {
    for (let c: i32 = 0; c < this.channels; c++) this.shelves[c].configure(g, damping)
    this.thresholdDb = thresholdDb
    this.maxReductionDb = maxReductionDb
    this.level = level
    this.gain.configure(attack, release, 1)
  }

  override reset(): void {
    super.reset()
    for (let c: i32 = 0; c < this.channels; c++) this.shelves[c].reset()
    this.highPower.reset()
    this.wholePower.reset()
    this.gain.reset()
    this.highMean = 0
    this.wholeMean = 0
  }

  protected run(start: i32, end: i32): void {
    const count: i32 = end - start
    this.listen(start, end)
    const steps: i32 = this.highPower.end(count)
    this.wholePower.end(count)
    for (let s: i32 = 0; s < steps; s++) {
      this.gain.push(this.wantedDb(this.highPower.power[s], this.wholePower.power[s]))
    }
    const gains = this.gain.draw(count)
    for (let c: i32 = 0; c < this.channels; c++) this.shelves[c].apply(this.main[c], start, end, gains)
  }

  protected override settle(): void {
    for (let c: i32 = 0; c < this.channels; c++) this.shelves[c].settle()
    if (this.highMean < 1e-30) this.highMean = 0
    if (this.wholeMean < 1e-30) this.wholeMean = 0
    this.gain.settle()
  }

  /** 0 the largest reduction so far, 1 the mean, both positive. */
  override reading(index: i32): f64 {
    return index == 0 ? this.gain.largestReductionDb() : this.gain.meanReductionDb()
  }

  private listen(start: i32, end: i32): void {
    const whole = this.whole
    this.highPower.begin()
    this.wholePower.begin()
    let c: i32 = 0
    if (simd) for (; c + 1 < this.channels; c += 2) this.listenPair(c, start, end)
    for (; c < this.channels; c++) {
      const x = this.main[c]
      widen(x, start, whole, end - start)
      this.wholePower.add(whole, c, end - start)
      this.shelves[c].split(x, start, end)
      this.highPower.add(this.shelves[c].high, c, end - start)
    }
  }

  private listenPair(c: i32, start: i32, end: i32): void {
    const count: i32 = end - start
    const x = this.main[c]
    const y = this.main[c + 1]
    widen(x, start, this.whole, count)
    widen(y, start, this.wholeToo, count)
    this.wholePower.addPair(this.whole, this.wholeToo, c, count)
    splitPair(this.shelves[c], this.shelves[c + 1], x, y, start, end)
    this.highPower.addPair(this.shelves[c].high, this.shelves[c + 1].high, c, count)
  }

  private wantedDb(high: f64, whole: f64): f64 {
    const level: f64 = this.level
    this.highMean = high + level * (this.highMean - high)
    this.wholeMean = whole + level * (this.wholeMean - whole)
    if (this.wholeMean <= floorPower) return 0
    const over: f64 = dbFromPower(this.highMean / this.wholeMean) - this.thresholdDb
    if (over <= 0) return 0
    return over < this.maxReductionDb ? -over : -this.maxReductionDb
  }
}
