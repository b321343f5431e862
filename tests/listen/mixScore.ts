// What the speech meter finds and takes for speech in programmes of known truth.
import { SpeechMeter } from '../../dsp-core/processors/speech-meter/index'
import type { NetworkWeights } from '../../dsp-core/processors/speech-meter/network'
import { mixRateHz, type Mix } from './mixes'

export interface MixScore {
  title: string
  bed: Mix['bed']
  bedBelowDb: number
  /** Steps in which somebody speaks, and those found. */
  active: number
  found: number
  /** Steps in which nobody does, and those taken for speech. */
  other: number
  called: number
}

/** Probability of speech in each step, by the networks of the product or by others. */
export const heardIn = ({ samples }: Mix, networks?: NetworkWeights): Float32Array => {
  const meter = new SpeechMeter(mixRateHz, networks)
  meter.push([samples], samples.length)
  return meter.finish().speech
}

/** What counts as speech lies above that probability. */
export const scoreHeard = (mix: Mix, heard: Float32Array, above: number): MixScore => {
  const { title, bed, bedBelowDb } = mix
  const score: MixScore = { title, bed, bedBelowDb, active: 0, found: 0, other: 0, called: 0 }
  heard.forEach((probability, i) => {
    const called = probability > above ? 1 : 0
    if (mix.speech[i]) {
      score.active++
      score.found += called
    } else if (mix.other[i]) {
      score.other++
      score.called += called
    }
  })
  return score
}

export const scoreMix = (mix: Mix): MixScore => scoreHeard(mix, heardIn(mix), 0.5)

export const sumOfMixes = (scores: MixScore[]): MixScore =>
  scores.reduce((a, b) => ({
    ...a,
    active: a.active + b.active,
    found: a.found + b.found,
    other: a.other + b.other,
    called: a.called + b.called,
  }))
