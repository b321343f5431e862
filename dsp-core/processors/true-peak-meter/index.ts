// True-peak meter. 4 points per sample are those of ITU-R BS.1770-5, Annex 2, which may read 0.55 dB low at 0.45 of
// the sample rate; 8 and more are our own (signal/truePeak.ts) and read at most 0.1 dB low up to there.
import { interpolationTable, ituTable } from '../../signal/fir'
import { defineProcessor } from '../processor'

/** As in the limiter. */
const taps = 48
const kaiserBeta = 6

export const peakTable = (phases: number) => interpolationTable(phases, taps, kaiserBeta)

export const truePeakMeter = defineProcessor({
  id: 'true-peak-meter',
  title: 'True-peak meter',
  ports: ['main'],
  params: {
    /** Under 6: the Recommendation's table; from 6 on 8 points, from 12 on 16. */
    oversamplingRatio: { title: 'Points per sample', min: 4, max: 16, initial: 8 },
  },
  neutral: {},
  readings: ['truePeakDbtp', 'samplePeakDbfs'],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: ({ oversamplingRatio }) => {
    const phases = oversamplingRatio < 6 ? 4 : oversamplingRatio < 12 ? 8 : 16
    return {
      phases,
      table: phases === 4 ? ituTable() : peakTable(phases),
      // 1: no parabola; the Recommendation has none.
      rise: phases === 4 ? 1 : 1 / Math.cos(Math.PI / (2 * phases)),
    }
  },
})
