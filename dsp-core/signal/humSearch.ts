// Looks for steady harmonics of a fundamental between 45 and 65 Hz: a long spectrum of the sound at a low rate, and in
// it the fundamental whose multiples stand highest over what lies around each. What is steady for the length of the
// window makes lines; a voice makes hills.

/** Points of the spectrum, some 1.4 s; and how many spectra, some 3 s together, must all have a line. */
const size: i32 = 2048
const spectra: i32 = 6
const binsKept: i32 = 1024
const hop: i32 = 512
const lowestHz: f64 = 45
const highestHz: f64 = 65
const stepHz: f64 = 0.04
const harmonics: i32 = 8
/** Samples for each of the transform's 11 stages, 2^5; after them four fundamentals at each. */
const stageSamples: i32 = 32
const stageShift: i32 = 5
const candidatesAtOnce: i32 = 4
/** What lies around a line: so many bins (6 to 15 Hz) on either side. */
const near: i32 = 8
const far: i32 = 20
/** Power over what lies around: counted up to 32 and some, a line from 8 on; two lines, and 2^15 as a product. */
const mostRatio: f64 = 32
const lineRatio: f64 = 8
const enough: f64 = 32768
/** Found so often in a row, within so much: some 3 s of one tone. No note is that steady. */
const agreements: i32 = 3
const agreeHz: f64 = 0.15

export class HumSearch {
  /** 0 while there is none. */
  foundHz: f64 = 0
  /** Turns since a hum was last seen. */
  unseen: i32 = 0
  private rateHz: f64 = 0
  private ring: Float64Array = new Float64Array(size)
  private at: i32 = 0
  private filled: i32 = 0
  private fresh: i32 = 0
  private window: Float64Array = new Float64Array(size)
  private cos: Float64Array = new Float64Array(size)
  private sin: Float64Array = new Float64Array(size)
  private re: Float64Array = new Float64Array(size)
  private im: Float64Array = new Float64Array(size)
  private power: Float64Array = new Float64Array(size)
  private sums: Float64Array = new Float64Array(size)
  private past: Float64Array = new Float64Array(spectra * binsKept)
  private spectrum: i32 = 0
  private candidateHz: f64 = 0
  private agreed: i32 = 0
  private candidate: i32 = 0
  private bestHz: f64 = 0
  private most: f64 = 0

  prepare(rateHz: f64): void {
    this.rateHz = rateHz
    for (let i: i32 = 0; i < size; i++) {
      const u: f64 = (2 * i + 1 - size) / (size as f64)
      this.window[i] = (1 - u * u) * (1 - u * u)
    }
    // cos and sin of 2 pi k / size by halving angles: roots and products only.
    const cos = this.cos
    const sin = this.sin
    cos[0] = 1
    let c: f64 = -1
    let s: f64 = 0
    for (let step: i32 = size >> 1; step >= 1; step >>= 1) {
      for (let k: i32 = 0; k < size; k += 2 * step) {
        cos[k + step] = c * cos[k] - s * sin[k]
        sin[k + step] = c * sin[k] + s * cos[k]
      }
      const half: f64 = Math.sqrt((1 + c) / 2)
      s = step == size >> 1 ? 1 : s / (2 * half)
      c = half
    }
  }

  reset(): void {
    this.ring.fill(0)
    this.past.fill(0)
    this.spectrum = 0
    this.at = 0
    this.filled = 0
    this.fresh = 0
    this.foundHz = 0
    this.unseen = 0
    this.candidateHz = 0
    this.agreed = 0
  }

  /** The next sample at the low rate; true when a turn has ended. */
  push(value: f64): bool {
    this.ring[this.at] = value
    this.at = this.at + 1 == size ? 0 : this.at + 1
    if (this.filled < size) this.filled++
    this.fresh++
    this.work(this.fresh)
    if (this.fresh < hop) return false
    this.fresh = 0
    return true
  }

