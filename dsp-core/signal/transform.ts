// Complex Fourier transform in double precision, in place: for meters, which have few frames and want exact levels.
// Decimation in time, two points at a time (J. W. Cooley and J. W. Tukey, 1965).

export class Transform {
  re: Float64Array = new Float64Array(0)
  im: Float64Array = new Float64Array(0)
  private size: i32 = 0
  /** cos and sin of 2 pi k / size for the first half of k, one after the other. */
  private circle: Float64Array = new Float64Array(0)
  private reversed: Int32Array = new Int32Array(0)

  /** size: a power of two. */
  prepare(size: i32): void {
    this.size = size
    this.re = new Float64Array(size)
    this.im = new Float64Array(size)
    this.circle = new Float64Array(size)
    this.reversed = new Int32Array(size)
    for (let i: i32 = 1; i < size; i++) {
      this.reversed[i] = (this.reversed[i >> 1] >> 1) | ((i & 1) == 1 ? size >> 1 : 0)
    }
  }

  /** The table of signal/unitCircle.ts. */
  configure(circle: Float64Array): void {
    for (let i: i32 = 0; i < this.size; i++) this.circle[i] = circle[i]
  }

  /** X[k] = sum of x[i] exp(-2 pi i i k / size), of re and im into re and im. */
  run(): void {
    this.reorder()
    for (let span: i32 = 1; span < this.size; span <<= 1) this.stage(span)
  }

  private reorder(): void {
    const re = this.re
    const im = this.im
    for (let i: i32 = 0; i < this.size; i++) {
      const j: i32 = this.reversed[i]
      if (j <= i) continue
      const r: f64 = re[i]
      const m: f64 = im[i]
      re[i] = re[j]
      im[i] = im[j]
      re[j] = r
      im[j] = m
    }
  }

  private stage(span: i32): void {
    const re = this.re
    const im = this.im
    const half: i32 = this.size >> 1
    const stride: i32 = Math.floor(half / span) as i32
    for (let k: i32 = 0; k < span; k++) {
      const c: f64 = this.circle[k * stride]
      const s: f64 = this.circle[half + k * stride]
      for (let i: i32 = k; i < this.size; i += 2 * span) {
        const j: i32 = i + span
        const r: f64 = c * re[j] + s * im[j]
        const m: f64 = c * im[j] - s * re[j]
        re[j] = re[i] - r
        im[j] = im[i] - m
        re[i] += r
        im[i] += m
      }
    }
  }
}
