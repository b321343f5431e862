// What enters is filtered and kept; early reflections are read from it, and the network is fed from it.
import { BiquadCascade } from '../../signal/biquad'
import { DelayNetwork, networkLines } from '../../signal/delayNetwork'
import { Diffuser } from '../../signal/diffuser'
import { History } from '../../signal/history'
import { Kernel, pieceSamples } from '../kernel'

/** Samples run at once: sixteen rows of them lie in the first cache. */
const maxChunk: i32 = 64
/** Pre-delay and early reflections. */
const longestPastSeconds: f64 = 0.38
const maxTaps: i32 = 256

export class ReverbKernel extends Kernel {
  private filter: BiquadCascade = new BiquadCascade()
  private network: DelayNetwork = new DelayNetwork()
  private diffusers: Array<Diffuser> = []
  /** Left and right, or both the same. */
  private inputs: Array<Float32Array> = []
  private pasts: Array<History> = []
  private fed: Array<Float64Array> = []
  /** For two ears at a time. */
  private wets: Array<Float64Array> = []
  private inputGains: Float64Array = new Float64Array(networkLines)
  private outputs: Float64Array = new Float64Array(networkLines * networkLines)
  private early: Float64Array = new Float64Array(4 * maxTaps)
  private taps: i32 = 0
  private predelaySamples: i32 = 0
  private dry: f64 = 1
  private wet: f64 = 0
  private width: f64 = 1

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.filter.prepare(2, 2, pieceSamples)
    this.network.prepare(maxChunk)
    this.diffusers = []
    this.inputs = []
    this.pasts = []
    this.fed = []
    this.wets = []
    for (let side: i32 = 0; side < 2; side++) {
      this.diffusers.push(new Diffuser())
      this.inputs.push(new Float32Array(maxChunk))
      const past = new History()
      past.prepare(Math.ceil(longestPastSeconds * sampleRateHz) as i32, pieceSamples)
      this.pasts.push(past)
      this.fed.push(new Float64Array(maxChunk))
      this.wets.push(new Float64Array(maxChunk))
    }
  }

  configure(
    predelaySamples: i32,
    dry: f64,
    wet: f64,
    width: f64,
    lengths: Float64Array,
    coefficients: Float64Array,
    inputs: Float64Array,
    outputs: Float64Array,
    early: Float64Array,
    diffuserLengths: Float64Array,
    diffusion: f64,
    sections: Float64Array,
  ): void {
    this.predelaySamples = predelaySamples
    this.dry = dry
    this.wet = wet
    this.width = width
    this.network.configure(lengths, coefficients)
    for (let i: i32 = 0; i < inputs.length; i++) this.inputGains[i] = inputs[i]
    for (let i: i32 = 0; i < outputs.length; i++) this.outputs[i] = outputs[i]
    for (let i: i32 = 0; i < early.length; i++) this.early[i] = early[i]
    this.taps = Math.floor(early.length / 4) as i32
    this.diffusers[0].configure(diffuserLengths, 0, diffusion)
    this.diffusers[1].configure(diffuserLengths, 1, diffusion)
    this.filter.configure(sections)
  }

  override reset(): void {
    super.reset()
    this.filter.reset()
    this.network.reset()
    for (let side: i32 = 0; side < 2; side++) {
      this.diffusers[side].reset()
      this.pasts[side].reset()
    }
  }

  protected override settle(): void {
    this.filter.settle()
    this.network.settle()
  }

  protected run(start: i32, end: i32): void {
    if (this.wet == 0) return
    const chunk: i32 = this.network.chunk
    for (let from: i32 = start; from < end; from += chunk) {
      const to: i32 = from + chunk < end ? from + chunk : end
      const count: i32 = to - from
      this.take(from, count)
      for (let side: i32 = 0; side < 2; side++) {
        this.feed(this.pasts[side], this.fed[side], count)
        this.diffusers[side].run(this.fed[side], count)
      }
      this.network.read(count)
      for (let c: i32 = 0; c < this.channels; c += 2) this.give(c, from, count)
      this.network.mix(count)
      this.network.write(this.fed[0], this.fed[1], this.inputGains, count)
    }
  }

  /** Left and right of two channels; one channel twice; the mean of more, twice. */
  private take(from: i32, count: i32): void {
    const left = this.inputs[0]
    const right = this.inputs[1]
    const channels: i32 = this.channels
    if (channels > 2) this.takeMean(from, count)
    else {
      const first = this.main[0]
      const second = this.main[channels - 1]
      for (let i: i32 = 0; i < count; i++) {
        left[i] = first[from + i]
        right[i] = second[from + i]
      }
    }
    this.filter.run(this.inputs, 0, count)
    this.pasts[0].append(left, 0, count)
    this.pasts[1].append(right, 0, count)
  }

  private takeMean(from: i32, count: i32): void {
    const left = this.inputs[0]
    const right = this.inputs[1]
    const share: f64 = 1 / this.channels
    for (let i: i32 = 0; i < count; i++) {
      let sum: f64 = 0
      for (let c: i32 = 0; c < this.channels; c++) sum += this.main[c][from + i]
      left[i] = (sum * share) as f32
      right[i] = (sum * share) as f32
    }
  }

  private feed(past: History, fed: Float64Array, count: i32): void {
    const data = past.data
    const from: i32 = past.end - count - this.predelaySamples
    for (let i: i32 = 0; i < count; i++) fed[i] = data[from + i]
  }

  /** Two channels, or the last one alone. */
  private give(c: i32, from: i32, count: i32): void {
    this.late(c, this.wets[0], count)
    this.late(c + 1, this.wets[1], count)
    for (let t: i32 = 0; t < this.taps; t++) this.reflect(4 * t, count)
    const left = this.wets[0]
    const right = this.wets[1]
    const same: f64 = 0.5 + 0.5 * (this.channels == 1 ? 0 : this.width)
    const other: f64 = 1 - same
    this.add(this.main[c], left, right, same, other, from, count)
    if (c + 1 < this.channels) this.add(this.main[c + 1], right, left, same, other, from, count)
  }

  private late(c: i32, wet: Float64Array, count: i32): void {
    const row: i32 = (c % networkLines) * networkLines
    for (let i: i32 = 0; i < count; i++) wet[i] = 0
    for (let k: i32 = 0; k < networkLines; k++) {
      const gain: f64 = this.outputs[row + k]
      const line = this.network.rows[k]
      for (let i: i32 = 0; i < count; i++) wet[i] += gain * line[i]
    }
  }

  /** One reflection: ear, side it comes from, samples, gain. */
  private reflect(tap: i32, count: i32): void {
    const early = this.early
    const wet = this.wets[early[tap] as i32]
    const past = this.pasts[early[tap + 1] as i32]
    const data = past.data
    const from: i32 = past.end - count - this.predelaySamples - (early[tap + 2] as i32)
    const gain: f64 = early[tap + 3]
    for (let i: i32 = 0; i < count; i++) wet[i] += gain * data[from + i]
  }

  private add(
    x: Float32Array,
    own: Float64Array,
    across: Float64Array,
    same: f64,
    other: f64,
    from: i32,
    count: i32,
  ): void {
    const dry: f64 = this.dry
    const wet: f64 = this.wet
    for (let i: i32 = 0; i < count; i++) {
      const heard: f64 = same * own[i] + other * across[i]
      x[from + i] = (dry * x[from + i] + wet * heard) as f32
    }
  }
}
