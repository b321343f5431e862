// What the master's gain has to bring to which value: the loudness of the programme, of its dialogue, or plain RMS.
import type { Delivery } from '../presets/schema'
import type { PlanDecision, PromiseId } from './plan'
import { plain } from './words'

/** The promises of which one is settled by the gain. */
const settledPromises = ['integrated-loudness', 'dialogue-loudness', 'rms-level'] as const

/** Whether the gain settles it: silence has none of it. */
export const isSettled = (id: PromiseId): boolean => settledPromises.some((settled) => settled === id)

export interface LoudnessTarget {
  id: Extract<PromiseId, (typeof settledPromises)[number]>
  value: number
  /** What the delivery allows. */
  tolerance: number
  unit: 'LUFS' | 'dBFS'
}

/** `speechPercent`: how much of the sequence is speech, as far as listening to the clips tells. */
export const loudnessTarget = ({ loudness }: Delivery, speechPercent: number): LoudnessTarget => {
  const { rms, dialogue } = loudness
  if (rms) return { id: 'rms-level', value: rms.levelDbfs, tolerance: rms.toleranceDb, unit: 'dBFS' }
  if (dialogue && speechPercent >= dialogue.leastSpeechPercent)
    return {
      id: 'dialogue-loudness',
      value: dialogue.integratedLufs,
      tolerance: dialogue.toleranceLu,
      unit: 'LUFS',
    }
  const { integratedLufs, toleranceLu } = loudness
  if (integratedLufs === undefined || toleranceLu === undefined)
    throw new Error('A delivery aims at a loudness or at an RMS level')
  return { id: 'integrated-loudness', value: integratedLufs, tolerance: toleranceLu, unit: 'LUFS' }
}

/** Why the dialogue or the programme counts, where a delivery knows both. */
export const gateDecision = ({ title, loudness }: Delivery, speechPercent: number): PlanDecision[] => {
  if (!loudness.dialogue) return []
  const { leastSpeechPercent } = loudness.dialogue
  const counts =
    speechPercent >= leastSpeechPercent
      ? 'the loudness of the dialogue'
      : 'the loudness of the whole programme'
  return [
    {
      about: 'mix',
      kind: 'master',
      text: `${title} measures the dialogue where at least ${plain(leastSpeechPercent, '%')} is speech; here ${plain(speechPercent, '%')} is: ${counts} counts.`,
    },
  ]
}
