// The static curve of a compressor with a soft knee: what gain a level wants.
// Source: Giannoulis, Massberg, Reiss, "Digital Dynamic Range Compressor Design", JAES 60 (2012), eq. 4.
import { allDbFromPower, dbFromPower } from './decibels'
import { simd } from './simd'

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

  /** `gainDb` of powers[0 ... count), in place; there is room for an even count. */
  allGainsDb(powers: Float64Array, count: i32): void {
    if (this.slope == 0) powers.fill(0, 0, count)
    else if (simd) this.pairs(powers, count)
    else for (let i: i32 = 0; i < count; i++) powers[i] = this.gainDb(powers[i])
  }

  /** Without a branch: what of the knee is passed, squared, and what lies beyond it. */
  private pairs(powers: Float64Array, count: i32): void {
    allDbFromPower(powers, count)
    const knee: v128 = f64x2.splat(this.kneeDb)
    const kneeBegin: v128 = f64x2.splat(this.thresholdDb - this.kneeDb / 2)
    const share: v128 = f64x2.splat(this.kneeDb > 0 ? 1 / (2 * this.kneeDb) : 0)
    const slope: v128 = f64x2.splat(this.slope)
    const zero: v128 = f64x2(0, 0)
    const end: usize = powers.dataStart + (count << 3)
    for (let p: usize = powers.dataStart; p < end; p += 16) {
      const over: v128 = f64x2.pmax(zero, f64x2.sub(v128.load(p), kneeBegin))
      const inKnee: v128 = f64x2.pmin(knee, over)
      const bend: v128 = f64x2.mul(f64x2.mul(inKnee, inKnee), share)
      v128.store(p, f64x2.mul(slope, f64x2.add(f64x2.sub(over, inKnee), bend)))
    }
  }
}
