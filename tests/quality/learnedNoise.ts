// What de-noise is told about a noisy voice: its profile, learned from the pauses and a second of room tone.
import { NoiseProfiler } from '../../dsp-core/processors/de-noise/noiseProfile'
import { materialRateHz } from '../listen/material'
import { roomToneSamples, truthOf, type NoisyVoice } from './noisyVoices'

export const learnedFrom = (
  { clean, noisy, roomTone }: NoisyVoice,
  depthDb: number,
): Record<string, number> => {
  const profiler = new NoiseProfiler(materialRateHz, 1)
  profiler.push([roomTone], roomToneSamples)
  profiler.push([noisy], noisy.length)
  const truth = truthOf(clean)
  const speech = new Float64Array(roomToneSamples / 480 + truth.length)
  speech.set(truth, roomToneSamples / 480)
  const profile = profiler.finish(speech, depthDb)
  if (!profile) throw new Error('A second of room tone was not heard as a pause')
  return profile.params
}
