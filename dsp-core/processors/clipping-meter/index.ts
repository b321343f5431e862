// Clipping meter: tops cut off flat, at full scale or at any lower level (a recording clipped before it was turned
// down). What was clipped and then resampled or coded with losses has no flat tops any more and is not found.
import { defineProcessor } from '../processor'

export const clippingMeter = defineProcessor({
  id: 'clipping-meter',
  title: 'Clipping meter',
  ports: ['main'],
  params: {},
  neutral: {},
  readings: ['clippedPercent', 'clippedRunsCount', 'longestClippedRunSamples', 'clipLevelDbfs'],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: () => ({}),
})
