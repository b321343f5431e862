// Where a role gives way to speech, and how far: passages of speech with their pauses bridged, a dip that is complete
// before the first syllable, and a way up only where the gap is worth it. Every row is a decision with its numbers.
import type { Ducking } from '../presets/schema'
import type { Role } from '../timeline/roles'
import { lufsOf } from './loudnessOf'
import type { MixPicture } from './picture'
import type { Duck } from './plan'
import { clock, plain, seconds, thousandth } from './words'
import { silenceLufs } from './workingLoudness'

/** Half open, in steps of 10 ms. */
interface Passage {
  fromStep: number
  toStep: number
}

/** Runs of speech, pauses up to the given length bridged. */
const speechPassages = (speaking: Uint8Array, bridgeMs: number): Passage[] => {
  const passages: Passage[] = []
  for (let step = 0; step < speaking.length; step++) {
    if (!speaking[step]) continue
    const last = passages[passages.length - 1]
    if (last && (step - last.toStep) * 10 <= bridgeMs) last.toStep = step + 1
    else passages.push({ fromStep: step, toStep: step + 1 })
  }
  return passages
}

/** A dip that is less than this is not heard as one. */
const leastDepthDb = 0.5

/** Steeper sounds like a switch: audio-practice's limits, 40 dB/s down and 20 dB/s up. */
const mostDownDbPerSecond = 40
const mostUpDbPerSecond = 20

interface Dip {
  startSample: number
  endSample: number
  depthDb: number
  speechLufs: number
  backgroundLufs: number
}

interface Times {
  rateHz: number
  lengthSamples: number
}

const inSamples = (ms: number, { rateHz }: Times): number => Math.round((ms / 1000) * rateHz)

const downSamples = (dip: Dip, ducking: Ducking, times: Times): number =>
  Math.max(inSamples(ducking.downMs, times), inSamples((dip.depthDb / mostDownDbPerSecond) * 1000, times))

const upSamples = (dip: Dip, ducking: Ducking, times: Times): number =>
  Math.max(inSamples(ducking.upMs, times), inSamples((dip.depthDb / mostUpDbPerSecond) * 1000, times))

interface Balance {
  speechEnergy: number
  backgroundEnergy: number
  steps: number
}

/** Speech and background over the steps where somebody speaks and the background plays. */
const balanceOf = (picture: MixPicture, background: Float32Array, passage: Passage): Balance => {
  const balance: Balance = { speechEnergy: 0, backgroundEnergy: 0, steps: 0 }
  for (let step = passage.fromStep; step < passage.toStep; step++) {
    if (!picture.speaking[step] || lufsOf(background[step]) <= silenceLufs) continue
    balance.speechEnergy += picture.voice[step]
    balance.backgroundEnergy += background[step]
    balance.steps++
  }
  return balance
}

const dipOf = (
  picture: MixPicture,
  background: Float32Array,
  passage: Passage,
  ducking: Ducking,
  times: Times,
): Dip | null => {
  const { speechEnergy, backgroundEnergy, steps } = balanceOf(picture, background, passage)
  if (steps === 0) return null
  const speechLufs = lufsOf(speechEnergy / steps)
  const backgroundLufs = lufsOf(backgroundEnergy / steps)
  const missing = ducking.targetSpeechToBackgroundLu - (speechLufs - backgroundLufs)
  const lead = inSamples(ducking.lookAheadMs - ducking.downMs, times)
  return {
    startSample: Math.max(0, Math.floor(passage.fromStep * picture.samplesPerStep) - lead),
    endSample: Math.min(
      times.lengthSamples,
      Math.ceil(passage.toStep * picture.samplesPerStep) + inSamples(ducking.holdMs, times),
    ),
    depthDb: Math.min(ducking.maxDepthDb, missing),
    speechLufs,
    backgroundLufs,
  }
}

/** Passages whose gap could not hold the way up, some music, and the way down again, are one. */
const mergedPassages = (passages: Passage[], ducking: Ducking): Passage[] => {
  const steepestUpMs = Math.max(ducking.upMs, (ducking.maxDepthDb / mostUpDbPerSecond) * 1000)
  const steepestDownMs = Math.max(ducking.downMs, (ducking.maxDepthDb / mostDownDbPerSecond) * 1000)
  const leadMs = ducking.lookAheadMs - ducking.downMs
  const leastGapMs = ducking.holdMs + steepestUpMs + ducking.restoreOnlyIfMs + steepestDownMs + leadMs
  const merged: Passage[] = []
  for (const passage of passages) {
    const last = merged[merged.length - 1]
    if (last && (passage.fromStep - last.toStep) * 10 < leastGapMs) last.toStep = passage.toStep
    else merged.push({ ...passage })
  }
  return merged
}

const reasonOf = (dip: Dip, role: Role, ducking: Ducking, times: Times): string => {
  const span = `${clock(dip.startSample, times.rateHz)} to ${clock(dip.endSample, times.rateHz)}`
  const apart = dip.speechLufs - dip.backgroundLufs
  const now = apart < 0 ? `${plain(-apart, 'LU')} over` : `${plain(apart, 'LU')} under`
  const then = plain(apart + dip.depthDb, 'LU')
  const short =
    apart + dip.depthDb < ducking.targetSpeechToBackgroundLu - 0.05
      ? `; ${plain(ducking.targetSpeechToBackgroundLu, 'LU')} would need more than the ${plain(ducking.maxDepthDb, 'dB')} allowed`
      : ''
  return `Speech ${span}: ${role} lies ${now} it, ${plain(dip.depthDb, 'dB')} down makes ${then}${short}.`
}

const rowOf = (dip: Dip, role: Role, ducking: Ducking, times: Times): Duck => ({
  startSample: dip.startSample,
  endSample: dip.endSample,
  depthDb: -thousandth(dip.depthDb),
  downSamples: Math.min(dip.startSample, downSamples(dip, ducking, times)),
  upSamples: Math.min(times.lengthSamples - dip.endSample, upSamples(dip, ducking, times)),
  reason: reasonOf(dip, role, ducking, times),
})

/** Rows in order; between two of them there is time to come up and go down again. */
export const decideDucks = (picture: MixPicture, role: Role, ducking: Ducking, times: Times): Duck[] => {
  const passages = mergedPassages(speechPassages(picture.speaking, ducking.bridgePausesMs), ducking)
  return passages
    .map((passage) => dipOf(picture, picture.energy[role], passage, ducking, times))
    .filter((dip): dip is Dip => dip !== null && dip.depthDb > leastDepthDb)
    .map((dip) => rowOf(dip, role, ducking, times))
}

/** How many seconds it is down altogether. */
export const duckedSeconds = (ducks: Duck[], rateHz: number): string =>
  seconds(ducks.reduce((sum, duck) => sum + (duck.endSample - duck.startSample) / rateHz, 0))
