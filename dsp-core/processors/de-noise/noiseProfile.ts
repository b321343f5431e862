// Learns a noise profile from the pauses of a clip: what stands between sentences is the noise itself. Says as well
// how steady it is, and how deep it may be suppressed without harming the voice.
import { PowerSpectrum } from '../../signal/powerSpectrum'
import { bandCount, bandEdgesHz, bandNames, notGivenDbfs } from './bands'
import { frameSize } from '../../signal/frameSize'

/** A step of speech activity. */
const stepSeconds = 0.01
/** Steps of speech with a probability under this are pauses. */
const pauseBelow = 0.5
/** Less pause than this says nothing: eight frames. */
const leastFrames = 8
/** Bands so far below the loudest do not matter. */
const heardDb = 50
/**
 * Noise as steady as the first is suppressed in full, as unsteady as the second not at all: what a Wiener gain does
 * to passing cars, voices or thunder makes speech in them less intelligible. Found by ESTOI on 31 recorded noises,
 * 2026-11-24: gains up to 1, losses in some from 1.2 on.
 */
const steadyDb = 0.3
const tooUnsteadyDb = 1.2
/**
 * The share of the voice that stands out of the noise, as the speech intelligibility index counts it (ANSI S3.5: each
 * band from -15 dB, not at all, to +15 dB, whole), in the bands from 200 Hz to 5.3 kHz. Under 0.2 the suppressor cannot
 * tell the voice from the noise and takes both (ESTOI falls by 0.01 at 0.17, rises by 0.01 at 0.22; 2026-11-24).
 */
const inaudibleShare = 0.2
const audibleShare = 0.25
const firstVoiceBand = 2
const lastVoiceBand = 18
/** Less depth than this is not worth its latency. */
const leastDepthDb = 2

export interface NoiseProfile {
  /** Parameters of de-noise: the bands, and a depth that the noise bears. */
  params: Record<string, number>
  /** How far the level of a band strays, dB, beyond what chance does to noise that never changes. */
  unsteadyDb: number
  /** How much of the voice stands out of the noise: 0 ... 1; 1 where nobody speaks. */
  audibleShare: number
  pauseSeconds: number
}

export class NoiseProfiler {
  private readonly spectrum: PowerSpectrum
  private readonly power: Float64Array
  private readonly window: Float64Array
  private readonly frame: Float64Array
  private readonly recent: Float32Array[]
  private readonly bandOfBin: Int32Array
  private levels = new Float32Array(64 * bandCount)
  private frames = 0
  private filled = 0

