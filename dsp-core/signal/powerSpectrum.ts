// Power spectrum of a real frame, by a complex transform of half its size.

export class PowerSpectrum {
  readonly bins: number
  private readonly half: number
  private readonly cos: Float64Array
  private readonly sin: Float64Array
  private readonly reversed: Uint16Array
  private readonly re: Float64Array
  private readonly im: Float64Array

  /** size: a power of two, at most 65536. */
  constructor(readonly size: number) {
    this.half = size >> 1
    this.bins = this.half + 1
    this.cos = Float64Array.from({ length: this.half }, (_, k) => Math.cos((2 * Math.PI * k) / size))
    this.sin = Float64Array.from({ length: this.half }, (_, k) => Math.sin((2 * Math.PI * k) / size))
    this.re = new Float64Array(this.half)
    this.im = new Float64Array(this.half)
    const bits = Math.log2(this.half)
    this.reversed = Uint16Array.from({ length: this.half }, (_, i) => {
      let r = 0
      for (let b = 0; b < bits; b++) r |= ((i >> b) & 1) << (bits - 1 - b)
      return r
    })
  }

  /** |X|² of `frame` (its length is size) for bins 0 … size / 2 into `power`. */
  compute(frame: Float64Array, power: Float64Array): void {
    const { re, im, half, reversed } = this
    for (let i = 0; i < half; i++) {
      const r = reversed[i]
      re[i] = frame[2 * r]
      im[i] = frame[2 * r + 1]
    }
    this.transform()
    this.split(power)
  }

  private transform(): void {
    this.firstTwoStages()
    const { re, im, half, cos, sin } = this
    for (let span = 4; span < half; span <<= 1) {
      const stride = half / span
      for (let block = 0; block < half; block += 2 * span)
        for (let i = block, j = block + span, at = 0; i < block + span; i++, j++, at += stride) {
          const c = cos[at]
          const s = sin[at]
          const xr = re[j]
          const xi = im[j]
          const tr = c * xr + s * xi
          const ti = c * xi - s * xr
          const ar = re[i]
          const ai = im[i]
          re[j] = ar - tr
          im[j] = ai - ti
          re[i] = ar + tr
          im[i] = ai + ti
        }
    }
  }

  /** Their factors are 1 and -i. */
  private firstTwoStages(): void {
    const { re, im, half } = this
    for (let i = 0; i < half; i += 4) {
      const ar = re[i] + re[i + 1]
      const ai = im[i] + im[i + 1]
      const br = re[i] - re[i + 1]
      const bi = im[i] - im[i + 1]
      const cr = re[i + 2] + re[i + 3]
      const ci = im[i + 2] + im[i + 3]
      const dr = re[i + 2] - re[i + 3]
      const di = im[i + 2] - im[i + 3]
      re[i] = ar + cr
      im[i] = ai + ci
      re[i + 1] = br + di
      im[i + 1] = bi - dr
      re[i + 2] = ar - cr
      im[i + 2] = ai - ci
      re[i + 3] = br - di
      im[i + 3] = bi + dr
    }
  }

  private split(power: Float64Array): void {
    const { re, im, half, cos, sin } = this
    power[0] = (re[0] + im[0]) ** 2
    power[half] = (re[0] - im[0]) ** 2
    for (let k = 1; k < half; k++) {
      const j = half - k
      const er = (re[k] + re[j]) / 2
      const ei = (im[k] - im[j]) / 2
      const or = (im[k] + im[j]) / 2
      const oi = (re[j] - re[k]) / 2
      const xr = er + cos[k] * or + sin[k] * oi
      const xi = ei + cos[k] * oi - sin[k] * or
      power[k] = xr * xr + xi * xi
    }
  }
}
