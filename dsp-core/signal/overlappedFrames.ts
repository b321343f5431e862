// Two channels in overlapping frames: windowed, handed to a transform as one complex signal (left + i right), and
// overlap-added again. Root of Hann's window both ways, its squares add up to size / (2 hop) (Griffin and Lim, IEEE
// TASSP 32(2), 1984). Single precision throughout, the same bits with and without vector instructions.
import { Fft, UnitCircle } from './fft'
import { simd } from './simd'

export class FrameWindow {
  size: i32 = 0
  hop: i32 = 0
  /** So scaled that |X[k]|^2 + |X[size - k]|^2 is the mean square of a channel as if all bins were like this one. */
  analysis: Float32Array = new Float32Array(0)
  /** Takes that scale back, and those of the inverse transform and of the overlap. */
  synthesis: Float32Array = new Float32Array(0)

  /** size: a power of two; hop: a half, a quarter or an eighth of it. */
  prepare(size: i32, hop: i32): void {
    this.size = size
    this.hop = hop
    this.analysis = new Float32Array(size)
    this.synthesis = new Float32Array(size)
    const circle = new UnitCircle()
    circle.prepare(4 * size)
    // sin(pi (i + 1/2) / size) is the point 2 i + 1 of 4 size.
    const scale: f64 = Math.sqrt(0.5 / size)
    const back: f64 = (2.0 * hop) / size / size / scale
    for (let i: i32 = 0; i < size; i++) {
      const w: f64 = circle.sin[2 * i + 1]
      this.analysis[i] = (w * scale) as f32
      this.synthesis[i] = (w * back) as f32
    }
  }
}

export class OverlappedFrames {
  private size: i32 = 0
  private hop: i32 = 0
  private window: FrameWindow = new FrameWindow()
  private left: Float32Array = new Float32Array(0)
  private right: Float32Array = new Float32Array(0)
  /** Where the next sample goes; a frame is the `size` samples before it. */
  private end: i32 = 0
  private sumLeft: Float32Array = new Float32Array(0)
  private sumRight: Float32Array = new Float32Array(0)

  prepare(window: FrameWindow): void {
    this.window = window
    this.size = window.size
    this.hop = window.hop
    this.left = new Float32Array(3 * this.size)
    this.right = new Float32Array(3 * this.size)
    this.sumLeft = new Float32Array(this.size + this.hop)
    this.sumRight = new Float32Array(this.size + this.hop)
  }

  reset(): void {
    this.left.fill(0)
    this.right.fill(0)
    this.sumLeft.fill(0)
    this.sumRight.fill(0)
    this.end = this.size - this.hop
  }

  /** Takes count samples and puts in their place those of `size` samples ago; `filled` of this hop were there before. */
  exchange(left: Float32Array, right: Float32Array, start: i32, count: i32, filled: i32): void {
    copySamples(left, start, this.left, this.end, count)
    copySamples(right, start, this.right, this.end, count)
    copySamples(this.sumLeft, filled, left, start, count)
    copySamples(this.sumRight, filled, right, start, count)
    this.end += count
  }

  /** The spectrum of the frame that ends here. */
  analyse(fft: Fft): void {
    fft.transform(this.left, this.right, this.end - this.size, this.window.analysis)
  }

  /** Adds the frame of that spectrum, each point of it times its gain, and moves on by a hop. */
  synthesise(fft: Fft, gains: Float32Array): void {
    fft.restore(gains, this.window.synthesis, this.hop, this.sumLeft, this.sumRight)
    this.advance()
  }

  /** In place of a frame: its samples as they came. */
  pass(): void {
    const at: i32 = this.end - this.size
    copySamples(this.left, at, this.sumLeft, 0, this.hop)
    copySamples(this.right, at, this.sumRight, 0, this.hop)
    this.advance()
  }

  private advance(): void {
    if (this.end + this.hop <= this.left.length) return
    const kept: i32 = this.size - this.hop
    this.left.copyWithin(0, this.end - kept, this.end)
    this.right.copyWithin(0, this.end - kept, this.end)
    this.end = kept
  }
}

function copySamples(from: Float32Array, fromAt: i32, to: Float32Array, toAt: i32, count: i32): void {
  let i: i32 = 0
  if (simd) {
    const source: usize = from.dataStart + 4 * fromAt
    const target: usize = to.dataStart + 4 * toAt
    for (; i + 4 <= count; i += 4) v128.store(target + 4 * i, v128.load(source + 4 * i))
  }
  for (; i < count; i++) to[toAt + i] = from[fromAt + i]
}