  /** A share of a turn's work at each sample, so that no sample waits for all of it. */
  private work(at: i32): void {
    if (at == 1) this.load()
    else if (at <= 11 * stageSamples) {
      if (at % stageSamples == 0) this.stage(1 << ((at >> stageShift) - 1))
    } else if (at == 11 * stageSamples + 1) this.collect()
    else if (at < hop) this.compare()
    else if (this.filled == size) this.judge(this.bestHz)
  }

  private load(): void {
    let order: i32 = 0
    for (let i: i32 = 0; i < size; i++) {
      let from: i32 = this.at + i
      if (from >= size) from -= size
      this.re[order] = this.ring[from] * this.window[i]
      this.im[order] = 0
      // The next index with its bits reversed.
      let bit: i32 = size >> 1
      while (order >= bit && bit > 0) {
        order -= bit
        bit >>= 1
      }
      order += bit
    }
  }

  private collect(): void {
    let sum: f64 = 0
    this.spectrum = (this.spectrum + 1) % spectra
    for (let k: i32 = 0; k < binsKept; k++) {
      let p: f64 = this.re[k] * this.re[k] + this.im[k] * this.im[k]
      this.past[this.spectrum * binsKept + k] = p
      for (let i: i32 = 0; i < spectra; i++) {
        if (this.past[i * binsKept + k] < p) p = this.past[i * binsKept + k]
      }
      this.power[k] = p
      this.sums[k] = sum
      sum += p
    }
    this.candidate = 0
    this.bestHz = 0
    this.most = enough
  }

  private stage(span: i32): void {
    const re = this.re
    const im = this.im
    const stride: i32 = Math.floor(size / (2 * span)) as i32
    for (let block: i32 = 0; block < size; block += 2 * span) {
      for (let i: i32 = 0; i < span; i++) {
        const a: i32 = block + i
        const b: i32 = a + span
        const c: f64 = this.cos[i * stride]
        const s: f64 = this.sin[i * stride]
        const tr: f64 = c * re[b] + s * im[b]
        const ti: f64 = c * im[b] - s * re[b]
        re[b] = re[a] - tr
        im[b] = im[a] - ti
        re[a] += tr
        im[a] += ti
      }
    }
  }

  /** The next few fundamentals: keeps the one whose lines stand highest. */
  private compare(): void {
    for (let i: i32 = 0; i < candidatesAtOnce; i++) {
      const hz: f64 = lowestHz + this.candidate * stepHz
      if (hz > highestHz) return
      this.candidate++
      this.score(hz)
    }
  }

  private score(hz: f64): void {
    let product: f64 = 1
    let lines: i32 = 0
    for (let k: i32 = 1; k <= harmonics; k++) {
      const ratio: f64 = this.ratioAt((k * hz * size) / this.rateHz)
      if (ratio > lineRatio) lines++
      // Beyond the most it counts for less, but still for more the higher.
      if (ratio > 1) product *= ratio < mostRatio ? ratio : mostRatio * (2 - mostRatio / ratio)
    }
    if (lines < 2 || product <= this.most) return
    this.most = product
    this.bestHz = hz
  }

  /** Power at a place between bins against the mean around it. */
  private ratioAt(bin: f64): f64 {
    const k: i32 = Math.floor(bin) as i32
    const first: i32 = k - far > 1 ? k - far : 1
    const s = this.sums
    const around: f64 = s[k - near] - s[first] + s[k + far] - s[k + near]
    const mean: f64 = around / (k - near - first + far - near)
    const share: f64 = bin - k
    const here: f64 = this.power[k] + share * (this.power[k + 1] - this.power[k])
    return mean > 0 ? here / mean : 0
  }

  private judge(hz: f64): void {
    if (hz == 0) {
      this.agreed = 0
      this.unseen++
      return
    }
    if (hz - this.candidateHz > agreeHz || this.candidateHz - hz > agreeHz) this.agreed = 0
    this.candidateHz = hz
    this.agreed++
    if (this.agreed < agreements) return
    this.foundHz = hz
    this.unseen = 0
  }
}
