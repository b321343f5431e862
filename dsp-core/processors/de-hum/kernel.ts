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
/** How often the fundamental is corrected, and by how much of what the cancellers' turning says. */
const correctionsPerSecond: f64 = 12
const correction: f64 = 0.1
/** For a second after a hum has been found the notches are wider: until they know it. */
const hurry: f64 = 3

export class DeHumKernel extends Kernel {
  private search: HumSearch = new HumSearch()
  private cancellers: Array<HumCanceller> = []
  private cos: Float64Array = new Float64Array(mostHarmonics)
  private sin: Float64Array = new Float64Array(mostHarmonics)
  /** Amplitudes at the last correction. */
  private pastA: Float64Array = new Float64Array(0)
  private pastB: Float64Array = new Float64Array(0)
  private removed: RemovedLevel = new RemovedLevel()
  private every: i32 = 1
  private gathered: i32 = 0
  private sum: f64 = 0
  private correctEvery: i32 = 1
  private sinceCorrection: i32 = 0
  private upToHz: f64 = 0
  private step: f64 = 0
  private forget: f64 = 0
  private wet: f64 = 0
  private hz: f64 = 0
  private harmonics: i32 = 0
  private turnCos: f64 = 1
  private turnSin: f64 = 0
  private phaseCos: f64 = 1
  private phaseSin: f64 = 0
  private hurried: i32 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const every: f64 = Math.floor(sampleRateHz / searchRateHz + 0.5)
    this.every = every > 1 ? (every as i32) : 1
    this.correctEvery = Math.floor(sampleRateHz / correctionsPerSecond) as i32
    this.search.prepare(sampleRateHz / this.every)
    this.cancellers = []
    for (let c: i32 = 0; c < channels; c++) {
      const canceller = new HumCanceller()
      canceller.prepare(mostHarmonics)
      this.cancellers.push(canceller)
    }
    this.pastA = new Float64Array(mostHarmonics * channels)
    this.pastB = new Float64Array(mostHarmonics * channels)
  }

  configure(upToHz: f64, step: f64, forget: f64, wet: f64): void {
    this.upToHz = upToHz
    this.step = step
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
  }

  protected run(start: i32, end: i32): void {
    for (let i: i32 = start; i < end; i++) {
      for (let c: i32 = 0; c < this.channels; c++) {
        const x: f64 = this.main[c][i]
        this.sum += x
        this.cancellers[c].heard += x * x
      }
      if (this.hz > 0) this.cancel(i)
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
    const hasty: bool = this.hurried > 0
    const step: f64 = hasty ? hurry * this.step : this.step
    if (hasty) this.hurried--
    for (let channel: i32 = 0; channel < this.channels; channel++) {
      const x = this.main[channel]
      const y: f64 = this.cancellers[channel].next(
        x[i],
        this.cos,
        this.sin,
        count,
        step,
        this.forget,
        this.wet,
      )
      if (this.wet > 0) x[i] = y as f32
    }
    this.sinceCorrection++
    if (this.sinceCorrection == this.correctEvery) this.correct()
  }

  /** A fundamental that is wrong makes the amplitudes turn, those of the k-th harmonic k times as fast. */
  private correct(): void {
    this.sinceCorrection = 0
    let turning: f64 = 0
    let weight: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) {
      const a = this.cancellers[c].a
      const b = this.cancellers[c].b
      for (let k: i32 = 0; k < this.harmonics; k++) {
        const at: i32 = c * mostHarmonics + k
        const times: f64 = k + 1
        turning += times * (this.pastB[at] * a[k] - this.pastA[at] * b[k])
        weight += times * times * (a[k] * a[k] + b[k] * b[k])
        this.pastA[at] = a[k]
        this.pastB[at] = b[k]
      }
    }
    if (!(weight > 0)) return
    let error: f64 = ((turning / weight) * this.sampleRateHz) / (this.correctEvery * twoPi)
    if (error > 0.1) error = 0.1
    if (error < -0.1) error = -0.1
    this.tune(this.hz + correction * error)
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
    const far: f64 = this.hz == 0 ? 0.3 : 0.2
    if (this.hz > 0 && found - this.hz < far && this.hz - found < far) return
    if (this.hz == 0) this.hurried = this.sampleRateHz as i32
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
    for (let c: i32 = 0; c < this.channels; c++) this.cancellers[c].silence()
    this.pastA.fill(0)
    this.pastB.fill(0)
    this.hz = 0
    this.harmonics = 0
    this.phaseCos = 1
    this.phaseSin = 0
    this.sinceCorrection = 0
    this.hurried = 0
  }
}
