// What must be true of the written files, taken from the delivery: checked by measuring the files afterwards.
import type { Delivery } from '../presets/schema'
import type { PlanPromise, PlanSequence } from './plan'
import { plain } from './words'
import { ownToleranceLu } from './workingLoudness'

/** The stems add up to the mix before its master: far under 24-bit rounding (-144 dBFS) plus five stems' float rounding. */
const stemsSumDbfs = -120

export const decidePromises = (delivery: Delivery, sequence: PlanSequence): PlanPromise[] => {
  const { integratedLufs, toleranceLu, ceilingDbtp, maxShortTermLufs } = delivery.loudness
  const tolerance = Math.min(ownToleranceLu, toleranceLu)
  const promises: PlanPromise[] = [
    {
      id: 'integrated-loudness',
      text: `Integrated loudness is ${plain(integratedLufs, 'LUFS')}, give or take ${tolerance} LU (${delivery.title} allows ${toleranceLu} LU).`,
      target: integratedLufs,
      tolerance,
    },
    {
      id: 'true-peak',
      text: `True peak is never over ${plain(ceilingDbtp, 'dBTP')}.`,
      target: ceilingDbtp,
      tolerance: 0,
    },
    {
      id: 'length',
      text: `Every file is exactly ${sequence.lengthSamples} samples long (${sequence.lengthFrames} frames).`,
      target: sequence.lengthSamples,
      tolerance: 0,
    },
    {
      id: 'stems-sum',
      text: `The stems add up to the mix before its master: what differs stays under ${stemsSumDbfs} dBFS.`,
      target: stemsSumDbfs,
      tolerance: 0,
    },
  ]
  if (maxShortTermLufs !== undefined)
    promises.push({
      id: 'max-short-term',
      text: `Short-term loudness is never over ${plain(maxShortTermLufs, 'LUFS')}.`,
      target: maxShortTermLufs,
      tolerance: 0,
    })
  return promises
}
