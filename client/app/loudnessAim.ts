// What the master's gain is settled on: the loudness of the programme or of its dialogue, or the RMS level.
import {
  integratedLufs,
  isSettled,
  isVoice,
  masteredStrip,
  spokenLufs,
  type PlanOutput,
  type RenderPlan,
} from '../../dsp-core/index'
import { speechIn, type ListenControl } from './listenToFiles'
import type { ScratchStrips } from './renderStrips'

export interface LoudnessAim {
  target: number
  /** From loudness steps alone; where that is not all of it, a steady difference is left. */
  forecast: (energies: Float32Array) => number
  /** Of a pass that was made. */
  measure: (pass: { energies: Float32Array; rmsDbfs: number }) => number
}

/** Where speech is heard: on the stems of voices, or else on the mix itself. */
export const voiceOutputs = ({ outputs }: RenderPlan): PlanOutput[] => {
  const voices = outputs.filter(({ kind, role }) => kind === 'stem' && role !== null && isVoice(role))
  return voices.length > 0 ? voices : outputs.filter(({ kind }) => kind === 'mix')
}

/** Null where nothing is promised. */
export const loudnessAim = async (
  plan: RenderPlan,
  strips: ScratchStrips,
  control: ListenControl,
): Promise<LoudnessAim | null> => {
  const promise = plan.promises.find(({ id }) => isSettled(id))
  if (!promise) return null
  const { target } = promise
  if (promise.id === 'rms-level')
    return { target, forecast: weightedLevel(plan.sequence.channels), measure: ({ rmsDbfs }) => rmsDbfs }
  if (promise.id === 'integrated-loudness')
    return { target, forecast: integratedLufs, measure: ({ energies }) => integratedLufs(energies) }
  // What the limiter leaves of speech is speech still: it is heard once, before.
  const heard = voiceOutputs(plan).map(({ kind, strip }) => (kind === 'mix' ? plan.master.strip : strip))
  const speech = await speechIn(
    heard.map((strip) => strips.paths[strip] ?? strips.paths[masteredStrip(plan)]),
    control,
  )
  const lufs = (energies: Float32Array): number => spokenLufs(energies, speech)
  return { target, forecast: lufs, measure: ({ energies }) => lufs(energies) }
}

/** As if it were not weighted: what weighting changes stays the same from pass to pass. */
const weightedLevel =
  (channels: number) =>
  (energies: Float32Array): number => {
    const sum = energies.reduce((all, energy) => all + energy, 0)
    return sum > 0 ? 10 * Math.log10(sum / energies.length / channels) : -Infinity
  }
