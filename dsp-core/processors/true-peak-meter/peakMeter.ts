// The kernel made ready for whoever measures a sound block by block.
import { peakDesign, peakInterpolation } from '../../signal/fir'
import { TruePeakMeterKernel } from './kernel'

const pointsPerSample = 8
/** Blocks may have any length: the kernel keeps only what it needs of them. */
const anyBlock = 0

export const createPeakMeter = (setup: { sampleRateHz: number; channels: number }): TruePeakMeterKernel => {
  const { rows, table, sampleBound, bendBound, rise, quickTable } = peakDesign(
    peakInterpolation(pointsPerSample),
  )
  const kernel = new TruePeakMeterKernel()
  kernel.prepare(setup.sampleRateHz, setup.channels, anyBlock)
  kernel.configure(rows, table, sampleBound, bendBound, rise, quickTable)
  return kernel
}
