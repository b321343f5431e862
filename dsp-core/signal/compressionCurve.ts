// The static curve of a compressor with a soft knee: what gain a level wants.
// Source: Giannoulis, Massberg, Reiss, "Digital Dynamic Range Compressor Design", JAES 60 (2012), eq. 4.
import { dbFromPower } from './decibels'

export class CompressionCurve {
  private thresholdDb: f64 = 0
  private slope: f64 = 0
  private kneeDb: f64 = 0

  /** `slope` is 1 / ratio - 1: dB of gain for each dB over the threshold. */
  configure(thresholdDb: f64, slope: f64, kneeDb: f64): void {
    this.thresholdDb = thresholdDb
    this.slope = slope
    this.kneeDb = kneeDb
  }

  /** 0 or negative. */
  gainDb(power: f64): f64 {
    if (this.slope == 0) return 0
    const over: f64 = dbFromPower(power) - this.thresholdDb
    if (2 * over <= -this.kneeDb) return 0
    if (2 * over >= this.kneeDb) return this.slope * over
    const inKnee: f64 = over + this.kneeDb / 2
    return (this.slope * inKnee * inKnee) / (2 * this.kneeDb)
  }
}
