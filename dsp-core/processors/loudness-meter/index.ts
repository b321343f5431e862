// Loudness meter for a chain: readings with bounded memory. For loudness over time, and the loudness range, see
// loudnessMeter.ts and gating.ts.
import { sectionTable } from '../../signal/filterDesign'
import { defineProcessor } from '../processor'
import { channelWeights, kWeighting } from './kWeighting'

export const loudnessMeter = defineProcessor({
  id: 'loudness-meter',
  title: 'Loudness meter',
  ports: ['main'],
  params: {},
  neutral: {},
  readings: ['integratedLufs', 'maxMomentaryLufs', 'maxShortTermLufs'],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: (_p, { sampleRateHz, channels }) => ({
    sections: sectionTable(kWeighting(sampleRateHz)),
    weights: Float64Array.from(channelWeights(channels)),
  }),
})
