// Oscillators at the harmonics of the hum, a canceller for each channel, and what keeps them in step with the hum.
import { HumCanceller } from '../../signal/humCanceller'
import { HumSearch } from '../../signal/humSearch'
import { RemovedLevel } from '../../signal/removedLevel'
import { Kernel } from '../kernel'

/** 2000 Hz are 44 times 45. */
const mostHarmonics: i32 = 45
const twoPi: f64 = 6.283185307179586
/** The search runs at about this rate. */
const searchRateHz: f64 = 1500
/** Turns of the search (some 30 s) after which a hum that is not seen is given up. */
const patience: i32 = 88
/** A step of the cancellers in periods, and their questions in steps. */
const stepPeriods: i32 = 2
const questionSteps: i32 = 4
/** How much of what the harmonics' turning says is believed at once, and no more than so much. */
const correction: f64 = 0.3
const mostErrorHz: f64 = 0.1
/** A given fundamental may be off by so much. */
const givenOffHz: f64 = 0.5

export class DeHumKernel extends Kernel {
  private search: HumSearch = new HumSearch()
  private cancellers: Array<HumCanceller> = []
  private cos: Float64Array = new Float64Array(mostHarmonics)
  private sin: Float64Array = new Float64Array(mostHarmonics)
  private removed: RemovedLevel = new RemovedLevel()
  private every: i32 = 1
  private gathered: i32 = 0
  private sum: f64 = 0
  private window: Float64Array = new Float64Array(8)
  private periods: i32 = 0
  private stepsDone: i32 = 0
  private upToHz: f64 = 0
  private givenHz: f64 = 0
  private glide: f64 = 0
  private forget: f64 = 0
  private wet: f64 = 0
  private hz: f64 = 0
  private harmonics: i32 = 0
  private turnCos: f64 = 1
  private turnSin: f64 = 0
  private phaseCos: f64 = 1
  private phaseSin: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const every: f64 = Math.floor(sampleRateHz / searchRateHz + 0.5)
    this.every = every > 1 ? (every as i32) : 1
    this.search.prepare(sampleRateHz / this.every)
    this.cancellers = []
    for (let c: i32 = 0; c < channels; c++) {
      const canceller = new HumCanceller()
      canceller.prepare(mostHarmonics)
      this.cancellers.push(canceller)
    }
  }

  configure(upToHz: f64, givenHz: f64, window: Float64Array, glide: f64, forget: f64, wet: f64): void {
    this.upToHz = upToHz
    this.givenHz = givenHz
    this.glide = glide
    for (let i: i32 = 0; i < this.window.length; i++) this.window[i] = window[i]
    this.forget = forget
    this.wet = wet
  }

  override reset(): void {
    super.reset()
    this.search.reset()
    for (let c: i32 = 0; c < this.channels; c++) this.cancellers[c].reset()
    this.gathered = 0
    this.sum = 0
    this.stop()
    if (this.givenHz > 0) this.tune(this.givenHz)
  }

  protected run(start: i32, end: i32): void {
    for (let i: i32 = start; i < end; i++) {
      for (let c: i32 = 0; c < this.channels; c++) {
        const x: f64 = this.main[c][i]
        this.sum += x
        this.cancellers[c].heard += x * x
      }
      if (this.hz > 0) this.cancel(i)
      if (this.givenHz > 0) continue
      this.gathered++
      if (this.gathered == this.every) {
        if (this.search.push(this.sum / (this.every * this.channels))) this.follow()
        this.gathered = 0
        this.sum = 0
      }
    }
  }

  protected override settle(): void {
    for (let c: i32 = 0; c < this.channels; c++) this.cancellers[c].settle()
  }

  /** 0 the fundamental, 0 when there is no hum; 1 the level of what was removed against what came in. */
  override reading(index: i32): f64 {
    if (index == 0) return this.hz
    this.removed.reset()
    for (let c: i32 = 0; c < this.channels; c++) {
      this.removed.heard += this.cancellers[c].heard
      this.removed.removed += this.cancellers[c].removed
    }
    return this.removed.db()
  }

  private cancel(i: i32): void {
    const count: i32 = this.harmonics
    let c: f64 = this.phaseCos * this.turnCos - this.phaseSin * this.turnSin
    let s: f64 = this.phaseSin * this.turnCos + this.phaseCos * this.turnSin
    const over: bool = s >= 0 && this.phaseSin < 0
    // Keeps the length at 1.
    const length: f64 = 1.5 - 0.5 * (c * c + s * s)
    c *= length
    s *= length
    this.phaseCos = c
    this.phaseSin = s
    this.cos[0] = c
    this.sin[0] = s
    for (let k: i32 = 1; k < count; k++) {
      this.cos[k] = this.cos[k - 1] * c - this.sin[k - 1] * s
      this.sin[k] = this.sin[k - 1] * c + this.cos[k - 1] * s
    }
    for (let channel: i32 = 0; channel < this.channels; channel++) {
      const x = this.main[channel]
      const y: f64 = this.cancellers[channel].next(
        x[i],
        this.cos,
        this.sin,
        count,
        this.glide,
        this.forget,
        this.wet,
      )
      if (this.wet > 0) x[i] = y as f32
    }
    if (over) this.endPeriod()
  }

  private endPeriod(): void {
    this.periods++
    if (this.periods < stepPeriods) return
    this.periods = 0
    for (let c: i32 = 0; c < this.channels; c++) this.cancellers[c].endStep(this.harmonics)
    this.stepsDone++
    if (this.stepsDone < questionSteps) return
    this.stepsDone = 0
    this.correct()
  }

  /** A fundamental that is wrong makes the harmonics turn, the k-th k times as fast. */
  private correct(): void {
    const count: i32 = this.harmonics
    let turning: f64 = 0
    let weight: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) {
      this.cancellers[c].ask(count, this.window)
      turning += this.cancellers[c].turning
      weight += this.cancellers[c].weight
    }
    const secondsEach: f64 = (stepPeriods * questionSteps) / this.hz
    if (weight > 1e-20) {
      let error: f64 = turning / weight / (twoPi * secondsEach)
      if (error > mostErrorHz) error = mostErrorHz
      if (error < -mostErrorHz) error = -mostErrorHz
      this.shift(correction * error, secondsEach)
    }
    for (let c: i32 = 0; c < this.channels; c++) this.cancellers[c].decide(this.harmonics)
  }

  private shift(byHz: f64, secondsEach: f64): void {
    let hz: f64 = this.hz + byHz
    if (this.givenHz > 0) {
      if (hz > this.givenHz + givenOffHz) hz = this.givenHz + givenOffHz
      if (hz < this.givenHz - givenOffHz) hz = this.givenHz - givenOffHz
    }
    const angle: f64 = twoPi * (hz - this.hz) * secondsEach
    const s: f64 = angle * (1 - (angle * angle) / 6)
    const c: f64 = Math.sqrt(1 - s * s)
    for (let k: i32 = 0; k < this.channels; k++) this.cancellers[k].turn(this.harmonics, c, s)
    this.tune(hz)
  }

  private follow(): void {
    const found: f64 = this.search.foundHz
    if (found == 0) return
    if (this.search.unseen > patience) {
      this.search.foundHz = 0
      this.stop()
      return
    }
    if (this.search.unseen > 0) return
    if (this.hz > 0) {
      // What works is left alone.
      let taken: i32 = 0
      for (let c: i32 = 0; c < this.channels; c++) taken += this.cancellers[c].taken
      if (taken > 0 || Math.abs(found - this.hz) < 0.2) return
      this.stop()
    }
    this.tune(found)
  }

  private tune(hz: f64): void {
    this.hz = hz
    const count: i32 = Math.floor(this.upToHz / hz) as i32
    this.harmonics = count < mostHarmonics ? count : mostHarmonics
    // Sine and cosine of a small angle by their series: 65 Hz at 4 kHz is a tenth; next term 1e-13.
    const w: f64 = (twoPi * hz) / this.sampleRateHz
    const v: f64 = w * w
    this.turnSin = w * (1 - (v / 6) * (1 - (v / 20) * (1 - (v / 42) * (1 - v / 72))))
    this.turnCos = 1 - (v / 2) * (1 - (v / 12) * (1 - (v / 30) * (1 - (v / 56) * (1 - v / 90))))
  }

  private stop(): void {
    for (let c: i32 = 0; c < this.channels; c++) this.cancellers[c].forgetAll()
    this.hz = 0
    this.harmonics = 0
    this.phaseCos = 1
    this.phaseSin = 0
    this.periods = 0
    this.stepsDone = 0
  }
}
