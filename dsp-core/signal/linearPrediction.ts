// Linear prediction of a stretch of sound: windowed autocorrelation and the Levinson-Durbin recursion (J. Makhoul,
// "Linear Prediction: A Tutorial Review", Proc. IEEE 63, 1975). a[0] is 1; what cannot be predicted is
// e[n] = sum over k of a[k] x[n - k].
import { simd } from './simd'

/** Noise 90 dB under the sound, so that the equations can be solved for sound that fills only part of the band. */
const whiteness: f64 = 1 + 1e-9

export class LinearPrediction {
  order: i32 = 0
  a: Float64Array = new Float64Array(0)
  private length: i32 = 0
  private window: Float64Array = new Float64Array(0)
  private windowed: Float64Array = new Float64Array(0)
  private correlation: Float64Array = new Float64Array(0)
  private previous: Float64Array = new Float64Array(0)

  /** For stretches of `length` samples. */
  prepare(order: i32, length: i32): void {
    this.order = order
    this.length = length
    this.a = new Float64Array(order + 1)
    this.previous = new Float64Array(order + 1)
    this.correlation = new Float64Array(order + 1)
    this.windowed = new Float64Array(length)
    this.window = new Float64Array(length)
    // Biweight: as smooth at its ends as a Hann window, and without a cosine.
    for (let i: i32 = 0; i < length; i++) {
      const u: f64 = (2 * i + 1 - length) / (length as f64)
      this.window[i] = (1 - u * u) * (1 - u * u)
    }
  }

  /** From x[0 ... length). False, and a[] useless, where there is no sound to speak of (-140 dBFS). */
  fit(x: Float64Array): bool {
    this.correlate(x)
    const r = this.correlation
    if (!(r[0] > 1e-14 * this.length)) return false
    r[0] *= whiteness
    this.solve()
    return true
  }

  private correlate(x: Float64Array): void {
    const length: i32 = this.length
    const y = this.windowed
    const window = this.window
    for (let i: i32 = 0; i < length; i++) y[i] = x[i] * window[i]
    if (simd) {
      this.correlateVectors(y)
      return
    }
    // Four lags at a time: every sample is loaded once for all of them.
    for (let lag: i32 = 0; lag <= this.order; lag += 4) {
      let s0: f64 = 0
      let s1: f64 = 0
      let s2: f64 = 0
      let s3: f64 = 0
      const most: i32 = length - lag - 3
      for (let i: i32 = 0; i < most; i++) {
        const v: f64 = y[i]
        s0 += v * y[i + lag]
        s1 += v * y[i + lag + 1]
        s2 += v * y[i + lag + 2]
        s3 += v * y[i + lag + 3]
      }
      this.keep(lag, s0)
      this.keep(lag + 1, s1)
      this.keep(lag + 2, s2)
      this.keep(lag + 3, s3)
    }
  }

  /** The same sums in the same order, two lags in each vector: the same bits. */
  private correlateVectors(y: Float64Array): void {
    for (let lag: i32 = 0; lag <= this.order; lag += 4) {
      let s0: v128 = f64x2(0, 0)
      let s1: v128 = f64x2(0, 0)
      let at: usize = y.dataStart
      const ahead: usize = (lag as usize) << 3
      const end: usize = at + ((this.length - lag - 3) << 3)
      for (; at < end; at += 8) {
        const v: v128 = v128.load64_splat(at)
        s0 = f64x2.add(s0, f64x2.mul(v, v128.load(at + ahead)))
        s1 = f64x2.add(s1, f64x2.mul(v, v128.load(at + ahead, 16)))
      }
      this.keep(lag, f64x2.extract_lane(s0, 0))
      this.keep(lag + 1, f64x2.extract_lane(s0, 1))
      this.keep(lag + 2, f64x2.extract_lane(s1, 0))
      this.keep(lag + 3, f64x2.extract_lane(s1, 1))
    }
  }