  constructor(
    private readonly sampleRateHz: number,
    channels: number,
  ) {
    const size = frameSize(sampleRateHz)
    this.spectrum = new PowerSpectrum(size)
    this.power = new Float64Array(this.spectrum.bins)
    this.frame = new Float64Array(size)
    this.window = Float64Array.from({ length: size }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / size))
    this.recent = Array.from({ length: channels }, () => new Float32Array(size))
    this.bandOfBin = Int32Array.from({ length: this.spectrum.bins }, (_, bin) =>
      bandEdgesHz.findIndex((_, band) => {
        const hz = (bin * sampleRateHz) / size
        return band < bandCount && hz >= bandEdgesHz[band] && hz < bandEdgesHz[band + 1]
      }),
    )
  }

  /** The next samples of the clip; where blocks are cut changes nothing. */
  push(channels: readonly Float32Array[], lengthSamples: number): void {
    const { size } = this.spectrum
    for (let start = 0; start < lengthSamples;) {
      const count = Math.min(lengthSamples - start, size - this.filled)
      this.recent.forEach((recent, c) => recent.set(channels[c].subarray(start, start + count), this.filled))
      this.filled += count
      start += count
      if (this.filled < size) continue
      this.measure()
      this.recent.forEach((recent) => recent.copyWithin(0, size / 2))
      this.filled = size / 2
    }
  }

  /**
   * speech: probability in each 10 ms of what was pushed; depthDb: what is wished for. Null where there are no pauses
   * to learn from.
   */
  finish(speech: ArrayLike<number>, depthDb: number): NoiseProfile | null {
    const pauses = this.pausesIn(speech)
    if (pauses.length < leastFrames) return null
    const bands = bandNames.map((name, band) => ({ name, ...this.spreadOf(band, pauses) }))
    const unsteadyDb = unsteadinessOf(bands)
    const audible = this.audibleShare(
      bands.map(({ level }) => level),
      pauses,
    )
    const share =
      within01((tooUnsteadyDb - unsteadyDb) / (tooUnsteadyDb - steadyDb)) *
      within01((audible - inaudibleShare) / (audibleShare - inaudibleShare))
    const depth = share * depthDb < leastDepthDb ? 0 : share * depthDb
    const params: Record<string, number> = { depthDb: depth }
    for (const { name, level } of bands) params[name] = Math.min(0, Math.max(notGivenDbfs, level))
    return {
      params,
      unsteadyDb,
      audibleShare: audible,
      pauseSeconds: (pauses.length * this.spectrum.size) / 2 / this.sampleRateHz,
    }
  }

  /** Frames in which nobody speaks. */
  private pausesIn(speech: ArrayLike<number>): number[] {
    const { size } = this.spectrum
    const hopSeconds = size / 2 / this.sampleRateHz
    const pauses: number[] = []
    for (let frame = 0; frame < this.frames; frame++) {
      const from = Math.floor((frame * hopSeconds) / stepSeconds)
      const to = Math.ceil((frame * hopSeconds + size / this.sampleRateHz) / stepSeconds)
      let quiet = true
      for (let step = from; step < to; step++) if (!(speech[step] < pauseBelow)) quiet = false
      if (quiet) pauses.push(frame)
    }
    return pauses
  }

  /** Of what is no pause. */
  private audibleShare(noiseDbfs: number[], pauses: number[]): number {
    const quiet = new Set(pauses)
    const count = this.frames - pauses.length
    if (count === 0) return 1
    let sum = 0
    for (let band = firstVoiceBand; band <= lastVoiceBand; band++) {
      let power = 0
      for (let frame = 0; frame < this.frames; frame++) {
        if (!quiet.has(frame)) power += 10 ** (this.levels[frame * bandCount + band] / 10) / count
      }
      const noise = 10 ** (noiseDbfs[band] / 10)
      sum += within01((10 * Math.log10(Math.max(power / noise - 1, 1e-12)) + 15) / 30)
    }
    return sum / (lastVoiceBand - firstVoiceBand + 1)
  }

  /** Level of a band in the middle of the pauses, and how far it strays more than chance would have it, dB. */
  private spreadOf(band: number, frames: number[]): { level: number; excess: number } {
    const levels = Float64Array.from(frames, (frame) => this.levels[frame * bandCount + band]).sort()
    const at = (share: number) => levels[Math.round(share * (levels.length - 1))]
    const bins = this.bandOfBin.reduce((count, own) => count + (own === band ? 1 : 0), 0)
    // The mean of n squares of Gaussian pairs strays by 1 / root n; the window makes neighbours alike (2 / 3).
    const pairs = Math.max(1, (2 / 3) * bins)
    const chance = 4.34 / Math.sqrt(pairs)
    // The band is as wide as it is, not as its whole bins are.
    const high = Math.min(bandEdgesHz[band + 1], this.sampleRateHz / 2)
    const width = high - bandEdgesHz[band]
    const covered = (bins * this.sampleRateHz) / this.spectrum.size
    // The middle of such means lies under their mean (Wilson, Hilferty, 1931: by 1 / 3 of a pair).
    const middle = 1 - 1 / (3 * pairs)
    const level = at(0.5) + (bins > 0 && width > 0 ? 10 * Math.log10(width / covered / middle) : 0)
    return { level, excess: Math.max(0, (at(0.84) - at(0.16)) / 2 - chance) }
  }

  private measure(): void {
    const { size } = this.spectrum
    if ((this.frames + 1) * bandCount > this.levels.length) {
      const larger = new Float32Array(2 * this.levels.length)
      larger.set(this.levels)
      this.levels = larger
    }
    const sums = new Float64Array(bandCount)
    for (const recent of this.recent) {
      for (let i = 0; i < size; i++) this.frame[i] = this.window[i] * recent[i]
      this.spectrum.compute(this.frame, this.power)
      for (let bin = 0; bin < this.power.length; bin++) {
        if (this.bandOfBin[bin] >= 0) sums[this.bandOfBin[bin]] += this.power[bin]
      }
    }
    // Mean square of a channel: the squares of the window add up to size / 2, and half the spectrum stands for both.
    const share = 4 / (size * size * this.recent.length)
    for (let band = 0; band < bandCount; band++) {
      const level = 10 * Math.log10(Math.max(sums[band] * share, 1e-20))
      this.levels[this.frames * bandCount + band] = level
    }
    this.frames++
  }
}

const within01 = (value: number): number => Math.min(1, Math.max(0, value))

/** Root mean square over the bands that are heard. */
const unsteadinessOf = (bands: { level: number; excess: number }[]): number => {
  const loudest = bands.reduce((most, { level }) => Math.max(most, level), -Infinity)
  const heard = bands.filter(({ level }) => level > loudest - heardDb)
  return Math.sqrt(heard.reduce((sum, { excess }) => sum + excess ** 2, 0) / heard.length)
}
