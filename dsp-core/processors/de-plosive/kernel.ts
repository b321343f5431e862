// Levels below and above the corner and a gain once per step; a low shelf on the delayed sound follows it.
import { dbFromPower, gainFromDb } from '../../signal/decibels'
import { GainRamp } from '../../signal/envelope'
import { History } from '../../signal/history'
import { MovingLowShelf } from '../../signal/lowShelf'
import { RemovedLevel } from '../../signal/removedLevel'
import { StepPower } from '../../signal/stepPower'
import { controlSamples, Kernel, pieceSamples } from '../kernel'

/** -66 dBFS: a burst that soft is not heard. */
const floorPower: f64 = 2.5e-7
/** A burst is brought under the threshold, not to it: by ear, 2026-11-24. */
const slope: f64 = 3

export class DePlosiveKernel extends Kernel {
  /** One listens to what comes, the other changes what goes. */
  private ears: Array<MovingLowShelf> = []
  private shelves: Array<MovingLowShelf> = []
  private histories: Array<History> = []
  private lowPower: StepPower = new StepPower()
  private highPower: StepPower = new StepPower()
  private rest: Float64Array = new Float64Array(pieceSamples)
  private ramp: GainRamp = new GainRamp()
  private targets: Float64Array = new Float64Array(pieceSamples / controlSamples + 1)
  /** One for each channel, so that sums do not depend on where blocks are cut. */
  private removed: Array<RemovedLevel> = []
  private sum: RemovedLevel = new RemovedLevel()
  private thresholdDb: f64 = 0
  private overPastDb: f64 = 0
  private depthDb: f64 = 0
  private level: f64 = 0
  private past: f64 = 0
  private attack: f64 = 0
  private release: f64 = 0
  private lookAheadSamples: i32 = 0
  private lowMean: f64 = 0
  private highMean: f64 = 0
  private lowPast: f64 = 0
  private highPast: f64 = 0
  private gainDb: f64 = 0
  private lowestDb: f64 = 0
  private active: f64 = 0
  private steps: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.ears = []
    this.shelves = []
    this.histories = []
    this.removed = []
    for (let c: i32 = 0; c < channels; c++) {
      const ear = new MovingLowShelf()
      ear.prepare(pieceSamples)
      this.ears.push(ear)
      const shelf = new MovingLowShelf()
      shelf.prepare(pieceSamples)
      this.shelves.push(shelf)
      this.removed.push(new RemovedLevel())
      const history = new History()
      // 12 ms are less than a fiftieth of a second.
      history.prepare(Math.ceil(sampleRateHz / 50) as i32, pieceSamples)
      this.histories.push(history)
    }
    this.lowPower.prepare(channels, controlSamples, pieceSamples)
    this.highPower.prepare(channels, controlSamples, pieceSamples)
    this.ramp.prepare(controlSamples, pieceSamples)
  }

  configure(
    g: f64,
    damping: f64,
    thresholdDb: f64,
    overPastDb: f64,
    depthDb: f64,
    level: f64,
    past: f64,
    attack: f64,
    release: f64,
    lookAheadSamples: i32,
  ): void {
    for (let c: i32 = 0; c < this.channels; c++) {
      this.ears[c].configure(g, damping)
      this.shelves[c].configure(g, damping)
    }
    this.thresholdDb = thresholdDb
    this.overPastDb = overPastDb
    this.depthDb = depthDb
    this.level = level
    this.past = past
    this.attack = attack
    this.release = release
    this.lookAheadSamples = lookAheadSamples
  }

  override reset(): void {
    super.reset()
    for (let c: i32 = 0; c < this.channels; c++) {
      this.ears[c].reset()
      this.shelves[c].reset()
      this.histories[c].reset()
      this.removed[c].reset()
    }
    this.lowPower.reset()
    this.highPower.reset()
    this.ramp.begin(1)
    this.lowMean = 0
    this.highMean = 0
    this.lowPast = 0
    this.highPast = 0
    this.gainDb = 0
    this.lowestDb = 0
    this.active = 0
    this.steps = 0
  }

  protected run(start: i32, end: i32): void {
    const count: i32 = end - start
    this.listen(start, end)
    const steps: i32 = this.lowPower.end(count)
    this.highPower.end(count)
    for (let s: i32 = 0; s < steps; s++) {
      this.targets[s] = this.decide(this.lowPower.power[s], this.highPower.power[s])
    }
    this.ramp.draw(this.targets, count)
    for (let c: i32 = 0; c < this.channels; c++) this.change(c, start, end)
  }

  protected override settle(): void {
    for (let c: i32 = 0; c < this.channels; c++) {
      this.ears[c].settle()
      this.shelves[c].settle()
    }
    if (this.lowMean < 1e-30) this.lowMean = 0
    if (this.highMean < 1e-30) this.highMean = 0
    if (this.lowPast < 1e-30) this.lowPast = 0
    if (this.highPast < 1e-30) this.highPast = 0
    // A billionth of a decibel.
    if (this.gainDb > -1e-9) this.gainDb = 0
  }

  /** 0 the level of what was taken out against what came in, 1 the largest cut, 2 the share of time with one. */
  override reading(index: i32): f64 {
    if (index == 0) return this.removedDb()
    if (index == 1) return this.lowestDb < 0 ? -this.lowestDb : 0
    return this.steps > 0 ? (100 * this.active) / this.steps : 0
  }

  private removedDb(): f64 {
    const sum = this.sum
    sum.reset()
    for (let c: i32 = 0; c < this.channels; c++) {
      sum.heard += this.removed[c].heard
      sum.removed += this.removed[c].removed
    }
    return sum.db()
  }

  private listen(start: i32, end: i32): void {
    const rest = this.rest
    this.lowPower.begin()
    this.highPower.begin()
    for (let c: i32 = 0; c < this.channels; c++) {
      const x = this.main[c]
      const low = this.ears[c].low
      this.ears[c].split(x, start, end)
      for (let i: i32 = start; i < end; i++) rest[i - start] = x[i] - low[i - start]
      this.lowPower.add(low, c, end - start)
      this.highPower.add(rest, c, end - start)
    }
  }

  private change(c: i32, start: i32, end: i32): void {
    const x = this.main[c]
    const history = this.histories[c]
    history.append(x, start, end)
    const past = history.data
    const from: i32 = history.end - (end - start) - this.lookAheadSamples - start
    const removed = this.removed[c]
    let heard: f64 = removed.heard
    for (let i: i32 = start; i < end; i++) {
      const value: f64 = past[from + i]
      x[i] = value as f32
      heard += value * value
    }
    removed.heard = heard
    this.shelves[c].split(x, start, end)
    removed.removed = this.shelves[c].apply(x, start, end, this.ramp.gains, removed.removed)
  }

  private decide(low: f64, high: f64): f64 {
    this.lowMean = low + this.level * (this.lowMean - low)
    this.highMean = high + this.level * (this.highMean - high)
    let wanted: f64 = 0
    if (this.lowMean > floorPower && this.depthDb > 0) {
      const lowDb: f64 = dbFromPower(this.lowMean)
      const voice: f64 = this.highMean > this.highPast ? this.highMean : this.highPast
      const overVoice: f64 = lowDb - dbFromPower(voice) - this.thresholdDb
      const overPast: f64 = lowDb - dbFromPower(this.lowPast) - this.overPastDb
      const over: f64 = slope * (overVoice < overPast ? overVoice : overPast)
      if (over > 0) wanted = over < this.depthDb ? -over : -this.depthDb
    }
    this.lowPast = low + this.past * (this.lowPast - low)
    this.highPast = high + this.past * (this.highPast - high)
    const keep: f64 = wanted < this.gainDb ? this.attack : this.release
    this.gainDb = wanted + keep * (this.gainDb - wanted)
    if (this.gainDb < this.lowestDb) this.lowestDb = this.gainDb
    if (this.gainDb < -1) this.active += 1
    this.steps += 1
    return this.gainDb == 0 ? 1 : gainFromDb(this.gainDb)
  }
}
