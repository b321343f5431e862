// Mono samples at any rate, thinned by a whole factor to a rate near 16 kHz. No delay: the filter looks ahead.

/** Half length of the filter in output samples: -60 dB from 0.6 of the new rate upwards, by Kaiser's formula. */
const halfOutputs = 8
/** Cutoff as a share of the new rate; 0.5 would be its Nyquist frequency. */
const cutoff = 0.45
/** Kaiser window parameter for 60 dB. */
const beta = 5.65

const bessel0 = (x: number): number => {
  let sum = 1
  let term = 1
  for (let k = 1; k < 30; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

const lowPass = (factor: number): Float64Array => {
  const half = halfOutputs * factor
  const taps = new Float64Array(2 * half + 1)
  let sum = 0
  for (let i = -half; i <= half; i++) {
    const x = (2 * Math.PI * cutoff * i) / factor
    const sinc = i === 0 ? 1 : Math.sin(x) / x
    const tap = sinc * bessel0(beta * Math.sqrt(1 - (i / half) ** 2))
    taps[i + half] = tap
    sum += tap
  }
  return taps.map((tap) => tap / sum)
}

/** Four results at once: each tap is looked up once for them, and their additions do not wait for each other. */
const thin = (x: Float64Array, taps: Float64Array, factor: number, out: Float64Array, made: number): void => {
  const size = taps.length
  for (let m = 0; m < made; m += 4) {
    // The last ones are made twice rather than differently.
    const at = Math.max(0, Math.min(m, made - 4))
    const first = at * factor
    const second = Math.min(at + 1, made - 1) * factor
    const third = Math.min(at + 2, made - 1) * factor
    const fourth = Math.min(at + 3, made - 1) * factor
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let t = 0; t < size; t++) {
      const tap = taps[t]
      a += tap * x[first + t]
      b += tap * x[second + t]
      c += tap * x[third + t]
      d += tap * x[fourth + t]
    }
    out[at] = a
    if (at + 1 < made) out[at + 1] = b
    if (at + 2 < made) out[at + 2] = c
    if (at + 3 < made) out[at + 3] = d
  }
}

export class Decimator {
  private readonly taps: Float64Array
  private readonly half: number
  private kept: Float64Array
  private count: number
  private out = new Float64Array(0)

  constructor(private readonly factor: number) {
    this.taps = factor === 1 ? new Float64Array([1]) : lowPass(factor)
    this.half = (this.taps.length - 1) / 2
    this.kept = new Float64Array(this.taps.length)
    this.count = this.half
  }

  /** Output sample m stands at input sample m × factor. The result is valid until the next call. */
  push(input: Float64Array, length: number): Float64Array {
    if (this.factor === 1) return input.subarray(0, length)
    this.append(input, length)
    const { taps, factor, kept } = this
    const size = taps.length
    const made = Math.max(0, Math.floor((this.count - size) / factor) + 1)
    if (this.out.length < made) this.out = new Float64Array(made)
    thin(kept, taps, factor, this.out, made)
    kept.copyWithin(0, made * factor, this.count)
    this.count -= made * factor
    return this.out.subarray(0, made)
  }

  finish(): Float64Array {
    return this.push(new Float64Array(this.half), this.half)
  }

  private append(input: Float64Array, length: number): void {
    if (this.kept.length < this.count + length) {
      const larger = new Float64Array(this.count + length + this.taps.length)
      larger.set(this.kept.subarray(0, this.count))
      this.kept = larger
    }
    this.kept.set(length === input.length ? input : input.subarray(0, length), this.count)
    this.count += length
  }
}
