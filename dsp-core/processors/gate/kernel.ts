// Open or shut once per step; one multiplication per sample.
import { dbFromPower, gainFromDb } from '../../signal/decibels'
import { DelayedGain } from '../../signal/delay'
import { GainRamp, LevelDetector } from '../../signal/envelope'
import { controlSamples, Kernel, pieceSamples } from '../kernel'

/** Channels of a side-chain that are listened to. */
const sidechainRoom: i32 = 8

export class GateKernel extends Kernel {
  private detector: LevelDetector = new LevelDetector()
  private ramp: GainRamp = new GainRamp()
  private output: DelayedGain = new DelayedGain()
  private targets: Float64Array = new Float64Array(pieceSamples / controlSamples + 1)
  private thresholdDb: f64 = 0
  private hysteresisDb: f64 = 0
  private slope: f64 = 0
  private rangeDb: f64 = 0
  private attack: f64 = 0
  private holdSteps: i32 = 0
  private release: f64 = 0
  /** What is applied now, dB, 0 or negative. */
  private gainDb: f64 = 0
  /** Steps for which it stays open whatever comes; 0 when shut. */
  private openSteps: i32 = 0
  private lowestDb: f64 = 0
  private opened: f64 = 0
  private steps: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.detector.prepare(channels > sidechainRoom ? channels : sidechainRoom, controlSamples, pieceSamples)
    this.ramp.prepare(controlSamples, pieceSamples)
    // Longest look-ahead 10 ms.
    this.output.prepare(channels, (Math.ceil(sampleRateHz / 100) as i32) + 1, pieceSamples)
  }

  configure(
    thresholdDb: f64,
    hysteresisDb: f64,
    slope: f64,
    rangeDb: f64,
    attack: f64,
    holdSteps: i32,
    release: f64,
    lookAheadSamples: i32,
    sidechainSections: Float64Array,
  ): void {
    this.thresholdDb = thresholdDb
    this.hysteresisDb = hysteresisDb
    this.slope = slope
    this.rangeDb = rangeDb
    this.attack = attack
    this.holdSteps = holdSteps
    this.release = release
    this.detector.configure(sidechainSections, 0)
    this.output.configure(lookAheadSamples)
  }

  override reset(): void {
    super.reset()
    this.detector.reset()
    this.ramp.begin(1)
    this.output.reset()
    this.gainDb = 0
    this.openSteps = 0
    this.lowestDb = 0
    this.opened = 0
    this.steps = 0
  }

  protected run(start: i32, end: i32): void {
    const driver = this.sidechain.length > 0 ? this.sidechain : this.main
    const steps: i32 = this.detector.run(driver, start, end)
    for (let s: i32 = 0; s < steps; s++) this.targets[s] = this.decide(this.detector.power[s])
    this.ramp.draw(this.targets, end - start)
    this.output.run(this.main, start, end, this.ramp.gains)
  }

  protected override settle(): void {
    this.detector.settle()
    // A billionth of a decibel.
    if (this.gainDb > -1e-9) this.gainDb = 0
  }

  /** 0 the largest reduction so far, positive; 1 the share of time it was open. */
  override reading(index: i32): f64 {
    if (index == 0) return this.lowestDb < 0 ? -this.lowestDb : 0
    return this.steps > 0 ? (100 * this.opened) / this.steps : 0
  }

  private decide(power: f64): f64 {
    const over: f64 = dbFromPower(power) - this.thresholdDb
    if (over >= 0 || (this.openSteps > 0 && over >= -this.hysteresisDb)) this.openSteps = this.holdSteps + 1
    else if (this.openSteps > 0) this.openSteps--
    let wanted: f64 = 0
    if (this.openSteps == 0) {
      wanted = over * this.slope
      if (wanted < -this.rangeDb) wanted = -this.rangeDb
    } else this.opened += 1
    const keep: f64 = wanted > this.gainDb ? this.attack : this.release
    this.gainDb = wanted + keep * (this.gainDb - wanted)
    if (this.gainDb < this.lowestDb) this.lowestDb = this.gainDb
    this.steps += 1
    return this.gainDb == 0 ? 1 : gainFromDb(this.gainDb)
  }
}
