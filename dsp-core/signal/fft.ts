// Complex Fourier transform in single precision for kernels: Stockham's self-sorting form, split real and imaginary
// parts, stages of four points and one of eight where the size is no power of four. Every intermediate is rounded to
// 32 bits in the same order with and without vector instructions, so all engines give the same bits.
// Error against the exact transform: under 3e-7 of the spectrum's RMS (tests/signal/fft.test.ts).
// Source: Van Loan, "Computational Frameworks for the Fast Fourier Transform", SIAM 1992, sections 1.7 and 2.4.
import { firstStage, lastEight, lastFour, middleStage } from './fftStages'
import { firstStageWide, lastEightWide, lastFourWide, middleStageWide } from './fftStagesWide'
import { simd } from './simd'

/** cos and sin of 2 pi k / size for k = 0 ... size - 1, by halving angles: square roots and products only. */
export class UnitCircle {
  cos: Float64Array = new Float64Array(0)
  sin: Float64Array = new Float64Array(0)

  /** size: a power of two, at least 4. */
  prepare(size: i32): void {
    const cos = new Float64Array(size)
    const sin = new Float64Array(size)
    cos[0] = 1
    let c: f64 = -1
    let s: f64 = 0
    for (let step: i32 = size >> 1; step >= 1; step >>= 1) {
      // c + i s is the point at `step`; all multiples of 2 step are known.
      for (let k: i32 = 0; k < size; k += 2 * step) {
        cos[k + step] = c * cos[k] - s * sin[k]
        sin[k + step] = c * sin[k] + s * cos[k]
      }
      const half: f64 = Math.sqrt((1 + c) / 2)
      s = step == size >> 1 ? 1 : s / (2 * half)
      c = half
    }
    this.cos = cos
    this.sin = sin
  }
}

export class Fft {
  size: i32 = 0
  /** What is transformed; overwritten. Four places longer than the size, for vectors that reach over the end. */
  re: Float32Array = new Float32Array(0)
  im: Float32Array = new Float32Array(0)
  /** What `transform` made. */
  outRe: Float32Array = new Float32Array(0)
  outIm: Float32Array = new Float32Array(0)
  private spareRe: Float32Array = new Float32Array(0)
  private spareIm: Float32Array = new Float32Array(0)
  /** First stage: six rows of size / 4. Stages after it: six numbers for each p. */
  private firstTurns: Float32Array = new Float32Array(0)
  private turns: Float32Array = new Float32Array(0)

  /** size: a power of two, 64 to 8192. */
  prepare(size: i32): void {
    this.size = size
    this.re = new Float32Array(size + 4)
    this.im = new Float32Array(size + 4)
    this.spareRe = new Float32Array(size + 4)
    this.spareIm = new Float32Array(size + 4)
    const circle = new UnitCircle()
    circle.prepare(size)
    const quarter: i32 = size >> 2
    this.firstTurns = new Float32Array(6 * quarter)
    for (let p: i32 = 0; p < quarter; p++) this.turn(circle, p, this.firstTurns, p, quarter)
    this.turns = new Float32Array(2 * size)
    let at: i32 = 0
    let stride: i32 = 4
    for (let n: i32 = quarter; n > 8; n >>= 2) {
      for (let p: i32 = 0; p < n >> 2; p++) {
        this.turn(circle, p * stride, this.turns, at, 1)
        at += 6
      }
      stride *= 4
    }
  }

  /** exp(-2 pi i j k / size) for j = 1, 2, 3: real and imaginary parts, `gap` apart. */
  private turn(circle: UnitCircle, k: i32, into: Float32Array, at: i32, gap: i32): void {
    for (let j: i32 = 1; j <= 3; j++) {
      into[at + (2 * j - 2) * gap] = circle.cos[j * k] as f32
      into[at + (2 * j - 1) * gap] = -circle.sin[j * k] as f32
    }
  }

  /** X[k] = sum of x[i] exp(-2 pi i i k / size). With re and im exchanged before and after it is the inverse, times size. */
  transform(): void {
    let fromRe = this.re
    let fromIm = this.im
    let toRe = this.spareRe
    let toIm = this.spareIm
    if (simd) firstStageWide(this.size >> 2, fromRe, fromIm, toRe, toIm, this.firstTurns)
    else firstStage(this.size >> 2, fromRe, fromIm, toRe, toIm, this.firstTurns)
    let stride: i32 = 4
    let at: i32 = 0
    for (let n: i32 = this.size >> 2; n >= 4; n >>= 2) {
      const keptRe = fromRe
      const keptIm = fromIm
      fromRe = toRe
      fromIm = toIm
      toRe = keptRe
      toIm = keptIm
      if (n == 8) {
        if (simd) lastEightWide(stride, fromRe, fromIm, toRe, toIm)
        else lastEight(stride, fromRe, fromIm, toRe, toIm)
        break
      }
      if (n == 4) {
        if (simd) lastFourWide(stride, fromRe, fromIm, toRe, toIm)
        else lastFour(stride, fromRe, fromIm, toRe, toIm)
      } else if (simd) middleStageWide(n >> 2, stride, fromRe, fromIm, toRe, toIm, this.turns, at)
      else middleStage(n >> 2, stride, fromRe, fromIm, toRe, toIm, this.turns, at)
      at += 6 * (n >> 2)
      stride *= 4
    }
    this.outRe = toRe
    this.outIm = toIm
  }
}
