// Level, gain computer and smoothing once per step; one multiplication per sample.
import { dbFromPower, gainFromDb } from '../../signal/decibels'
import { DelayedGain } from '../../signal/delay'
import { GainRamp, LevelDetector } from '../../signal/envelope'
import { controlSamples, Kernel, pieceSamples } from '../kernel'

/** Channels of a side-chain that are listened to. */
const sidechainRoom: i32 = 8

export class CompressorKernel extends Kernel {
  private detector: LevelDetector = new LevelDetector()
  private ramp: GainRamp = new GainRamp()
  private output: DelayedGain = new DelayedGain()
  private targets: Float64Array = new Float64Array(pieceSamples / controlSamples + 1)
  private thresholdDb: f64 = 0
  private slope: f64 = 0
  private kneeDb: f64 = 0
  private attack: f64 = 0
  private release: f64 = 0
  private makeup: f64 = 1
  /** What is applied now, dB, 0 or negative. */
  private gainDb: f64 = 0
  private lowestDb: f64 = 0
  private sumDb: f64 = 0
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
    slope: f64,
    kneeDb: f64,
    attack: f64,
    release: f64,
    makeup: f64,
    rms: f64,
    lookAheadSamples: i32,
    sidechainSections: Float64Array,
  ): void {
    this.thresholdDb = thresholdDb
    this.slope = slope
    this.kneeDb = kneeDb
    this.attack = attack
    this.release = release
    this.makeup = makeup
    this.detector.configure(sidechainSections, rms)
    this.output.configure(lookAheadSamples)
    this.ramp.begin(makeup)
  }

  override reset(): void {
    super.reset()
    this.detector.reset()
    this.ramp.begin(this.makeup)
    this.output.reset()
    this.gainDb = 0
    this.lowestDb = 0
    this.sumDb = 0
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

  /** 0 the largest reduction so far, 1 the mean, both positive. */
  override reading(index: i32): f64 {
    if (index == 0) return this.lowestDb < 0 ? -this.lowestDb : 0
    return this.steps > 0 && this.sumDb < 0 ? -this.sumDb / this.steps : 0
  }

  private decide(power: f64): f64 {
    const wanted: f64 = this.curve(power)
    const keep: f64 = wanted < this.gainDb ? this.attack : this.release
    this.gainDb = wanted + keep * (this.gainDb - wanted)
    if (this.gainDb < this.lowestDb) this.lowestDb = this.gainDb
    this.sumDb += this.gainDb
    this.steps += 1
    return this.gainDb == 0 ? this.makeup : this.makeup * gainFromDb(this.gainDb)
  }

  /** The static curve: gain in dB for a level. */
  private curve(power: f64): f64 {
    if (this.slope == 0) return 0
    const over: f64 = dbFromPower(power) - this.thresholdDb
    if (2 * over <= -this.kneeDb) return 0
    if (2 * over >= this.kneeDb) return this.slope * over
    const inKnee: f64 = over + this.kneeDb / 2
    return (this.slope * inKnee * inKnee) / (2 * this.kneeDb)
  }
}
