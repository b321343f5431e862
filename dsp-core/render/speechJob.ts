// Hears where people speak in a whole file.
import { SpeechMeter } from '../processors/speech-meter/index'
import { WholeFileJob, type WholeFile } from './wholeFileJob'

export const speechJob = (file: WholeFile): WholeFileJob =>
  new WholeFileJob(file, () => {
    const meter = new SpeechMeter(file.sampleRateHz)
    return {
      push: (sound, length) => meter.push(sound, length),
      value: (ended) => ({ kind: 'speech', speech: ended ? meter.finish().speech : null }),
    }
  })
