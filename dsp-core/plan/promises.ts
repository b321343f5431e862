// What must be true of the written files, taken from the delivery: checked by measuring the files afterwards.
import type { Delivery } from '../presets/schema'
import type { PlanPromise, PlanSequence } from './plan'
import { plain } from './words'
import { ownToleranceLu } from './workingLoudness'

/**
 * How far under full scale what differs must stay. A 32-bit float is rounded to 2^-24 of itself (-144.5 dB): five stems,
 * each rounded in scratch and again at its gain, and the pre-master come to -123.7 dB if all err the same way. Stems carry
 * the master's gain: where that lifts the pre-master over full scale, verify.ts raises the demand by as much.
 */
const stemsSumDbfs = -120

export const decidePromises = (delivery: Delivery, sequence: PlanSequence): PlanPromise[] => {
  const { integratedLufs, toleranceLu, ceilingDbtp, maxShortTermLufs, maxRangeLu } = delivery.loudness
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
      text: `The stems add up to the mix before its master: what differs stays ${-stemsSumDbfs} dB under full scale, or under that mix’s own peak where it is over full scale.`,
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
  if (maxRangeLu !== undefined)
    promises.push({
      id: 'loudness-range',
      text: `Loudness range is never over ${plain(maxRangeLu, 'LU')}.`,
      target: maxRangeLu,
      tolerance: 0,
    })
  return promises
}
