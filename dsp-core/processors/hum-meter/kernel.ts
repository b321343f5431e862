// Mono, low-passed and thinned out; a spectrum of 0.85 s, twice as often.
import { BiquadCascade } from '../../signal/biquad'
import { Transform } from '../../signal/transform'
import { Kernel, pieceSamples } from '../kernel'
import { LowLines } from '../../signal/lowLines'

const frameSamples: i32 = 2048
const lowPassSections: i32 = 3
/** Bins up to the eighth harmonic of 61 Hz and its surroundings, at 2400 samples a second. */
const bins: i32 = 444

export class HumMeterKernel extends Kernel {
  private filter: BiquadCascade = new BiquadCascade()
  private spectrum: Transform = new Transform()
  private lines: LowLines = new LowLines()
  private window: Float64Array = new Float64Array(0)
  private powers: Float64Array = new Float64Array(0)
  private factor: i32 = 1
  /** The last samples that were kept. */
  private ring: Float32Array = new Float32Array(0)
  private at: i32 = 0
  private filled: i32 = 0
  private sinceFrame: i32 = 0
  /** Samples until the next is kept. */
  private wait: i32 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.filter.prepare(2, lowPassSections, pieceSamples)
    this.spectrum.prepare(frameSamples)
    this.lines.prepare(bins)
    this.window = new Float64Array(frameSamples)
    this.powers = new Float64Array(bins)
    this.ring = new Float32Array(frameSamples)
  }

  configure(sections: Float64Array, factor: i32, window: Float64Array, circle: Float64Array): void {
    this.spectrum.configure(circle)
    this.filter.configure(sections)
    this.factor = factor
    for (let i: i32 = 0; i < frameSamples; i++) this.window[i] = window[i]
    this.lines.configure(this.sampleRateHz / factor / frameSamples)
  }

  override reset(): void {
    super.reset()
    this.filter.reset()
    this.lines.reset()
    this.ring.fill(0)
    this.at = 0
    this.filled = 0
    this.sinceFrame = 0
    this.wait = 0
  }

  protected run(start: i32, end: i32): void {
    const count: i32 = end - start
    this.mix(start, end)
    this.filter.filter(0, count)
    const x = this.filter.left
    let i: i32 = this.wait
    for (; i < count; i += this.factor) this.keep(x[i] as f32)
    this.wait = i - count
  }

  protected override settle(): void {
    this.filter.settle()
  }

  override reading(index: i32): f64 {
    this.lines.look()
    if (index == 0) return this.lines.hz
    if (index == 1) return this.lines.dbfs
    return index == 2 ? this.lines.aboveNoiseDb : this.lines.count
  }

  /** Mean of all channels, into both sides of the filter. */
  private mix(start: i32, end: i32): void {
    const left = this.filter.left
    const right = this.filter.right
    const share: f64 = 1 / (this.channels as f64)
    for (let i: i32 = start; i < end; i++) {
      let sum: f64 = 0
      for (let c: i32 = 0; c < this.channels; c++) sum += this.main[c][i]
      left[i - start] = share * sum
      right[i - start] = share * sum
    }
  }

  private keep(value: f32): void {
    this.ring[this.at] = value
    this.at = (this.at + 1) % frameSamples
    if (this.filled < frameSamples) this.filled++
    this.sinceFrame++
    if (this.filled < frameSamples || this.sinceFrame < frameSamples >> 1) return
    this.sinceFrame = 0
    this.hear()
  }

  /** Powers as those of sines: a line's bins add up to its mean square (Hann window: sum of squares 3/8 of its length). */
  private hear(): void {
    const spectrum = this.spectrum
    const rest: i32 = frameSamples - this.at
    let heard: f64 = 0
    for (let i: i32 = 0; i < frameSamples; i++) {
      const value: f64 = this.ring[i < rest ? this.at + i : i - rest]
      heard += value * value
      spectrum.re[i] = value * this.window[i]
      spectrum.im[i] = 0
    }
    if (heard == 0) return
    spectrum.run()
    const scale: f64 = 16 / (3 * (frameSamples as f64) * frameSamples)
    for (let b: i32 = 0; b < bins; b++) {
      this.powers[b] = scale * (spectrum.re[b] * spectrum.re[b] + spectrum.im[b] * spectrum.im[b])
    }
    this.lines.add(this.powers)
  }
}
