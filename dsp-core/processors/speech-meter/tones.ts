// Tones that stand still: lines of the spectrum over 128 ms, and those that were there 120 ms before. Music holds
// them; the harmonics of a voice move and smear, the more the higher they are.
import { PowerSpectrum } from '../../signal/powerSpectrum'

/** Steps from one look to the next. */
export const toneEvery = 4
export const toneColumns = 4
/** Looks back for what stayed: 120 ms. */
const looksBack = 3
const windowMs = 128
const edgesHz = [100, 900, 3500]
/** A line stands this much above the mean of the bins two and three away, power ratio (8 dB). */
const lineOver = 6.3

export class Tones {
  /** Share of lines below and above 900 Hz, share of lines that stayed below and above. */
  readonly row = new Float64Array(toneColumns)
  readonly size: number
  private readonly spectrum: PowerSpectrum
  private readonly window: Float64Array
  private readonly frame: Float64Array
  private readonly power: Float64Array
  private readonly edges: number[]
  private readonly lines: Uint8Array[]
  private looks = 0

  constructor(rateHz: number) {
    this.size = 2 ** Math.round(Math.log2((windowMs * rateHz) / 1000))
    this.spectrum = new PowerSpectrum(this.size)
    this.window = Float64Array.from(
      { length: this.size },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / this.size),
    )
    this.frame = new Float64Array(this.size)
    this.power = new Float64Array(this.spectrum.bins)
    this.edges = edgesHz.map((hz) =>
      Math.min(this.spectrum.bins - 4, Math.max(3, Math.round((hz * this.size) / rateHz))),
    )
    this.lines = Array.from({ length: looksBack + 1 }, () => new Uint8Array(this.spectrum.bins))
  }

  /** Samples [from, from + size). */
  hear(samples: Float64Array, from: number): void {
    const { frame, window, size, edges, row } = this
    for (let i = 0; i < size; i++) frame[i] = samples[from + i] * window[i]
    this.spectrum.compute(frame, this.power)
    const now = this.lines[this.looks % this.lines.length]
    const then = this.lines[(this.looks + 1) % this.lines.length]
    now.fill(0)
    for (let part = 0; part < 2; part++) this.part(edges[part], edges[part + 1], now, then, part)
    if (this.looks < looksBack) row[2] = row[3] = 0
    this.looks++
  }

  private part(from: number, to: number, now: Uint8Array, then: Uint8Array, part: number): void {
    const { power, row } = this
    let all = 1e-9
    let inLines = 0
    let staying = 0
    for (let k = from; k < to; k++) {
      const p = power[k]
      const root = Math.sqrt(Math.sqrt(p))
      all += root
      if (p < power[k - 1] || p < power[k + 1]) continue
      const around = (power[k - 3] + power[k + 3] + power[k - 2] + power[k + 2]) / 4
      if (p < lineOver * around) continue
      // A Hann window gives a line three bins.
      now[k] = 1
      inLines += 3 * root
      if (then[k] || then[k - 1] || then[k + 1]) staying += 3 * root
    }
    row[part] = Math.min(1, inLines / all)
    row[2 + part] = Math.min(1, staying / all)
  }
}
