// Measures a whole sound, block by block: loudness, peaks, level. Keeps 400 bytes per second of sound.
import * as gating from '../processors/loudness-meter/gating'
import { typescriptEngine, type Engine } from '../processors/engine'
import { createLoudnessMeter, type LoudnessMeter } from '../processors/loudness-meter/loudnessMeter'
import { createPeakMeter, type PeakMeter } from '../processors/true-peak-meter/peakMeter'

export interface SoundMeasurement {
  /** -Infinity for silence, as all levels here. */
  integratedLufs: number
  maxMomentaryLufs: number
  maxShortTermLufs: number
  loudnessRangeLu: number
  truePeakDbtp: number
  samplePeakDbfs: number
  /** Of all channels together; a full-scale sine has -3.01. */
  rmsDbfs: number
  /** Of the channel that has most, signed, full scale 1. */
  dcOffset: number
  lengthSamples: number
  channels: number
  sampleRateHz: number
  /** Short-term loudness once a second, for curves: the first of the 3 s that end 3 s in. */
  shortTermLufs: number[]
}

const db = (gain: number) => (gain > 0 ? 20 * Math.log10(gain) : -Infinity)

export class SoundMeasure {
  private readonly loudness: LoudnessMeter
  private readonly peaks: PeakMeter
  private readonly steps: Float32Array[] = []
  private readonly sums: Float64Array
  private readonly squares: Float64Array
  private lengthSamples = 0

  constructor(
    private readonly setup: { sampleRateHz: number; channels: number },
    engine: Engine = typescriptEngine,
  ) {
    this.loudness = createLoudnessMeter(setup, engine)
    this.sums = new Float64Array(setup.channels)
    this.squares = new Float64Array(setup.channels)
    this.peaks = createPeakMeter(setup, engine)
  }

  /** Reads main[...][0 ... lengthSamples); any length. */
  push(main: Float32Array[], lengthSamples: number): void {
    this.loudness.push(main, lengthSamples)
    this.peaks.push(main, lengthSamples)
    for (let c = 0; c < this.setup.channels; c++) this.addLevel(main[c], c, lengthSamples)
    this.lengthSamples += lengthSamples
    this.keep(this.loudness.takeSteps())
  }

  /** Once, after the last block. */
  result(): SoundMeasurement {
    this.keep(this.loudness.finish())
    const steps = gating.joinSteps(this.steps)
    const { sampleRateHz, channels } = this.setup
    const values = Math.max(1, this.lengthSamples)
    const squares = this.squares.reduce((total, sum) => total + sum, 0)
    const largest = this.sums.reduce((most, sum) => (Math.abs(sum) > Math.abs(most) ? sum : most), 0)
    return {
      integratedLufs: gating.integratedLufs(steps),
      maxMomentaryLufs: gating.maxMomentaryLufs(steps),
      maxShortTermLufs: gating.maxShortTermLufs(steps),
      loudnessRangeLu: gating.loudnessRangeLu(steps),
      truePeakDbtp: this.peaks.truePeakDbtp(),
      samplePeakDbfs: this.peaks.samplePeakDbfs(),
      rmsDbfs: db(Math.sqrt(squares / (values * channels))),
      dcOffset: largest / values,
      lengthSamples: this.lengthSamples,
      channels,
      sampleRateHz,
      shortTermLufs: Array.from(gating.shortTermLufs(steps)).filter((_, hop) => hop % 10 === 0),
    }
  }

  /** K-weighted mean squares of all 10 ms steps; after `result`. */
  energies(): Float32Array {
    return gating.joinSteps(this.steps)
  }

  private addLevel(x: Float32Array, c: number, lengthSamples: number): void {
    let sum = this.sums[c]
    let squares = this.squares[c]
    for (let i = 0; i < lengthSamples; i++) {
      const value = x[i]
      sum += value
      squares += value * value
    }
    this.sums[c] = sum
    this.squares[c] = squares
  }

  private keep(steps: Float32Array): void {
    if (steps.length > 0) this.steps.push(steps)
  }
}
