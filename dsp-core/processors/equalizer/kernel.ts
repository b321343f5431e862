// Only the sections that do something, in a row.
import { BiquadCascade } from '../../signal/biquad'
import { Kernel, pieceSamples } from '../kernel'

/** Four each for the steepest high-pass and low-pass, two shelves, four bells, one notch. */
const sectionRoom: i32 = 15

export class EqualizerKernel extends Kernel {
  private cascade: BiquadCascade = new BiquadCascade()

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.cascade.prepare(channels, sectionRoom, pieceSamples)
  }

  configure(sections: Float64Array): void {
    this.cascade.configure(sections)
  }

  override reset(): void {
    super.reset()
    this.cascade.reset()
  }

  protected run(start: i32, end: i32): void {
    this.cascade.run(this.main, start, end)
  }

  protected override settle(): void {
    this.cascade.settle()
  }
}
