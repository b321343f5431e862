// How loud the sum of all stems will be, before it is rendered: a first guess for the gain that measuring settles.
import { roles, type Role } from '../timeline/roles'
import { gatedLufs, powerOf } from './loudnessOf'
import type { MixPicture } from './picture'
import type { Duck } from './plan'

/** The dip at a moment, straight in dB on both ramps. */
export const duckDbAt = (duck: Duck, sample: number): number => {
  if (sample < duck.startSample)
    return duck.downSamples > 0
      ? duck.depthDb * Math.max(0, 1 - (duck.startSample - sample) / duck.downSamples)
      : 0
  if (sample < duck.endSample) return duck.depthDb
  return duck.upSamples > 0 ? duck.depthDb * Math.max(0, 1 - (sample - duck.endSample) / duck.upSamples) : 0
}

/** Power of a role's dips in each step of 10 ms. */
const duckPower = (picture: MixPicture, ducks: Duck[]): Float32Array => {
  const power = new Float32Array(picture.steps).fill(1)
  for (const duck of ducks) {
    const from = Math.floor((duck.startSample - duck.downSamples) / picture.samplesPerStep)
    const to = Math.min(picture.steps, Math.ceil((duck.endSample + duck.upSamples) / picture.samplesPerStep))
    for (let step = Math.max(0, from); step < to; step++)
      power[step] = powerOf(duckDbAt(duck, (step + 0.5) * picture.samplesPerStep))
  }
  return power
}

export const predictedLufs = (picture: MixPicture, ducked: { role: Role; ducks: Duck[] }[]): number => {
  const sum = new Float32Array(picture.steps)
  for (const role of roles) {
    const rows = ducked.find((entry) => entry.role === role)
    const power = rows ? duckPower(picture, rows.ducks) : null
    const energy = picture.energy[role]
    for (let step = 0; step < picture.steps; step++) sum[step] += energy[step] * (power ? power[step] : 1)
  }
  return gatedLufs(sum)
}
