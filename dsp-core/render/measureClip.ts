// Listens to one clip as it comes by, block by block, and says what was heard. Keeps only the steps of 10 ms.
import { typescriptEngine, type Engine } from '../processors/engine'
import { integratedLufs } from '../processors/loudness-meter/gating'
import { createLoudnessMeter, type LoudnessMeter } from '../processors/loudness-meter/loudnessMeter'
import { SpeechMeter } from '../processors/speech-meter/index'
import { createPeakMeter, type PeakMeter } from '../processors/true-peak-meter/peakMeter'
import { measurementStepsPerSecond, type ClipMeasurement } from '../timeline/measurements'
import { ClipBands } from './clipBands'
import { ClipLevels } from './clipLevels'
import { musicLikelihoodOf, shareOf } from './clipShares'

export interface ClipMeasureSetup {
  timeline: string
  clip: string
  sampleRateHz: number
  channels: number
  lengthSamples: number
}

export class ClipMeasure {
  private readonly steps: number
  private readonly loudness: LoudnessMeter
  private readonly loudnessEnergy: Float32Array
  private loudnessSteps = 0
  private readonly levels: ClipLevels
  private readonly peaks: PeakMeter
  private readonly bands: ClipBands
  private readonly speech: SpeechMeter

  constructor(
    private readonly setup: ClipMeasureSetup,
    engine: Engine = typescriptEngine,
  ) {
    const { sampleRateHz, channels, lengthSamples } = setup
    this.steps = Math.ceil((lengthSamples * measurementStepsPerSecond) / sampleRateHz)
    this.loudness = createLoudnessMeter({ sampleRateHz, channels }, engine)
    this.loudnessEnergy = new Float32Array(this.steps)
    this.levels = new ClipLevels(sampleRateHz, channels, this.steps)
    this.peaks = createPeakMeter({ sampleRateHz, channels }, engine)
    this.bands = new ClipBands(sampleRateHz, channels)
    this.speech = new SpeechMeter(sampleRateHz)
  }

  push(block: Float32Array[], lengthSamples: number): void {
    this.loudness.push(block, lengthSamples)
    this.keep(this.loudness.takeSteps())
    this.levels.push(block, lengthSamples)
    this.peaks.push(block, lengthSamples)
    this.bands.push(block, lengthSamples)
    this.speech.push(block, lengthSamples)
  }

  /** Once, after the last block. */
  result(): ClipMeasurement {
    this.keep(this.loudness.finish())
    const levels = this.levels.finish()
    const heard = this.speech.finish()
    const speech = fitted(heard.speech, this.steps)
    return {
      timeline: this.setup.timeline,
      clip: this.setup.clip,
      steps: this.steps,
      loudnessEnergy: this.loudnessEnergy,
      speech,
      integratedLufs: integratedLufs(this.loudnessEnergy),
      samplePeakDbfs: this.peaks.samplePeakDbfs(),
      truePeakDbtp: this.peaks.truePeakDbtp(),
      noiseFloorDbfs: levels.noiseFloorDbfs,
      octaveBandsDb: this.bands.finish(),
      speechShare: shareOf(speech),
      musicLikelihood: musicLikelihoodOf(heard.music, levels.squares),
      silenceShare: levels.silenceShare,
      correlation: levels.correlation,
    }
  }

  private keep(steps: Float32Array): void {
    const room = this.steps - this.loudnessSteps
    this.loudnessEnergy.set(steps.length > room ? steps.subarray(0, room) : steps, this.loudnessSteps)
    this.loudnessSteps = Math.min(this.steps, this.loudnessSteps + steps.length)
  }
}

const fitted = (values: Float32Array, length: number): Float32Array => {
  if (values.length === length) return values
  const out = new Float32Array(length)
  out.set(values.subarray(0, length))
  return out
}
