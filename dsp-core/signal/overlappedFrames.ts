// Two channels in overlapping frames: windowed, handed to a transform as one complex signal (left + i right), and
// overlap-added again. Root of Hann's window both ways, its squares add up to size / (2 hop) (Griffin and Lim, IEEE
// TASSP 32(2), 1984). Single precision throughout, the same bits with and without vector instructions.
import { UnitCircle } from './fft'
import { simd } from './simd'
import { single } from './single'

export class FrameWindow {
  size: i32 = 0
  hop: i32 = 0
  analysis: Float32Array = new Float32Array(0)
  /** Holds the scale of the inverse transform and of the overlap too. */
  synthesis: Float32Array = new Float32Array(0)

  /** size: a power of two; hop: a quarter or an eighth of it. */
  prepare(size: i32, hop: i32): void {
    this.size = size
    this.hop = hop
    this.analysis = new Float32Array(size)
    this.synthesis = new Float32Array(size)
    const circle = new UnitCircle()
    circle.prepare(4 * size)
    // sin(pi (i + 1/2) / size) is the point 2 i + 1 of 4 size.
    const scale: f64 = (2.0 * hop) / size / size
    for (let i: i32 = 0; i < size; i++) {
      const w: f64 = circle.sin[2 * i + 1]
      this.analysis[i] = w as f32
      this.synthesis[i] = (w * scale) as f32
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
    this.sumLeft = new Float32Array(this.size)
    this.sumRight = new Float32Array(this.size)
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

  /** The frame that ends here, windowed. */
  analyse(re: Float32Array, im: Float32Array): void {
    const at: i32 = this.end - this.size
    multiply(this.left, at, this.window.analysis, re, this.size)
    multiply(this.right, at, this.window.analysis, im, this.size)
  }

  /** Adds a frame and moves on by a hop. */
  synthesise(left: Float32Array, right: Float32Array): void {
    overlap(this.sumLeft, left, this.window.synthesis, this.size, this.hop)
    overlap(this.sumRight, right, this.window.synthesis, this.size, this.hop)
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

function multiply(x: Float32Array, at: i32, window: Float32Array, to: Float32Array, count: i32): void {
  if (simd) {
    const source: usize = x.dataStart + 4 * at
    const factors: usize = window.dataStart
    const target: usize = to.dataStart
    for (let i: usize = 0; i < 4 * count; i += 16)
      v128.store(target + i, f32x4.mul(v128.load(source + i), v128.load(factors + i)))
    return
  }
  for (let i: i32 = 0; i < count; i++) to[i] = single(x[at + i] * window[i])
}

function overlap(sum: Float32Array, x: Float32Array, window: Float32Array, size: i32, hop: i32): void {
  const kept: i32 = size - hop
  if (simd) {
    const target: usize = sum.dataStart
    const source: usize = x.dataStart
    const factors: usize = window.dataStart
    const shift: usize = 4 * hop
    let i: usize = 0
    for (; i < 4 * kept; i += 16) {
      const added = f32x4.mul(v128.load(source + i), v128.load(factors + i))
      v128.store(target + i, f32x4.add(v128.load(target + i + shift), added))
    }
    for (; i < 4 * size; i += 16)
      v128.store(target + i, f32x4.mul(v128.load(source + i), v128.load(factors + i)))
    return
  }
  for (let i: i32 = 0; i < kept; i++) sum[i] = single(sum[i + hop] + single(x[i] * window[i]))
  for (let i: i32 = kept; i < size; i++) sum[i] = single(x[i] * window[i])
}
