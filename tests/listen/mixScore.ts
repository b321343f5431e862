// What the speech meter finds and takes for speech in programmes of known truth.
import { SpeechMeter } from '../../dsp-core/processors/speech-meter/index'
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

export const scoreMix = ({ title, bed, bedBelowDb, samples, speech, other }: Mix): MixScore => {
  const meter = new SpeechMeter(mixRateHz)
  meter.push([samples], samples.length)
  const score: MixScore = { title, bed, bedBelowDb, active: 0, found: 0, other: 0, called: 0 }
  meter.finish().speech.forEach((probability, i) => {
    const called = probability > 0.5 ? 1 : 0
    if (speech[i]) {
      score.active++
      score.found += called
    } else if (other[i]) {
      score.other++
      score.called += called
    }
  })
  return score
}

export const sumOfMixes = (scores: MixScore[]): MixScore =>
  scores.reduce((a, b) => ({
    ...a,
    active: a.active + b.active,
    found: a.found + b.found,
    other: a.other + b.other,
    called: a.called + b.called,
  }))
