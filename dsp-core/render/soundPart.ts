// Measures a part of a sound so that parts, measured apart, join to what the whole would have given.
import type { Engine } from '../processors/engine'
import { joinSteps } from '../processors/loudness-meter/gating'
import { createLoudnessMeter, type LoudnessMeter } from '../processors/loudness-meter/loudnessMeter'
import type { SoundVectors } from '../processors/wasmVectors'
import { createPeakMeter, type PeakMeter } from '../processors/true-peak-meter/peakMeter'
import { sumUp } from './mixing'

/** What was heard of one part; sums by channel. */
export interface SoundPart {
  lengthSamples: number
  /** K-weighted mean squares of whole 10 ms steps; a block that is not complete at the end is not measured (BS.1770-5, Annex 1). */
  energies: Float32Array
  truePeakDbtp: number
  samplePeakDbfs: number
  sums: Float64Array
  squares: Float64Array
}

/** How a part lies in what is pushed: `leadSamples` before it and whatever follows it are heard, not counted. */
export interface SoundEdges {
  leadSamples: number
  lengthSamples: number
}

/** Whole seconds, so that the steps of loudness end where the part begins; the weighting has long settled then. */
export const leadSecondsOfParts = 1
/** Room to fade out in: many times the reach of the true-peak filter. */
export const trailSamplesOfParts = 1024

const pieceSamples = 16384

export class SoundPartMeasure {
  private readonly loudness: LoudnessMeter
  private readonly peaks: PeakMeter
  private readonly piece: Float32Array[]
  private readonly energies: Float32Array[] = []
  private readonly vectors: SoundVectors | null
  private readonly sums: Float64Array
  private readonly squares: Float64Array
  private position = 0

  constructor(
    private readonly setup: { sampleRateHz: number; channels: number },
    private readonly edges: SoundEdges,
    engine: Engine,
  ) {
    this.loudness = createLoudnessMeter(setup, engine)
    this.peaks = createPeakMeter(setup, engine)
    this.piece = engine.createSound(setup.channels, pieceSamples)
    this.vectors = engine.vectors
    this.sums = new Float64Array(setup.channels)
    this.squares = new Float64Array(setup.channels)
  }

  /** Reads main[...][0 ... lengthSamples); any length. */
  push(main: Float32Array[], lengthSamples: number): void {
    const { leadSamples, lengthSamples: counted } = this.edges
    const end = leadSamples + counted
    for (let at = 0; at < lengthSamples;) {
      const region = this.position < leadSamples ? leadSamples : this.position < end ? end : Infinity
      const length = Math.min(pieceSamples, lengthSamples - at, region - this.position)
      const sound = main.map((channel) => channel.subarray(at, at + length))
      this.hear(sound, length, region === end)
      this.position += length
      at += length
      if (this.position === leadSamples) this.loudness.takeSteps()
    }
  }

  /** Once, after the last block. */
  result(): SoundPart {
    const { leadSamples, lengthSamples } = this.edges
    const counted = Math.max(0, Math.min(this.position - leadSamples, lengthSamples))
    return {
      lengthSamples: counted,
      energies: joinSteps(this.energies),
      truePeakDbtp: this.peaks.truePeakDbtp(),
      samplePeakDbfs: this.peaks.samplePeakDbfs(),
      sums: this.sums,
      squares: this.squares,
    }
  }

  private hear(sound: Float32Array[], length: number, counts: boolean): void {
    if (this.position < this.edges.leadSamples + this.edges.lengthSamples) {
      this.loudness.push(sound, length)
      if (counts) this.energies.push(this.loudness.takeSteps())
    }
    if (counts) sound.forEach((channel, c) => this.addLevel(channel, c, length))
    this.peaks.push(counts ? sound : this.faded(sound, length), length)
  }

  /**
   * What is not counted is heard for the cells across the edges, and fades so that its own beginning and end make no
   * peaks that are not there: a slowly faded sound has none higher than the sound has, and that is its neighbour's.
   */
  private faded(sound: Float32Array[], length: number): Float32Array[] {
    const end = this.edges.leadSamples + this.edges.lengthSamples
    const before = this.position < end
    const fading = before ? Math.min(length, trailSamplesOfParts - this.position) : length
    this.piece.forEach((channel, c) => {
      channel.set(sound[c])
      for (let i = 0; i < fading; i++) {
        const position = this.position + i
        channel[i] *= before
          ? position / trailSamplesOfParts
          : Math.max(0, 1 - (position - end + 1) / trailSamplesOfParts)
      }
    })
    return this.piece
  }

  private addLevel(x: Float32Array, c: number, lengthSamples: number): void {
    const before = { sum: this.sums[c], squares: this.squares[c] }
    const { sum, squares } = sumUp(this.vectors, x, lengthSamples, before)
    this.sums[c] = sum
    this.squares[c] = squares
  }
}
