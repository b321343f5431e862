// Measures a whole sound, block by block: loudness, peaks, level. Keeps 400 bytes per second of sound.
import { typescriptEngine, type Engine } from '../processors/engine'
import * as gating from '../processors/loudness-meter/gating'
import { SoundPartMeasure, type SoundPart } from './soundPart'

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

/** What parts that follow each other say of the whole. */
export const joinSoundParts = (
  parts: SoundPart[],
  { sampleRateHz, channels }: { sampleRateHz: number; channels: number },
): { measurement: SoundMeasurement; energies: Float32Array } => {
  const energies = gating.joinSteps(parts.map((part) => part.energies))
  const lengthSamples = parts.reduce((sum, part) => sum + part.lengthSamples, 0)
  const values = Math.max(1, lengthSamples)
  const total = (of: (part: SoundPart) => Float64Array): number[] =>
    Array.from({ length: channels }, (_, c) => parts.reduce((sum, part) => sum + of(part)[c], 0))
  const squares = total((part) => part.squares).reduce((sum, one) => sum + one, 0)
  const largest = total((part) => part.sums).reduce(
    (most, sum) => (Math.abs(sum) > Math.abs(most) ? sum : most),
    0,
  )
  const measurement: SoundMeasurement = {
    integratedLufs: gating.integratedLufs(energies),
    maxMomentaryLufs: gating.maxMomentaryLufs(energies),
    maxShortTermLufs: gating.maxShortTermLufs(energies),
    loudnessRangeLu: gating.loudnessRangeLu(energies),
    truePeakDbtp: Math.max(...parts.map((part) => part.truePeakDbtp)),
    samplePeakDbfs: Math.max(...parts.map((part) => part.samplePeakDbfs)),
    rmsDbfs: db(Math.sqrt(squares / (values * channels))),
    dcOffset: largest / values,
    lengthSamples,
    channels,
    sampleRateHz,
    shortTermLufs: Array.from(gating.shortTermLufs(energies)).filter((_, hop) => hop % 10 === 0),
  }
  return { measurement, energies }
}

/** A whole sound of any length, in one part. */
export class SoundMeasure {
  private readonly part: SoundPartMeasure

  constructor(
    private readonly setup: { sampleRateHz: number; channels: number },
    engine: Engine = typescriptEngine,
  ) {
    const edges = { leadSamples: 0, lengthSamples: Infinity }
    this.part = new SoundPartMeasure(setup, edges, engine)
  }

  /** Reads main[...][0 ... lengthSamples); any length. */
  push(main: Float32Array[], lengthSamples: number): void {
    this.part.push(main, lengthSamples)
  }

  /** Once, after the last block. */
  result(): SoundMeasurement {
    return joinSoundParts([this.part.result()], this.setup).measurement
  }
}
