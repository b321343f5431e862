// All that can be measured of a whole sound beside its loudness and peaks: levels, clipping, Leq(m), hum, bands, and
// where people speak. Keeps 12 bytes per step of 10 ms.
import { typescriptEngine, type Engine } from '../processors/engine'
import type { ProcessorInstance } from '../processors/instance'
import { SpeechMeter } from '../processors/speech-meter/index'
import { measurementStepsPerSecond } from '../timeline/measurements'
import { ClipLevels } from './clipLevels'
import { musicLikelihoodOf } from './clipShares'

/** Their readings, by name, are the details. */
const meters = ['level-meter', 'clipping-meter', 'leq-m-meter', 'hum-meter', 'spectrum-meter'] as const

const maxBlock = 8192

export interface SoundDetails {
  readings: Record<string, number>
  /** 0 ... 1: how much of what is heard is music. */
  musicLikelihood: number
  /** Probability of speech in each step of 10 ms. */
  speech: Float32Array
}

export class SoundDetailsMeasure {
  private readonly meters: ProcessorInstance[]
  private readonly speech: SpeechMeter
  private readonly levels: ClipLevels

  constructor(
    setup: { sampleRateHz: number; channels: number; lengthSamples: number },
    engine: Engine = typescriptEngine,
  ) {
    const { sampleRateHz, channels, lengthSamples } = setup
    this.meters = meters.map((id) => engine.createProcessor(id, {}, { sampleRateHz, channels, maxBlock }))
    this.speech = new SpeechMeter(sampleRateHz)
    const steps = Math.ceil((lengthSamples * measurementStepsPerSecond) / sampleRateHz)
    this.levels = new ClipLevels(sampleRateHz, channels, steps)
  }

  /** Reads main[...][0 ... lengthSamples); any length. */
  push(main: Float32Array[], lengthSamples: number): void {
    for (let start = 0; start < lengthSamples; start += maxBlock) {
      const end = Math.min(lengthSamples, start + maxBlock)
      const block = main.map((channel) => channel.subarray(start, end))
      for (const meter of this.meters) meter.process(block, end - start)
    }
    this.speech.push(main, lengthSamples)
    this.levels.push(main, lengthSamples)
  }

  /** Once, after the last block. */
  result(): SoundDetails {
    const { speech, music } = this.speech.finish()
    return {
      readings: Object.assign({}, ...this.meters.map((meter) => meter.readings())) as Record<string, number>,
      musicLikelihood: musicLikelihoodOf(music, this.levels.finish().squares),
      speech,
    }
  }
}
