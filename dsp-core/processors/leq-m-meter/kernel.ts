// M-weighted power, summed over channels and time.
import { BiquadCascade } from '../../signal/biquad'
import { dbFromPower } from '../../signal/decibels'
import { Kernel, pieceSamples } from '../kernel'

const weightingSections: i32 = 3
/**
 * A tone at -20 dBFS, whose mean square is -23.01 dB, is played at 85 dB (ISO 21727:2016, 3.1 and table 2).
 */
const playedDb: f64 = 85 + 20 + 3.0102999566398

export class LeqMMeterKernel extends Kernel {
  private filter: BiquadCascade = new BiquadCascade()
  private powers: Float64Array = new Float64Array(0)
  private squares: Float64Array = new Float64Array(0)
  private heard: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.filter.prepare(channels, weightingSections, pieceSamples)
    this.powers = new Float64Array(channels)
    this.squares = new Float64Array(channels)
  }

  configure(sections: Float64Array, powers: Float64Array): void {
    this.filter.configure(sections)
    for (let c: i32 = 0; c < this.channels; c++) this.powers[c] = powers[c]
  }

  override reset(): void {
    super.reset()
    this.filter.reset()
    this.squares.fill(0)
    this.heard = 0
  }

  protected run(start: i32, end: i32): void {
    const count: i32 = end - start
    for (let c: i32 = 0; c < this.channels; c += 2) {
      const second: i32 = c + 1 < this.channels ? c + 1 : c
      this.filter.load(this.main[c], this.main[second], start, end)
      this.filter.filter(c, count)
      this.add(this.filter.left, c, count)
      if (second > c) this.add(this.filter.right, second, count)
    }
    this.heard += count
  }

  protected override settle(): void {
    this.filter.settle()
  }

  override reading(_index: i32): f64 {
    let power: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) power += this.powers[c] * this.squares[c]
    return power > 0 ? playedDb + dbFromPower(power / this.heard) : -Infinity
  }

  private add(x: Float64Array, c: i32, count: i32): void {
    let sum: f64 = this.squares[c]
    for (let i: i32 = 0; i < count; i++) sum += x[i] * x[i]
    this.squares[c] = sum
  }
}
