// What must be true of the written files, taken from the delivery: checked by measuring the files afterwards.
import type { Delivery } from '../presets/schema'
import { loudnessTarget, type LoudnessTarget } from './loudnessTarget'
import type { PlanPromise, PlanSequence } from './plan'
import { plain } from './words'
import { ownToleranceLu } from './workingLoudness'

/**
 * How far under full scale what differs must stay. A 32-bit float is rounded to 2^-24 of itself (-144.5 dB): five stems,
 * each rounded in scratch and again at its gain, and the pre-master come to -123.7 dB if all err the same way. Stems carry
 * the master's gain: where that lifts the pre-master over full scale, verify.ts raises the demand by as much.
 */
const stemsSumDbfs = -120

const settled = (
  delivery: Delivery,
  { id, value, tolerance: allowed, unit }: LoudnessTarget,
): PlanPromise => {
  const tolerance = Math.min(ownToleranceLu, allowed)
  const [what, step] = {
    'integrated-loudness': ['Integrated loudness', 'LU'],
    'dialogue-loudness': ['Loudness where people speak', 'LU'],
    'rms-level': ['RMS level', 'dB'],
  }[id]
  return {
    id,
    text: `${what} is ${plain(value, unit)}, give or take ${tolerance} ${step} (${delivery.title} allows ${allowed} ${step}).`,
    target: value,
    tolerance,
  }
}

/** Limits that only some documents set. */
const limits = ({ loudness }: Delivery, speechPercent: number): PlanPromise[] => {
  const { maxShortTermLufs, maxRangeLu, maxOverDialogueLu, maxNoiseFloorDbfs } = loudness
  const made: PlanPromise[] = []
  const atMost = (
    id: PlanPromise['id'],
    target: number | undefined,
    text: (limit: number) => string,
  ): void => {
    if (target !== undefined) made.push({ id, text: text(target), target, tolerance: 0 })
  }
  atMost(
    'max-short-term',
    maxShortTermLufs,
    (limit) => `Short-term loudness is never over ${plain(limit, 'LUFS')}.`,
  )
  atMost('loudness-range', maxRangeLu, (limit) => `Loudness range is never over ${plain(limit, 'LU')}.`)
  if (speechPercent > 0)
    atMost(
      'over-dialogue',
      maxOverDialogueLu,
      (limit) => `The programme is never more than ${plain(limit, 'LU')} louder than its dialogue.`,
    )
  atMost(
    'noise-floor',
    maxNoiseFloorDbfs,
    (limit) => `The noise floor, the quietest 0.4 s, is never over ${plain(limit, 'dBFS')} RMS.`,
  )
  return made
}

/** `speechPercent`: how much of the sequence is speech, as far as listening to the clips tells. */
export const decidePromises = (
  delivery: Delivery,
  sequence: PlanSequence,
  speechPercent: number,
): PlanPromise[] => {
  const { ceilingDbtp } = delivery.loudness
  return [
    settled(delivery, loudnessTarget(delivery, speechPercent)),
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
    ...limits(delivery, speechPercent),
  ]
}
