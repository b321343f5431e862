// Hears where people speak in a whole file.
import { SpeechMeter } from '../processors/speech-meter/index'
import { WholeFileJob } from './wholeFileJob'

export const speechJob = (
  media: string,
  { sampleRateHz, lengthSamples }: { sampleRateHz: number; lengthSamples: number },
): WholeFileJob =>
  new WholeFileJob(media, lengthSamples, () => {
    const meter = new SpeechMeter(sampleRateHz)
    return {
      push: (sound, length) => meter.push(sound, length),
      value: (ended) => ({ kind: 'speech', speech: ended ? meter.finish().speech : null }),
    }
  })
