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
    let span = 4
    for (; 2 * span < this.half; span <<= 2) this.twoStages(span)
    if (span < this.half) this.oneStage(span)
  }

  /** The stages of `span` and twice that in one go: every value is loaded and stored once for both. */
  private twoStages(span: number): void {
    const { re, im, half, cos, sin } = this
    const stride = half / span / 2
    for (let block = 0; block < half; block += 4 * span)
      for (let a = block, at = 0; a < block + span; a++, at += stride) {
        const b = a + span
        const c = b + span
        const d = c + span
        const c1 = cos[2 * at]
        const s1 = sin[2 * at]
        const c2 = cos[at]
        const s2 = sin[at]
        const br = c1 * re[b] + s1 * im[b]
        const bi = c1 * im[b] - s1 * re[b]
        const dr = c1 * re[d] + s1 * im[d]
        const di = c1 * im[d] - s1 * re[d]
        const ar = re[a]
        const ai = im[a]
        const cr = re[c]
        const ci = im[c]
        const er = cr + dr
        const ei = ci + di
        const fr = cr - dr
        const fi = ci - di
        // The second stage turns e by c2 - i s2, and f by a quarter more.
        const gr = c2 * er + s2 * ei
        const gi = c2 * ei - s2 * er
        const hr = c2 * fi - s2 * fr
        const hi = -c2 * fr - s2 * fi
        re[a] = ar + br + gr
        im[a] = ai + bi + gi
        re[c] = ar + br - gr
        im[c] = ai + bi - gi
        re[b] = ar - br + hr
        im[b] = ai - bi + hi
        re[d] = ar - br - hr
        im[d] = ai - bi - hi
      }
  }

  private oneStage(span: number): void {
    const { re, im, half, cos, sin } = this
    const stride = half / span
    for (let block = 0; block < half; block += 2 * span)
      for (let i = block, j = block + span, at = 0; i < block + span; i++, j++, at += stride) {
        const tr = cos[at] * re[j] + sin[at] * im[j]
        const ti = cos[at] * im[j] - sin[at] * re[j]
        re[j] = re[i] - tr
        im[j] = im[i] - ti
        re[i] += tr
        im[i] += ti
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
