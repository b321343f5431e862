// Loudness meter for a chain: readings with bounded memory, of which the last two are those of this moment. For whole
// sounds, and loudness over time, see loudnessMeter.ts and gating.ts.
import { sectionTable } from '../../signal/filterDesign'
import { defineProcessor } from '../processor'
import { channelWeights } from './channelWeights'
import { kWeighting } from './kWeighting'

export const loudnessMeter = defineProcessor({
  id: 'loudness-meter',
  title: 'Loudness meter',
  ports: ['main'],
  params: {},
  neutral: {},
  readings: [
    'integratedLufs',
    'maxMomentaryLufs',
    'maxShortTermLufs',
    'loudnessRangeLu',
    'momentaryLufs',
    'shortTermLufs',
  ],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: (_p, { sampleRateHz, channels }) => ({
    sections: sectionTable(kWeighting(sampleRateHz)),
    weights: Float64Array.from(channelWeights(channels)),
  }),
})
