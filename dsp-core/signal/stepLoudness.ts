// Loudness of steps of equal length: mean squares of the K-weighted channels, summed (ITU-R BS.1770-5, without weights
// of channels behind). Steps are counted from reset.
import { BiquadCascade } from './biquad'
import { simd } from './simd'
import { addStep, StepPower } from './stepPower'

export class StepLoudness {
  /** Of each step that ended in the last piece. */
  power: Float64Array = new Float64Array(0)
  private filter: BiquadCascade = new BiquadCascade()
  private sum: StepPower = new StepPower()
  private channels: i32 = 0

  prepare(channels: i32, step: i32, piece: i32): void {
    this.channels = channels
    this.filter.prepare(channels, 2, piece)
    this.sum.prepare(channels, step, piece)
    this.power = this.sum.power
  }

  /** The sections of K-weighting. */
  configure(sections: Float64Array): void {
    this.filter.configure(sections)
  }

  reset(): void {
    this.filter.reset()
    this.sum.reset()
  }

  settle(): void {
    this.filter.settle()
  }

  /** Listens to input[...][start ... end) and returns how many steps ended there. */
  run(input: Array<Float32Array>, start: i32, end: i32): i32 {
    const count: i32 = end - start
    const channels: i32 = input.length < this.channels ? input.length : this.channels
    this.sum.begin()
    for (let c: i32 = 0; c < channels; c += 2) {
      const second: i32 = c + 1 < channels ? c + 1 : c
      if (simd && second > c && this.filter.sections == 2) {
        this.addPair(input[c], input[second], c, start, count)
        continue
      }
      this.filter.load(input[c], input[second], start, end)
      this.filter.filter(c, count)
      this.sum.add(this.filter.left, c, count)
      if (second > c) this.sum.add(this.filter.right, second, count)
    }
    const steps: i32 = this.sum.end(count)
    // StepPower gives the mean over the channels it has room for.
    for (let s: i32 = 0; s < steps; s++) this.power[s] *= this.channels
    return steps
  }

  /** Two channels side by side, filtered and added up in one loop. */
  private addPair(x: Float32Array, y: Float32Array, c: i32, start: i32, count: i32): void {
    const sum = this.sum
    let sums: v128 = sum.pair(c)
    let rest: i32 = sum.missing()
    let power: usize = sum.power.dataStart
    let at: i32 = 0
    while (at < count) {
      const taken: i32 = rest < count - at ? rest : count - at
      sums = this.filter.squares(c, x, y, start + at, taken, sums)
      at += taken
      rest -= taken
      if (rest > 0) break
      addStep(power, sums, sum.share())
      power += 8
      sums = f64x2(0, 0)
      rest = sum.step
    }
    sum.keepPair(c, sums)
  }
}
