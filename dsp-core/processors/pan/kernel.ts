// Two by two gains, read from tables over the position.
import { Kernel } from '../kernel'

/** Longest table. */
const room: i32 = 4097

export class PanKernel extends Kernel {
  private centre: f64 = 0
  private own: Float64Array = new Float64Array(room)
  private other: Float64Array = new Float64Array(room)
  private steps: i32 = 1

  configure(centre: f64, own: Float64Array, other: Float64Array): void {
    this.centre = centre
    this.steps = own.length - 1
    for (let i: i32 = 0; i < own.length; i++) {
      this.own[i] = own[i]
      this.other[i] = other[i]
    }
  }

  protected run(start: i32, end: i32): void {
    if (this.channels != 2) return
    if (this.signal.length > 0) this.follow(start, end)
    else this.stay(start, end)
  }

  private stay(start: i32, end: i32): void {
    const left = this.main[0]
    const right = this.main[1]
    const at: f64 = this.place(this.centre)
    const mirrored: f64 = this.steps - at
    const leftOwn: f64 = this.read(this.own, at)
    const leftOther: f64 = this.read(this.other, at)
    const rightOwn: f64 = this.read(this.own, mirrored)
    const rightOther: f64 = this.read(this.other, mirrored)
    for (let i: i32 = start; i < end; i++) {
      const l: f64 = left[i]
      const r: f64 = right[i]
      left[i] = (leftOwn * l + leftOther * r) as f32
      right[i] = (rightOwn * r + rightOther * l) as f32
    }
  }

  private follow(start: i32, end: i32): void {
    const left = this.main[0]
    const right = this.main[1]
    const signal = this.signal
    const own = this.own
    const other = this.other
    const centre: f64 = this.centre
    for (let i: i32 = start; i < end; i++) {
      const l: f64 = left[i]
      const r: f64 = right[i]
      const at: f64 = this.place(centre + signal[i])
      const mirrored: f64 = this.steps - at
      left[i] = (this.read(own, at) * l + this.read(other, at) * r) as f32
      right[i] = (this.read(own, mirrored) * r + this.read(other, mirrored) * l) as f32
    }
  }

  /** Where in the tables a position lies; what is no number lies in the middle. */
  private place(position: f64): f64 {
    if (position >= 1) return this.steps
    if (position <= -1) return 0
    return position == position ? 0.5 * (position + 1) * this.steps : 0.5 * this.steps
  }

  private read(table: Float64Array, at: f64): f64 {
    const whole: i32 = Math.floor(at) as i32
    if (whole >= this.steps) return table[this.steps]
    const before: f64 = table[whole]
    return before + (at - whole) * (table[whole + 1] - before)
  }
}
