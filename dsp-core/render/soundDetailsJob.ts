// Measures the details of a whole file.
import type { Engine } from '../processors/engine'
import { SoundDetailsMeasure } from './soundDetails'
import { WholeFileJob, type WholeFile } from './wholeFileJob'

export const soundDetailsJob = (file: WholeFile, engine: Engine): WholeFileJob =>
  new WholeFileJob(file, () => {
    const measure = new SoundDetailsMeasure(file, engine)
    return {
      push: (block, length) => measure.push(block, length),
      value: (ended) => ({ kind: 'sound-details', details: ended ? measure.result() : null }),
    }
  })
