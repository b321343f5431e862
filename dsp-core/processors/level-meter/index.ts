// Level meter: RMS, peak, offset, noise floor, and how alike the first two channels are. The noise floor is what the
// ACX Check measures (Audacity's plug-in, S. Daulton): the quietest 0.4 s, moved by 0.1 s, all channels together. The
// lowest correlation is that of the 0.4 s in which left and right cancel most when they are added up.
import { defineProcessor } from '../processor'

export const levelMeter = defineProcessor({
  id: 'level-meter',
  title: 'Level meter',
  ports: ['main'],
  params: {},
  neutral: {},
  readings: [
    'rmsDbfs',
    'samplePeakDbfs',
    'dcOffset',
    'correlation',
    'lowestCorrelation',
    'noiseFloorDbfs',
    'silencePercent',
  ],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: (_p, { sampleRateHz }) => ({ hopSamples: Math.round(sampleRateHz / 10) }),
})
