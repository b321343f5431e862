// Measures the details of a whole file.
import type { Engine } from '../processors/engine'
import { SoundDetailsMeasure } from './soundDetails'
import { WholeFileJob } from './wholeFileJob'

export const soundDetailsJob = (
  media: string,
  sound: { sampleRateHz: number; channels: number; lengthSamples: number },
  engine: Engine,
): WholeFileJob =>
  new WholeFileJob(media, sound.lengthSamples, () => {
    const measure = new SoundDetailsMeasure(sound, engine)
    return {
      push: (block, length) => measure.push(block, length),
      value: (ended) => ({ kind: 'sound-details', details: ended ? measure.result() : null }),
    }
  })
