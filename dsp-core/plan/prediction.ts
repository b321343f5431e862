// How loud the sum of all stems will be, from what was heard of the clips: nothing is rendered yet. It tells what gain
// to expect; the gain itself is settled by measuring.
import {
  integratedLufs as gatedLufs,
  loudnessRangeLu,
  maxMomentaryLufs,
  maxShortTermLufs,
} from '../processors/loudness-meter/gating'
import { roles, type Role } from '../timeline/roles'
import { energyOf, powerOf } from './loudnessOf'
import type { MixPicture } from './picture'
import type { Duck, PlanLoudness } from './plan'
import { silenceLufs } from './workingLoudness'

/** The dip at a moment, straight in dB on both ramps. */
const duckDbAt = (duck: Duck, sample: number): number => {
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

interface Rows {
  role: Role
  ducks: Duck[]
}

/** What of a role's energy its dips leave. */
const leftOf = (picture: MixPicture, role: Role, ducked: Rows[]): Float32Array => {
  const rows = ducked.find((entry) => entry.role === role)
  if (!rows) return picture.energy[role]
  const power = duckPower(picture, rows.ducks)
  return picture.energy[role].map((energy, step) => energy * power[step])
}

const speechOver = (picture: MixPicture, background: Float32Array): number => {
  let [speech, other] = [0, 0]
  const floor = energyOf(silenceLufs)
  for (let step = 0; step < picture.steps; step++) {
    if (!picture.speaking[step] || background[step] <= floor) continue
    speech += picture.voice[step]
    other += background[step]
  }
  return 10 * Math.log10(speech / other)
}

/** Hundredths; + 0, because -0 would not come back from a plan's file. */
const known = (value: number): number | null =>
  Number.isFinite(value) ? Math.round(value * 100) / 100 + 0 : null

/** The sum of all roles as BS.1770 hears it, and speech against music. */
export const predictLoudness = (picture: MixPicture, ducked: Rows[]): PlanLoudness => {
  const sum = new Float32Array(picture.steps)
  for (const role of roles) leftOf(picture, role, ducked).forEach((energy, step) => (sum[step] += energy))
  return {
    integratedLufs: known(gatedLufs(sum)),
    maxShortTermLufs: known(maxShortTermLufs(sum)),
    maxMomentaryLufs: known(maxMomentaryLufs(sum)),
    loudnessRangeLu: known(loudnessRangeLu(sum)),
    speechOverMusicLu: known(speechOver(picture, leftOf(picture, 'music', ducked))),
  }
}
