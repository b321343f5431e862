// Reads the level meter over a whole file.
import type { Engine } from '../processors/engine'
import { WholeFileJob, type WholeFile } from './wholeFileJob'

export const levelsJob = (file: WholeFile, engine: Engine): WholeFileJob =>
  new WholeFileJob(file, (maxBlock) => {
    const { sampleRateHz, channels } = file
    const meter = engine.createProcessor('level-meter', {}, { sampleRateHz, channels, maxBlock })
    return {
      push: (sound, length) => meter.process(sound, length),
      value: (ended) => ({ kind: 'levels', readings: ended ? meter.readings() : null }),
    }
  })