  /** The last few products are left out: the window has made them nothing. */
  private keep(lag: i32, sum: f64): void {
    if (lag <= this.order) this.correlation[lag] = sum
  }

  private solve(): void {
    const a = this.a
    const r = this.correlation
    const previous = this.previous
    let error: f64 = r[0]
    a.fill(0)
    a[0] = 1
    for (let m: i32 = 1; m <= this.order; m++) {
      let sum: f64 = r[m]
      for (let k: i32 = 1; k < m; k++) sum += a[k] * r[m - k]
      const reflection: f64 = -sum / error
      if (!(reflection > -1 && reflection < 1)) return
      for (let k: i32 = 1; k < m; k++) previous[k] = a[k]
      for (let k: i32 = 1; k < m; k++) a[k] = previous[k] + reflection * previous[m - k]
      a[m] = reflection
      error *= 1 - reflection * reflection
    }
  }

  /** What is left of x[from ... to) when each sample is predicted from the `order` before it. */
  forward(x: Float64Array, from: i32, to: i32, residual: Float64Array): void {
    this.predict(x, from, to, residual, -1)
  }

  /** As `forward`, from the `order` after it. */
  backward(x: Float64Array, from: i32, to: i32, residual: Float64Array): void {
    this.predict(x, from, to, residual, 1)
  }

  /** Four residuals at a time; what is left over, one by one. */
  private predict(x: Float64Array, from: i32, to: i32, residual: Float64Array, step: i32): void {
    const a = this.a
    const order: i32 = this.order
    let i: i32 = from
    if (simd) i = this.predictVectors(x, from, to, residual, step)
    else
      for (; i + 4 <= to; i += 4) {
        let s0: f64 = x[i]
        let s1: f64 = x[i + 1]
        let s2: f64 = x[i + 2]
        let s3: f64 = x[i + 3]
        let at: i32 = i
        for (let k: i32 = 1; k <= order; k++) {
          at += step
          const weight: f64 = a[k]
          s0 += weight * x[at]
          s1 += weight * x[at + 1]
          s2 += weight * x[at + 2]
          s3 += weight * x[at + 3]
        }
        residual[i] = s0
        residual[i + 1] = s1
        residual[i + 2] = s2
        residual[i + 3] = s3
      }
    for (; i < to; i++) {
      let sum: f64 = x[i]
      for (let k: i32 = 1; k <= order; k++) sum += a[k] * x[i + k * step]
      residual[i] = sum
    }
  }

  /** The same sums in the same order, eight at a time; returns where it stopped. */
  private predictVectors(x: Float64Array, from: i32, to: i32, residual: Float64Array, step: i32): i32 {
    const first: usize = this.a.dataStart + 8
    const last: usize = this.a.dataStart + ((this.order as usize) << 3)
    const bytes: i32 = step << 3
    let i: i32 = from
    for (; i + 8 <= to; i += 8) {
      let at: usize = x.dataStart + ((i as usize) << 3)
      let s0: v128 = v128.load(at)
      let s1: v128 = v128.load(at, 16)
      let s2: v128 = v128.load(at, 32)
      let s3: v128 = v128.load(at, 48)
      for (let k: usize = first; k <= last; k += 8) {
        at += bytes
        const weight: v128 = v128.load64_splat(k)
        s0 = f64x2.add(s0, f64x2.mul(weight, v128.load(at)))
        s1 = f64x2.add(s1, f64x2.mul(weight, v128.load(at, 16)))
        s2 = f64x2.add(s2, f64x2.mul(weight, v128.load(at, 32)))
        s3 = f64x2.add(s3, f64x2.mul(weight, v128.load(at, 48)))
      }
      const out: usize = residual.dataStart + ((i as usize) << 3)
      v128.store(out, s0)
      v128.store(out, s1, 16)
      v128.store(out, s2, 32)
      v128.store(out, s3, 48)
    }
    return i
  }
}
