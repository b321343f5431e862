// Reads the level meter over a whole file.
import type { Engine } from '../processors/engine'
import { WholeFileJob } from './wholeFileJob'

export const levelsJob = (
  media: string,
  {
    sampleRateHz,
    channels,
    lengthSamples,
  }: { sampleRateHz: number; channels: number; lengthSamples: number },
  engine: Engine,
): WholeFileJob =>
  new WholeFileJob(media, lengthSamples, (maxBlock) => {
    const meter = engine.createProcessor('level-meter', {}, { sampleRateHz, channels, maxBlock })
    return {
      push: (sound, length) => meter.process(sound, length),
      value: (ended) => ({ kind: 'levels', readings: ended ? meter.readings() : null }),
    }
  })
