// How loud a clip is where and as it plays: its measured steps with clip gain, level keys, fades, fader and pan,
// laid on the sequence's own grid of 10 ms. This is what the user hears today, before we change anything.
import { measurementStepsPerSecond, type ClipMeasurement } from '../timeline/measurements'
import { fadeGain, faderOfGain, gainOfFader } from '../timeline/levelLaw'
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

/** Level keys at a moment, as power. */
const keyedPower = (keys: LevelKey[], sample: number): number => {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys[middle].atSample <= sample) low = middle + 1
    else high = middle
  }
  if (low === 0) return powerOf(keys[0].db)
  const [before, after] = [keys[low - 1], keys[low]]
  if (!after || before.hold || before.db === after.db) return powerOf(before.db)
  const share = (sample - before.atSample) / (after.atSample - before.atSample)
  const [from, to] = [before, after].map(({ db }) => faderOfGain(Math.pow(10, db / 20)))
  return Math.pow(gainOfFader(from + share * (to - from)), 2)
}

const fadePower = ({ curve }: Fade, share: number): number =>
  Math.pow(fadeGain(curve, Math.min(1, Math.max(0, share))), 2)

const lengthOf = (fade: Fade): number => Math.max(1, fade.endSample - fade.startSample)

const fadesPower = ({ fadeIn, fadeOut }: Clip, sample: number): number => {
  const into = fadeIn ? fadePower(fadeIn, (sample - fadeIn.startSample) / lengthOf(fadeIn)) : 1
  const out = fadeOut ? fadePower(fadeOut, (fadeOut.endSample - sample) / lengthOf(fadeOut)) : 1
  return into * out
}

/** A balanced pair loses one side, by cos(pi/2 |pan|): with both sides alike, half of its power lies there. */
const panPower = (track: Track): number =>
  track.layout === 'mono'
    ? 1
    : (1 + Math.pow(Math.cos((Math.min(1, Math.abs(track.pan)) * Math.PI) / 2), 2)) / 2

/** Two channels that become one, 3 dB down each: what is alike keeps its power, what is not loses half. */
const foldPower = (track: Track, timeline: Timeline, { correlation }: ClipMeasurement): number =>
  track.layout === 'mono' || timeline.layout === 'mono' ? Math.max(0, (1 + correlation) / 2) : 1

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
  const fixed = powerOf(staticDb(clip, track)) * panPower(track) * foldPower(track, timeline, measurement)
  for (let step = 0; step < length; step++) {
    const middle = clip.startSample + (step + 0.5) * perStep
    const keyed = clip.levelKeys.length > 0 ? keyedPower(clip.levelKeys, middle) : 1
    const heard = measurement.loudnessEnergy[step] * fixed * keyed * fadesPower(clip, middle)
    energy[step] += heard * (1 - shift)
    speech[step] = Math.max(speech[step], measurement.speech[step])
    if (shift === 0) continue
    energy[step + 1] += heard * shift
    speech[step + 1] = Math.max(speech[step + 1], measurement.speech[step])
  }
  return { firstStep: first, energy, speech }
}
