// Complex Fourier transform of two channels at once (left + i right) for kernels, in single precision: Stockham's
// self-sorting form in stages of four points, with one of two where the size is no power of four. The first stage weighs
// what it takes (a window there, gains on the way back), the last one of the way back adds frames up. Every intermediate
// is rounded to 32 bits in the same order with and without vector instructions, so all engines give the same bits.
// Between the stages points lie in fours: four real parts, then their imaginary ones.
// Error against the exact transform: under 2e-7 of the spectrum's RMS (tests/signal/fft.test.ts).
// Source: Van Loan, "Computational Frameworks for the Fast Fourier Transform", SIAM 1992, sections 1.7 and 2.4.
import { addFrame, firstStage, lastStage, middleStage, pairStage } from './fftStages'
import { addFrameWide, firstStageWide, lastStageWide, middleStageWide, pairStageWide } from './fftStagesWide'
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
  /** The spectrum. Four places longer than the size, for vectors that reach over the end. */
  re: Float32Array = new Float32Array(0)
  im: Float32Array = new Float32Array(0)
  /** Between the stages, in fours. */
  private points: Float32Array = new Float32Array(0)
  private spare: Float32Array = new Float32Array(0)
  /** First stage: six vectors for each four p. Stages after it: six numbers for each p; the one of two: two vectors. */
  private firstTurns: Float32Array = new Float32Array(0)
  private turns: Float32Array = new Float32Array(0)

  /** size: a power of two, 64 to 8192. */
  prepare(size: i32): void {
    this.size = size
    this.re = new Float32Array(size + 4)
    this.im = new Float32Array(size + 4)
    this.points = new Float32Array(2 * size)
    this.spare = new Float32Array(2 * size)
    const circle = new UnitCircle()
    circle.prepare(size)
    const quarter: i32 = size >> 2
    this.firstTurns = new Float32Array(6 * quarter)
    for (let p: i32 = 0; p < quarter; p++) turn(circle, p, 3, this.firstTurns, 24 * (p >> 2) + (p & 3), 4)
    this.turns = new Float32Array(2 * size)
    let at: i32 = 0
    let stride: i32 = 4
    for (let n: i32 = quarter; n > 4; n >>= 2) {
      if (n == 8) for (let p: i32 = 0; p < 4; p++) turn(circle, p * stride, 1, this.turns, at + 2 * p, 1)
      else for (let p: i32 = 0; p < n >> 2; p++) turn(circle, p * stride, 3, this.turns, at + 6 * p, 1)
      at += 6 * (n >> 2)
      stride *= 4
    }
  }

  /** re, im: X[k] = sum of (left + i right)[at + i] weights[i] exp(-2 pi i i k / size). */
  transform(left: Float32Array, right: Float32Array, at: i32, weights: Float32Array): void {
    this.stages(left, right, at, weights)
    if (simd) lastStageWide(this.size >> 2, this.points, this.re, this.im)
    else lastStage(this.size >> 2, this.points, this.re, this.im)
  }

  /**
   * Back from re and im times gains, as many as there are points; the result, `size` times too large, is multiplied by
   * the window and added to what lies a hop further on in the sums, which moves there. Sums are size + hop long.
   */
  restore(
    gains: Float32Array,
    window: Float32Array,
    hop: i32,
    sumLeft: Float32Array,
    sumRight: Float32Array,
  ): void {
    // With parts exchanged before and after it is the inverse.
    this.stages(this.im, this.re, 0, gains)
    if (simd) addFrameWide(this.size >> 2, this.points, window, hop, sumRight, sumLeft)
    else addFrame(this.size >> 2, this.points, window, hop, sumRight, sumLeft)
  }

  /** All but the last stage, into `points`. */
  private stages(re: Float32Array, im: Float32Array, start: i32, weights: Float32Array): void {
    if (simd) firstStageWide(this.size >> 2, re, im, start, weights, this.points, this.firstTurns)
    else firstStage(this.size >> 2, re, im, start, weights, this.points, this.firstTurns)
    let stride: i32 = 4
    let at: i32 = 0
    for (let n: i32 = this.size >> 2; n > 4; n >>= 2) {
      const from = this.points
      if (n == 8) {
        if (simd) pairStageWide(stride, from, this.spare, this.turns, at)
        else pairStage(stride, from, this.spare, this.turns, at)
      } else if (simd) middleStageWide(n >> 2, stride, from, this.spare, this.turns, at)
      else middleStage(n >> 2, stride, from, this.spare, this.turns, at)
      this.points = this.spare
      this.spare = from
      if (n == 8) return
      at += 6 * (n >> 2)
      stride *= 4
    }
  }
}

/** exp(-2 pi i j k / size) for j = 1 ... count: real and imaginary parts, `gap` apart. */
function turn(circle: UnitCircle, k: i32, count: i32, into: Float32Array, at: i32, gap: i32): void {
  for (let j: i32 = 1; j <= count; j++) {
    into[at + (2 * j - 2) * gap] = circle.cos[j * k] as f32
    into[at + (2 * j - 1) * gap] = -circle.sin[j * k] as f32
  }
}
