// What a compressor will take off a voice's loudness, reckoned on its measured steps of 10 ms, so that the plan can
// give it back as makeup: then the balance that was decided before the chain still holds after it.
import type { PlanNode } from './plan'
import type { HeardClip } from './sources'
import { energyOf, lufsOf, powerOf } from './loudnessOf'
import { speechProbability, silenceLufs } from './workingLoudness'

/** What a step leaves of the gain it found: one-pole over 10 ms. */
const keptPerStep = (ms: number): number => Math.exp(-10 / Math.max(0.1, ms))

/** The static curve with its soft knee: Giannoulis et al. 2012, equation 4, as gain. */
const curveDb = (levelDb: number, { thresholdDb, ratio, kneeDb }: Record<string, number>): number => {
  const over = levelDb - thresholdDb
  const slope = 1 / ratio - 1
  if (2 * over <= -kneeDb) return 0
  if (2 * over >= kneeDb) return slope * over
  return (slope * (over + kneeDb / 2) ** 2) / (2 * kneeDb)
}

/** Loudness change of the speech of some clips, LU (0 or negative); each clip enters with its trim. */
export const compressionLu = (
  clips: { heard: HeardClip; trimDb: number }[],
  node: PlanNode,
  channels: number,
): number => {
  const attack = keptPerStep(node.params.attackMs)
  const release = keptPerStep(node.params.releaseMs)
  const floor = energyOf(silenceLufs)
  let [before, after] = [0, 0]
  for (const { heard, trimDb } of clips) {
    const power = powerOf(trimDb)
    let gainDb = 0
    heard.played.energy.forEach((energy, step) => {
      // A voice lies on all channels alike: each has its share of the energy. LUFS stand for the dBFS RMS that the
      // detector sees: for speech the two are within 1 dB.
      const wanted = energy > 0 ? curveDb(lufsOf((energy * power) / channels), node.params) : 0
      gainDb = wanted + (wanted < gainDb ? attack : release) * (gainDb - wanted)
      if (heard.played.speech[step] < speechProbability || energy * power <= floor) return
      before += energy * power
      after += energy * power * powerOf(gainDb)
    })
  }
  return before > 0 ? 10 * Math.log10(after / before) : 0
}
