// Side filtered and scaled, mid as it is.
import { BiquadCascade } from '../../signal/biquad'
import { Kernel, pieceSamples } from '../kernel'

export class WidthKernel extends Kernel {
  private side: BiquadCascade = new BiquadCascade()
  private width: f64 = 1
  private changes: bool = false

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.side.prepare(1, 1, pieceSamples)
  }

  configure(width: f64, sections: Float64Array): void {
    this.width = width
    this.side.configure(sections)
    this.changes = this.channels == 2 && (width != 1 || sections.length > 0)
  }

  override reset(): void {
    super.reset()
    this.side.reset()
  }

  protected run(start: i32, end: i32): void {
    if (!this.changes) return
    const left = this.main[0]
    const right = this.main[1]
    const side = this.side.left
    const silence = this.side.right
    for (let i: i32 = start; i < end; i++) {
      side[i - start] = 0.5 * left[i] - 0.5 * right[i]
      silence[i - start] = 0
    }
    this.side.filter(0, end - start)
    const width: f64 = this.width
    for (let i: i32 = start; i < end; i++) {
      const mid: f64 = 0.5 * left[i] + 0.5 * right[i]
      const wide: f64 = width * side[i - start]
      left[i] = (mid + wide) as f32
      right[i] = (mid - wide) as f32
    }
  }

  protected override settle(): void {
    this.side.settle()
  }
}
