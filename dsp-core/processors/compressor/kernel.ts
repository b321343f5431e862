// Level, gain computer and smoothing once per step; one multiplication per sample.
import { CompressionCurve } from '../../signal/compressionCurve'
import { DelayedGain } from '../../signal/delay'
import { LevelDetector } from '../../signal/envelope'
import { GainSteps } from '../../signal/gainSteps'
import { controlSamples, Kernel, pieceSamples, sidechainRoom } from '../kernel'

export class CompressorKernel extends Kernel {
  private detector: LevelDetector = new LevelDetector()
  private curve: CompressionCurve = new CompressionCurve()
  private gain: GainSteps = new GainSteps()
  private output: DelayedGain = new DelayedGain()

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.detector.prepare(channels > sidechainRoom ? channels : sidechainRoom, controlSamples, pieceSamples)
    this.gain.prepare(controlSamples, pieceSamples)
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
    this.curve.configure(thresholdDb, slope, kneeDb)
    this.gain.configure(attack, release, makeup)
    this.detector.configure(sidechainSections, rms)
    this.output.configure(lookAheadSamples)
  }

  override reset(): void {
    super.reset()
    this.detector.reset()
    this.gain.reset()
    this.output.reset()
  }

  protected run(start: i32, end: i32): void {
    const driver = this.sidechain.length > 0 ? this.sidechain : this.main
    const steps: i32 = this.detector.run(driver, start, end)
    this.curve.allGainsDb(this.detector.power, steps)
    this.gain.pushAll(this.detector.power, steps)
    const gains = this.gain.draw(end - start)
    this.output.run(this.main, start, end, gains, this.gain.isOne())
  }

  protected override settle(): void {
    this.detector.settle()
    this.gain.settle()
  }

  /** 0 the largest reduction so far, 1 the mean, both positive. */
  override reading(index: i32): f64 {
    return index == 0 ? this.gain.largestReductionDb() : this.gain.meanReductionDb()
  }
}
