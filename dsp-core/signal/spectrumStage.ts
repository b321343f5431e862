// One rate of the spectrum meter: two channels, their spectra added up, and the same at half the rate for the next.
import { Transform } from './transform'

const frameSamples: i32 = 1024
const halfReach: i32 = 11

export class SpectrumStage {
  /** Two channels at half the rate, made of the last piece. */
  left: Float64Array = new Float64Array(0)
  right: Float64Array = new Float64Array(0)
  /** Sum over frames of the power in each bin, of both channels. */
  powers: Float64Array = new Float64Array(0)
  frames: f64 = 0
  /** The last frame's samples, the newest at the end; a frame is heard every half of its length. */
  private leftFrame: Float64Array = new Float64Array(0)
  private rightFrame: Float64Array = new Float64Array(0)
  private fresh: i32 = 0
  private heard: i32 = 0
  private odd: bool = false

  prepare(piece: i32): void {
    this.left = new Float64Array((piece >> 1) + 1)
    this.right = new Float64Array((piece >> 1) + 1)
    this.powers = new Float64Array(frameSamples / 2 + 1)
    this.leftFrame = new Float64Array(2 * frameSamples)
    this.rightFrame = new Float64Array(2 * frameSamples)
  }

  reset(): void {
    this.powers.fill(0)
    this.frames = 0
    this.leftFrame.fill(0)
    this.rightFrame.fill(0)
    this.fresh = 0
    this.heard = 0
    this.odd = false
  }

  /** Takes `count` samples of both channels; returns how many it made at half the rate. */
  hear(
    left: Float64Array,
    right: Float64Array,
    count: i32,
    halving: Float64Array,
    window: Float64Array,
    fft: Transform,
  ): i32 {
    let made: i32 = 0
    for (let i: i32 = 0; i < count; i++) {
      const at: i32 = frameSamples + this.fresh
      this.leftFrame[at] = left[i]
      this.rightFrame[at] = right[i]
      this.fresh++
      this.odd = !this.odd
      if (!this.odd) {
        this.left[made] = halved(this.leftFrame, at - halfReach, halving)
        this.right[made] = halved(this.rightFrame, at - halfReach, halving)
        made++
      }
      if (this.fresh == frameSamples / 2) this.take(window, fft)
    }
    return made
  }

  /** Sum over the bins between two edges, of which parts count as such; mean over frames, as mean square. */
  between(from: f64, to: f64): f64 {
    let sum: f64 = 0
    for (let b: i32 = Math.floor(from + 0.5) as i32; b - 0.5 < to; b++) {
      if (b > frameSamples / 2) break
      const low: f64 = b - 0.5 > from ? b - 0.5 : from
      const high: f64 = b + 0.5 < to ? b + 0.5 : to
      if (high > low) sum += (high - low) * this.powers[b]
    }
    return this.frames > 0 ? sum / this.frames : 0
  }

  /** Half a frame is full: the last whole one is heard, and moved on. */
  private take(window: Float64Array, fft: Transform): void {
    const start: i32 = frameSamples / 2
    this.heard++
    if (this.heard > 1) this.transform(start, window, fft)
    for (let i: i32 = 0; i < frameSamples; i++) {
      this.leftFrame[i] = this.leftFrame[i + start]
      this.rightFrame[i] = this.rightFrame[i + start]
    }
    this.fresh = 0
  }

  /** One complex transform for both: what is even in it is one channel's, what is odd the other's. */
  private transform(start: i32, window: Float64Array, fft: Transform): void {
    for (let i: i32 = 0; i < frameSamples; i++) {
      fft.re[i] = window[i] * this.leftFrame[start + i]
      fft.im[i] = window[i] * this.rightFrame[start + i]
    }
    fft.run()
    // Hann window: its squares are 3/8; both halves of the spectrum.
    const scale: f64 = 16 / (3 * (frameSamples as f64) * frameSamples)
    for (let b: i32 = 0; b <= frameSamples / 2; b++) {
      const mirror: i32 = b == 0 ? 0 : frameSamples - b
      const a: f64 = fft.re[b]
      const c: f64 = fft.im[b]
      const d: f64 = fft.re[mirror]
      const e: f64 = fft.im[mirror]
      this.powers[b] += (scale * (a * a + c * c + d * d + e * e)) / 2
    }
    this.frames += 1
  }
}

/** The half-band filter around x[middle]. */
function halved(x: Float64Array, middle: i32, weights: Float64Array): f64 {
  let sum: f64 = 0.5 * x[middle]
  for (let k: i32 = 1; k <= halfReach; k += 2) sum += weights[k - 1] * (x[middle - k] + x[middle + k])
  return sum
}
