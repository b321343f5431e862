// Where a role gives way to speech, and how far: passages of speech with their pauses bridged, a dip that is complete
// before the first syllable, and a way up only where the gap is worth it. Every row is a decision with its numbers.
import type { Ducking } from '../presets/schema'
import {
  depthDbFor,
  downMsOf,
  leadMsOf,
  leastDepthDb,
  leastGapMs,
  longestPauseSteps,
  SpeechPassages,
  upMsOf,
} from '../signal/ducking'
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

/** Runs of speech: pauses are bridged that are short, or whose gap could not hold the way up, some music, and the way down. */
const speechPassages = (speaking: Uint8Array, ducking: Ducking): Passage[] => {
  const { maxDepthDb, lookAheadMs, downMs, holdMs, upMs, restoreOnlyIfMs } = ducking
  const gapMs = leastGapMs(maxDepthDb, lookAheadMs, downMs, holdMs, upMs, restoreOnlyIfMs)
  const running = new SpeechPassages()
  running.configure(longestPauseSteps(ducking.bridgePausesMs, gapMs))
  const passages: Passage[] = []
  const keep = () => passages.push({ fromStep: running.fromStep, toStep: running.toStep })
  speaking.forEach((speaks) => {
    if (running.push(speaks > 0)) keep()
  })
  if (running.open) keep()
  return passages
}

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
  const { targetSpeechToBackgroundLu: target, maxDepthDb } = ducking
  const lead = inSamples(leadMsOf(ducking.lookAheadMs, ducking.downMs), times)
  return {
    startSample: Math.max(0, Math.floor(passage.fromStep * picture.samplesPerStep) - lead),
    endSample: Math.min(
      times.lengthSamples,
      Math.ceil(passage.toStep * picture.samplesPerStep) + inSamples(ducking.holdMs, times),
    ),
    depthDb: depthDbFor(target, speechEnergy, backgroundEnergy, maxDepthDb),
    speechLufs,
    backgroundLufs,
  }
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
  downSamples: Math.min(dip.startSample, inSamples(downMsOf(dip.depthDb, ducking.downMs), times)),
  upSamples: Math.min(
    times.lengthSamples - dip.endSample,
    inSamples(upMsOf(dip.depthDb, ducking.upMs), times),
  ),
  reason: reasonOf(dip, role, ducking, times),
})

/** Rows in order; between two of them there is time to come up and go down again. */
export const decideDucks = (picture: MixPicture, role: Role, ducking: Ducking, times: Times): Duck[] => {
  return speechPassages(picture.speaking, ducking)
    .map((passage) => dipOf(picture, picture.energy[role], passage, ducking, times))
    .filter((dip): dip is Dip => dip !== null && dip.depthDb > leastDepthDb)
    .map((dip) => rowOf(dip, role, ducking, times))
}

/** How many seconds it is down altogether. */
export const duckedSeconds = (ducks: Duck[], rateHz: number): string =>
  seconds(ducks.reduce((sum, duck) => sum + (duck.endSample - duck.startSample) / rateHz, 0))
