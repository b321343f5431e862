// True-peak meter. 4 points per sample are those of ITU-R BS.1770-5, Annex 2, which may read 0.55 dB low at 0.45 of
// the sample rate; 8 and more are our own (signal/truePeak.ts) and read at most 0.1 dB low up to there.
import { ituInterpolation, peakDesign, peakInterpolation } from '../../signal/fir'
import { defineProcessor } from '../processor'

export const truePeakMeter = defineProcessor({
  id: 'true-peak-meter',
  title: 'True-peak meter',
  ports: ['main'],
  params: {
    // Under 6: the Recommendation's table; from 6 on 8 points, from 12 on 16.
    oversamplingRatio: { title: 'Points per sample', min: 4, max: 16, initial: 8 },
  },
  neutral: {},
  readings: ['truePeakDbtp', 'samplePeakDbfs'],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: ({ oversamplingRatio }) => ({
    ...peakDesign(
      oversamplingRatio < 6 ? ituInterpolation() : peakInterpolation(oversamplingRatio < 12 ? 8 : 16),
    ),
  }),
})
