// Dialogue loudness meter: how loud people speak. Steps of 10 ms that are speech are measured as if they followed each
// other, without a level gate (the dialogue gate of Netflix and Amazon: ITU-R BS.1770-1 with Dolby Dialogue
// Intelligence, which has none). Where speech is, the signal says: 0 ... 1 for each sample; without it all is speech.
// The anchor is the dialogue, or the programme where speech is rare.
import { sectionTable } from '../../signal/filterDesign'
import { channelWeights } from '../loudness-meter/channelWeights'
import { kWeighting } from '../loudness-meter/kWeighting'
import { defineProcessor } from '../processor'

export const dialogueLoudnessMeter = defineProcessor({
  id: 'dialogue-loudness-meter',
  title: 'Dialogue loudness meter',
  ports: ['main', 'signal'],
  signal: 'speech',
  params: {
    // Encoders and Netflix measure the programme instead where less of it is speech.
    rareSpeechPercent: { title: 'Speech is rare below', min: 0, max: 50, initial: 15 },
  },
  neutral: {},
  readings: [
    'dialogueLufs',
    'speechPercent',
    'anchorLufs',
    'dialogueRangeLu',
    'programmeLufs',
    'loudnessToDialogueLu',
  ],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: ({ rareSpeechPercent }, { sampleRateHz, channels }) => ({
    sections: sectionTable(kWeighting(sampleRateHz)),
    weights: Float64Array.from(channelWeights(channels)),
    rareSpeechPercent,
  }),
})
