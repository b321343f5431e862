// Probability of speech, and of music, in each step of 10 ms, from features of our own and small networks.
// RNNoise's probability beside the network's was tried on held-out mixes, fitted on one half and judged on the other
// (2026-11-25): at equal misses less in pauses (5.2 % for 7.9), but effects 10.2 % for 7.9, at four times the cost.
import { Network, type NetworkWeights } from './network'
import weights from './network.json'
import { joinPhrases } from './phrases'
import { StepEar } from './stepEar'

export interface HeardSteps {
  /** Probability of speech in each step. */
  speech: Float32Array
  /** Probability of music in each step. */
  music: Float32Array
}

/**
 * The networks judge every fourth step, and those between lie on a line: by cross-validation as good as judging every
 * second (2026-11-25), at half the cost.
 */
const judgedEvery = 4

/**
 * Offline: a step is judged by the three seconds around it (context.ts), and these judgements by those of the
 * sentence (phrases.ts), so all is known only at the end. It keeps 4 bytes a step.
 */
export class SpeechMeter {
  private readonly ear: StepEar
  private readonly network: Network
  private speech = new Float32Array(1024)
  private music = new Float32Array(1024)
  private count = 0

  /** Other weights than those of the product are for fits that judge themselves. */
  constructor(sampleRateHz: number, used: NetworkWeights = weights) {
    this.network = new Network(used)
    this.ear = new StepEar(sampleRateHz, (inputs) => this.judge(inputs), judgedEvery)
  }

  /** The same block for every cut: results do not depend on where blocks end. */
  push(channels: readonly Float32Array[], lengthSamples: number): void {
    this.ear.push(channels, lengthSamples)
  }

  /** All steps; a last, shorter step counts as one. Call once. */
  finish(): HeardSteps {
    const steps = this.ear.finish()
    const speech = filledIn(this.speech.subarray(0, this.count), steps)
    joinPhrases(speech)
    return { speech, music: filledIn(this.music.subarray(0, this.count), steps) }
  }

  private judge(inputs: Float64Array): void {
    if (this.count === this.speech.length) {
      this.speech = grown(this.speech)
      this.music = grown(this.music)
    }
    const [speech, music] = this.network.judge(inputs)
    this.speech[this.count] = speech
    this.music[this.count] = music
    this.count++
  }
}

const grown = (values: Float32Array): Float32Array<ArrayBuffer> => {
  const larger = new Float32Array(2 * values.length)
  larger.set(values)
  return larger
}

const filledIn = (judged: Float32Array, steps: number): Float32Array => {
  const all = new Float32Array(steps)
  for (let i = 0; i < steps; i++) {
    const before = Math.floor(i / judgedEvery)
    const after = Math.min(judged.length - 1, before + 1)
    const share = (i % judgedEvery) / judgedEvery
    all[i] = judged[before] + share * (judged[after] - judged[before])
  }
  return all
}
