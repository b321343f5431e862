// Long-term level of a clip in octave bands, relative to the whole.
import { PowerSpectrum } from '../signal/powerSpectrum'

const octaveBandsHz = [63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000]
/** Frames of 85 ms at 48 kHz, every fourth one: 12 Hz apart, so that the lowest octave has four bins. */
const frameLength = 4096
const frameEvery = 4 * frameLength
/** A band without any sound, dB. */
const lowestDb = -120

export class ClipBands {
  private readonly spectrum = new PowerSpectrum(frameLength)
  private readonly window = Float64Array.from(
    { length: frameLength },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / frameLength),
  )
  private readonly frames: Float64Array[]
  private readonly power = new Float64Array(frameLength / 2 + 1)
  private readonly sums = new Float64Array(octaveBandsHz.length)
  private readonly edges: number[]
  private total = 0
  private at = 0

  constructor(sampleRateHz: number, channels: number) {
    this.frames = Array.from({ length: channels }, () => new Float64Array(frameLength))
    const binHz = sampleRateHz / frameLength
    const bins = this.power.length
    // Bands meet half an octave above and below their middles.
    this.edges = [octaveBandsHz[0] / Math.SQRT2, ...octaveBandsHz.map((hz) => hz * Math.SQRT2)].map((hz) =>
      Math.min(bins, Math.round(hz / binHz)),
    )
  }

  push(block: readonly Float32Array[], length: number): void {
    for (let from = 0; from < length;) {
      const place = this.at % frameEvery
      const inFrame = place < frameLength
      const to = Math.min(length, from + (inFrame ? frameLength - place : frameEvery - place))
      if (inFrame) this.frames.forEach((frame, c) => frame.set(block[c].subarray(from, to), place))
      this.at += to - from
      from = to
      if (inFrame && this.at % frameEvery === frameLength) this.takeFrame()
    }
  }

  finish(): number[] {
    const place = this.at % frameEvery
    if (place > 0 && place < frameLength && (this.at < frameEvery || place > frameLength / 2)) {
      for (const frame of this.frames) frame.fill(0, place)
      this.takeFrame()
    }
    return Array.from(this.sums, (sum) =>
      sum > 0 ? Math.max(lowestDb, 10 * Math.log10(sum / this.total)) : lowestDb,
    )
  }

  private takeFrame(): void {
    const { power, window, sums, edges } = this
    for (const frame of this.frames) {
      for (let i = 0; i < frameLength; i++) frame[i] *= window[i]
      this.spectrum.compute(frame, power)
      let total = 0
      for (let k = 0; k < power.length; k++) total += power[k]
      if (!(total < Infinity)) continue
      this.total += total
      for (let b = 0; b < sums.length; b++) for (let k = edges[b]; k < edges[b + 1]; k++) sums[b] += power[k]
    }
  }
}
