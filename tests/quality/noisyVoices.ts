// Voices in noise at known ratios, made of the recordings of the test data and of made noise, as the proof of the
// noise suppressors needs them: the clean voice beside the noisy one, and a second of the noise alone before it.
import { decoded, materialRateHz, recordings } from '../listen/material'
import { noise, pinkNoise } from '../signals'

export interface Sound {
  name: string
  x: Float32Array
}

/** Time enough for ESTOI's segments. */
const leastSeconds = 2.5
const voiceSeconds = 4
export const roomToneSamples = materialRateHz

/** Falling by 6 dB per octave above 150 Hz. */
const brownNoise = (seed: number, lengthSamples: number): Float32Array => {
  let state = 0
  return noise(seed, lengthSamples).map((white) => (state = 0.98 * state + 0.2 * white))
}

/** Every so many of the voices that are long enough. */
export const voices = (every: number, from: number): Sound[] =>
  recordings('speech')
    .map((recording) => ({ name: recording.name, x: decoded(recording)[0] }))
    .filter(({ x }) => x.length > leastSeconds * materialRateHz)
    .filter((_, i) => i % every === from)
    .map(({ name, x }) => ({ name, x: x.slice(0, voiceSeconds * materialRateHz) }))

export const madeNoises = (): Sound[] => [
  { name: 'white (made)', x: noise(11, 8 * materialRateHz) },
  { name: 'pink (made)', x: pinkNoise(12, 8 * materialRateHz) },
  { name: 'brown (made)', x: brownNoise(13, 8 * materialRateHz) },
]

export const recordedNoises = (): Sound[] =>
  recordings('noise')
    .map((recording) => ({ name: recording.name, x: decoded(recording)[0] }))
    .filter(({ x }) => x.length > leastSeconds * materialRateHz)

const powerOf = (x: Float32Array): number => x.reduce((sum, value) => sum + value * value, 0) / x.length

export interface NoisyVoice {
  clean: Float32Array
  /** In step with `clean`. */
  noisy: Float32Array
  /** The noise as it is, before anybody speaks. */
  roomTone: Float32Array
}

/** The noise is repeated as often as needed; the ratio is that of the powers of the whole. */
export const noisyVoice = (voice: Sound, noise: Sound, snrDb: number): NoisyVoice => {
  const repeated = voice.x.map((_, i) => noise.x[i % noise.x.length])
  const gain = Math.sqrt(powerOf(voice.x) / powerOf(repeated) / 10 ** (snrDb / 10))
  return {
    clean: voice.x,
    noisy: voice.x.map((value, i) => value + gain * repeated[i]),
    roomTone: Float32Array.from({ length: roomToneSamples }, (_, i) => gain * noise.x[i % noise.x.length]),
  }
}

const stepSamples = materialRateHz / 100
/** Under the voice's loudest step, dB: its pauses. */
const pauseDb = 45
/** What lies so many steps from speech is not yet pause. */
const reachSteps = 2

/** 1 in the 10 ms steps in which the clean voice speaks. */
export const truthOf = (clean: Float32Array): Float64Array => {
  const steps = Math.ceil(clean.length / stepSamples)
  const levels = Float64Array.from({ length: steps }, (_, step) => {
    const part = clean.subarray(step * stepSamples, (step + 1) * stepSamples)
    return 10 * Math.log10(powerOf(part) + 1e-12)
  })
  const loudest = levels.reduce((most, level) => Math.max(most, level), -Infinity)
  const speaks = levels.map((level) => (level > loudest - pauseDb ? 1 : 0))
  return speaks.map((_, step) =>
    speaks.subarray(Math.max(0, step - reachSteps), step + reachSteps + 1).some((value) => value > 0) ? 1 : 0,
  )
}
