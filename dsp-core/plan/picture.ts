// What the mix will sound like, roughly, before a sample is rendered: the energy of each role and where somebody
// speaks, on the sequence's grid of 10 ms, with all trims applied. Decisions about ducking are made on it.
import { roles, type Role } from '../timeline/roles'
import { energyOf, powerOf } from './loudnessOf'
import { isVoice, type Source } from './sources'
import { speechProbability, workingLufs } from './workingLoudness'

export interface MixPicture {
  steps: number
  samplesPerStep: number
  energy: Record<Role, Float32Array>
  /** 1 where dialogue or voice-over is likely speech, and loud enough to be heard. */
  speaking: Uint8Array
  /** Energy of dialogue and voice-over together. */
  voice: Float32Array
}

/** 40 LU under the working loudness nobody is understood: no reason to duck. */
const audibleEnergy = energyOf(workingLufs - 40)

const addSource = (picture: MixPicture, source: Source, trimDb: (clip: string) => number): void => {
  const sum = picture.energy[source.role]
  for (const { clip, heard } of source.clips) {
    if (!heard) continue
    const { played } = heard
    const power = powerOf(trimDb(clip.id))
    const from = Math.max(0, -played.firstStep)
    const to = Math.min(played.energy.length, picture.steps - played.firstStep)
    for (let step = from; step < to; step++) {
      const energy = played.energy[step] * power
      const at = played.firstStep + step
      sum[at] += energy
      if (!isVoice(source.role)) continue
      picture.voice[at] += energy
      if (played.speech[step] >= speechProbability && energy >= audibleEnergy) picture.speaking[at] = 1
    }
  }
}

export const pictureOf = (
  sources: Source[],
  trimDb: (source: Source, clip: string) => number,
  lengthSamples: number,
  samplesPerStep: number,
): MixPicture => {
  const steps = Math.ceil(lengthSamples / samplesPerStep)
  const picture: MixPicture = {
    steps,
    samplesPerStep,
    energy: Object.fromEntries(roles.map((role) => [role, new Float32Array(steps)])) as MixPicture['energy'],
    speaking: new Uint8Array(steps),
    voice: new Float32Array(steps),
  }
  for (const source of sources) addSource(picture, source, (clip) => trimDb(source, clip))
  return picture
}

/** How much of the time somebody speaks. */
export const speechPercentOf = ({ speaking, steps }: MixPicture): number =>
  steps > 0 ? (100 * speaking.reduce((sum, step) => sum + step, 0)) / steps : 0
