// How loud a clip is where and as it plays: its measured steps with clip gain, level keys, fades, fader and pan,
// laid on the sequence's own grid of 10 ms. This is what the user hears today, before we change anything.
import { measurementStepsPerSecond, type ClipMeasurement } from '../timeline/measurements'
import type { Clip, Fade, LevelKey, Timeline, Track } from '../timeline/timeline'
import { powerOf } from './loudnessOf'

export interface ClipAsPlayed {
  /** On the sequence's grid; may be negative where a clip begins before the sequence. */
  firstStep: number
  /** K-weighted mean square of each step. */
  energy: Float32Array
  /** The larger probability where two of the clip's steps share one of the sequence's. */
  speech: Float32Array
}

export const samplesPerStep = (timeline: Timeline): number =>
  timeline.sampleRateHz / measurementStepsPerSecond

/** Level keys at a moment, straight between in dB; where one end is off, straight in amplitude. */
const keyedDb = (keys: LevelKey[], sample: number): number => {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys[middle].atSample <= sample) low = middle + 1
    else high = middle
  }
  if (low === 0) return keys[0].db
  const [before, after] = [keys[low - 1], keys[low]]
  if (!after || before.hold || before.db === after.db) return before.db
  const share = (sample - before.atSample) / (after.atSample - before.atSample)
  if (Number.isFinite(before.db) && Number.isFinite(after.db))
    return before.db + (after.db - before.db) * share
  return 20 * Math.log10((1 - share) * Math.pow(10, before.db / 20) + share * Math.pow(10, after.db / 20))
}

/** Power of a fade at a moment; `share` runs from silence to full. */
const fadePower = (fade: Fade, share: number): number => {
  if (share <= 0) return 0
  if (share >= 1) return 1
  if (fade.curve === 'constant-power') return Math.pow(Math.sin((share * Math.PI) / 2), 2)
  return fade.curve === 'constant-gain' ? share * share : Math.pow(share, 4)
}

const fadesPower = (clip: Clip, sample: number): number => {
  const { fadeIn, fadeOut } = clip
  const into = fadeIn ? fadePower(fadeIn, (sample - fadeIn.startSample) / Math.max(1, lengthOf(fadeIn))) : 1
  const out = fadeOut ? fadePower(fadeOut, (fadeOut.endSample - sample) / Math.max(1, lengthOf(fadeOut))) : 1
  return into * out
}

const lengthOf = (fade: Fade): number => fade.endSample - fade.startSample

/** A balanced pair loses one side: with both sides alike, half of its power lies on the side that is turned down. */
const panPower = (track: Track): number =>
  track.channels < 2 ? 1 : (1 + Math.pow(1 - Math.min(1, Math.abs(track.pan)), 2)) / 2

const staticDb = (clip: Clip, track: Track): number => clip.gainDb + track.faderDb

export const asPlayed = (
  clip: Clip,
  track: Track,
  timeline: Timeline,
  measurement: ClipMeasurement,
): ClipAsPlayed => {
  const perStep = samplesPerStep(timeline)
  const length = Math.max(
    0,
    Math.min(measurement.steps, Math.ceil((clip.endSample - clip.startSample) / perStep)),
  )
  const first = Math.floor(clip.startSample / perStep)
  const shift = clip.startSample / perStep - first
  const energy = new Float32Array(length + (shift > 0 ? 1 : 0))
  const speech = new Float32Array(energy.length)
  const fixed = powerOf(staticDb(clip, track)) * panPower(track)
  for (let step = 0; step < length; step++) {
    const middle = clip.startSample + (step + 0.5) * perStep
    const keyed = clip.levelKeys.length > 0 ? powerOf(keyedDb(clip.levelKeys, middle)) : 1
    const heard = measurement.loudnessEnergy[step] * fixed * keyed * fadesPower(clip, middle)
    energy[step] += heard * (1 - shift)
    speech[step] = Math.max(speech[step], measurement.speech[step])
    if (shift === 0) continue
    energy[step + 1] += heard * shift
    speech[step + 1] = Math.max(speech[step + 1], measurement.speech[step])
  }
  return { firstStep: first, energy, speech }
}
