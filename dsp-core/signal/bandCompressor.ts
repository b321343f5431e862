// Compressor of one band of several: its sound is handed to it apart, and comes back later by
// the look-ahead, with the gain it is to have.
import { CompressionCurve } from './compressionCurve'
import { DelayedGain } from './delay'
import { LevelDetector } from './envelope'
import { GainSteps } from './gainSteps'

export class BandCompressor {
  gain: GainSteps = new GainSteps()
  private detector: LevelDetector = new LevelDetector()
  private curve: CompressionCurve = new CompressionCurve()
  private output: DelayedGain = new DelayedGain()
  private unfiltered: Float64Array = new Float64Array(0)

  prepare(channels: i32, maxDelaySamples: i32, step: i32, piece: i32): void {
    this.detector.prepare(channels, step, piece)
    this.gain.prepare(step, piece)
    this.output.prepare(channels, maxDelaySamples, piece)
  }

  /** What the bands have in common; how much of the mean square is kept per step (0: peaks instead). */
  share(rms: f64, lookAheadSamples: i32): void {
    this.detector.configure(this.unfiltered, rms)
    this.output.configure(lookAheadSamples)
  }

  configure(thresholdDb: f64, slope: f64, kneeDb: f64, attack: f64, release: f64, makeup: f64): void {
    this.curve.configure(thresholdDb, slope, kneeDb)
    this.gain.configure(attack, release, makeup)
  }

  reset(): void {
    this.detector.reset()
    this.gain.reset()
    this.output.reset()
  }

  settle(): void {
    this.detector.settle()
    this.gain.settle()
  }

  /** What band[...][0 ... count) is to be multiplied with once it is delayed by the look-ahead; that is done here. */
  run(band: Array<Float32Array>, count: i32): Float64Array {
    const steps: i32 = this.detector.run(band, 0, count)
    this.curve.allGainsDb(this.detector.power, steps)
    this.gain.pushAll(this.detector.power, steps)
    this.output.delay(band, 0, count)
    return this.gain.draw(count)
  }

  /** In place of `run` where nothing is to change: only late. */
  delay(sound: Array<Float32Array>, start: i32, end: i32): void {
    this.output.delay(sound, start, end)
  }
}
