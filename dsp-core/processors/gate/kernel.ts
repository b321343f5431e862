// Open or shut once per step; one multiplication per sample.
import { allDbFromPower } from '../../signal/decibels'
import { DelayedGain } from '../../signal/delay'
import { LevelDetector } from '../../signal/envelope'
import { GainSteps } from '../../signal/gainSteps'
import { controlSamples, Kernel, pieceSamples, sidechainRoom } from '../kernel'

export class GateKernel extends Kernel {
  private detector: LevelDetector = new LevelDetector()
  private gain: GainSteps = new GainSteps()
  private output: DelayedGain = new DelayedGain()
  private thresholdDb: f64 = 0
  private hysteresisDb: f64 = 0
  private slope: f64 = 0
  private rangeDb: f64 = 0
  private holdSteps: i32 = 0
  /** Steps for which it stays open whatever comes; 0 when shut. */
  private openSteps: i32 = 0
  private opened: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.detector.prepare(channels > sidechainRoom ? channels : sidechainRoom, controlSamples, pieceSamples)
    this.gain.prepare(controlSamples, pieceSamples)
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
    this.holdSteps = holdSteps
    this.gain.configure(release, attack, 1)
    this.detector.configure(sidechainSections, 0)
    this.output.configure(lookAheadSamples)
  }

  override reset(): void {
    super.reset()
    this.detector.reset()
    this.gain.reset()
    this.output.reset()
    this.openSteps = 0
    this.opened = 0
  }

  protected run(start: i32, end: i32): void {
    const driver = this.sidechain.length > 0 ? this.sidechain : this.main
    const steps: i32 = this.detector.run(driver, start, end)
    const levels = this.detector.power
    allDbFromPower(levels, steps)
    for (let s: i32 = 0; s < steps; s++) levels[s] = this.wantedDb(levels[s])
    this.gain.pushAll(levels, steps)
    const gains = this.gain.draw(end - start)
    this.output.run(this.main, start, end, gains, this.gain.isOne())
  }

  protected override settle(): void {
    this.detector.settle()
    this.gain.settle()
  }

  /** 0 the largest reduction so far, positive; 1 the share of time it was open. */
  override reading(index: i32): f64 {
    if (index == 0) return this.gain.largestReductionDb()
    return this.gain.count() > 0 ? (100 * this.opened) / this.gain.count() : 0
  }

  private wantedDb(levelDb: f64): f64 {
    const over: f64 = levelDb - this.thresholdDb
    if (over >= 0 || (this.openSteps > 0 && over >= -this.hysteresisDb)) this.openSteps = this.holdSteps + 1
    else if (this.openSteps > 0) this.openSteps--
    if (this.openSteps > 0) {
      this.opened += 1
      return 0
    }
    const wanted: f64 = over * this.slope
    return wanted < -this.rangeDb ? -this.rangeDb : wanted
  }
}
