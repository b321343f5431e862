// One multiplication per sample.
import { multiplyAll } from '../../signal/widen'
import { Kernel } from '../kernel'

export class GainKernel extends Kernel {
  private gain: f64 = 1

  configure(gain: f64): void {
    this.gain = gain
  }

  protected run(start: i32, end: i32): void {
    for (let c: i32 = 0; c < this.channels; c++) {
      if (this.signal.length > 0) this.follow(this.main[c], start, end)
      else if (this.gain != 1) multiplyAll(this.main[c], start, end - start, this.gain)
    }
  }

  private follow(x: Float32Array, start: i32, end: i32): void {
    const gain: f64 = this.gain
    const signal = this.signal
    for (let i: i32 = start; i < end; i++) x[i] = (x[i] * (gain * signal[i])) as f32
  }
}
