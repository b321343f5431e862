// Two levels and a gain once per step; a shelf that follows it.
import { allDbFromPower } from '../../signal/decibels'
import { GainSteps } from '../../signal/gainSteps'
import { MovingShelf } from '../../signal/shelf'
import { applyToPair, listenToPair } from '../../signal/shelfPair'
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
    this.want(steps)
    this.gain.pushAll(this.highPower.power, steps)
    const roots = this.gain.drawRoots(count)
    if (this.gain.isOne()) return
    let c: i32 = 0
    if (simd) {
      for (; c + 1 < this.channels; c += 2)
        applyToPair(this.shelves[c], this.main[c], this.main[c + 1], start, count, roots)
    }
    for (; c < this.channels; c++) this.shelves[c].apply(this.main[c], start, end, roots)
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
    if (simd) for (; c + 1 < this.channels; c += 2) this.listenPair(c, start, end - start)
    for (; c < this.channels; c++) {
      const x = this.main[c]
      widen(x, start, whole, end - start)
      this.wholePower.add(whole, c, end - start)
      this.shelves[c].split(x, start, end)
      this.highPower.add(this.shelves[c].high, c, end - start)
    }
  }

  private listenPair(c: i32, start: i32, count: i32): void {
    const shelves = this.shelves
    const main = this.main
    listenToPair(
      shelves[c],
      shelves[c + 1],
      main[c],
      main[c + 1],
      start,
      count,
      c,
      this.wholePower,
      this.highPower,
    )
  }

  /** The high parts' powers become the gains that they want, in decibels. */
  private want(steps: i32): void {
    const high = this.highPower.power
    const whole = this.wholePower.power
    const level: f64 = this.level
    let highMean: f64 = this.highMean
    let wholeMean: f64 = this.wholeMean
    for (let s: i32 = 0; s < steps; s++) {
      highMean = high[s] + level * (highMean - high[s])
      wholeMean = whole[s] + level * (wholeMean - whole[s])
      high[s] = wholeMean > floorPower ? highMean / wholeMean : 0
    }
    this.highMean = highMean
    this.wholeMean = wholeMean
    allDbFromPower(high, steps)
    for (let s: i32 = 0; s < steps; s++) {
      const over: f64 = high[s] - this.thresholdDb
      if (over <= 0) high[s] = 0
      else high[s] = over < this.maxReductionDb ? -over : -this.maxReductionDb
    }
  }
}
