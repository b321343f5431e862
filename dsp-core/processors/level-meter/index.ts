// Level meter: RMS, crest, offset, and how alike the first two channels are.
import { defineProcessor } from '../processor'

export const levelMeter = defineProcessor({
  id: 'level-meter',
  title: 'Level meter',
  ports: ['main'],
  params: {},
  neutral: {},
  readings: ['rmsDbfs', 'samplePeakDbfs', 'dcOffset', 'correlation'],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: () => ({}),
})
