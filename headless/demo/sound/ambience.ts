// Places: the lake shore with wind, water and birds (stereo), and the inside of the boathouse (stereo).
import { addPanned, type Stereo } from './instruments'
import { addAt, createRandom, gainFromDb, highPass, lowPass, resonate, scale, setRms, whiteNoise, type Random } from './noise'
import type { Sound } from './wavFile'

/** Slow swell between low and high: a sum of three sines whose periods do not fit each other, seconds. */
const swell = (t: number, periodsS: number[], phase: number): number =>
  0.5 + periodsS.reduce((sum, period, i) => sum + Math.sin((2 * Math.PI * t) / period + phase * (i + 1)), 0) / (2 * periodsS.length)

const shaped = (noise: Float32Array, sampleRateHz: number, gain: (seconds: number) => number): Float32Array => {
  let level = 0
  for (let i = 0; i < noise.length; i++) {
    if (i % 256 === 0) level = gain(i / sampleRateHz)
    noise[i] *= level
  }
  return noise
}

const wind = (length: number, sampleRateHz: number, seed: number): Float32Array =>
  shaped(setRms(highPass(lowPass(lowPass(whiteNoise(length, seed), 420, sampleRateHz), 900, sampleRateHz), 70, sampleRateHz), -40), sampleRateHz, (t) =>
    0.35 + swell(t, [7.3, 11.9, 17.1], seed),
  )

/** Small waves on stones: bright noise that comes every two to four seconds. */
const waves = (length: number, sampleRateHz: number, seed: number): Float32Array =>
  shaped(setRms(highPass(lowPass(whiteNoise(length, seed), 3200, sampleRateHz), 350, sampleRateHz), -43), sampleRateHz, (t) =>
    0.15 + 1.5 * Math.pow(swell(t, [2.9, 4.1], seed), 3),
  )

/** One call: two to five whistles that glide, as small songbirds do. */
const birdCall = (random: Random, sampleRateHz: number): Float32Array => {
  const whistles = 2 + Math.floor(random() * 4)
  const baseHz = 2600 + 2200 * random()
  const gapS = 0.11 + 0.06 * random()
  const call = new Float32Array(Math.round(whistles * gapS * sampleRateHz) + sampleRateHz / 5)
  for (let w = 0; w < whistles; w++) {
    const lengthS = 0.06 + 0.05 * random()
    const glide = (random() - 0.4) * 1400
    const whistle = new Float32Array(Math.round(lengthS * sampleRateHz))
    let phase = 0
    for (let i = 0; i < whistle.length; i++) {
      const part = i / whistle.length
      phase += (2 * Math.PI * (baseHz + glide * part + 90 * Math.sin(part * 25))) / sampleRateHz
      whistle[i] = Math.sin(phase) * Math.sin(Math.PI * part)
    }
    addAt(call, whistle, Math.round(w * gapS * sampleRateHz))
  }
  return call
}

const addBirds = (target: Stereo, seed: number, levelDb: number): void => {
  const random = createRandom(seed)
  const lengthS = target.left.length / target.sampleRateHz
  for (let t = 0.8; t < lengthS - 1; t += 0.7 + 3.4 * random()) {
    const call = birdCall(random, target.sampleRateHz)
    const distanceDb = -10 * random()
    addPanned(target, call, Math.round(t * target.sampleRateHz), gainFromDb(levelDb + distanceDb), random() * 1.8 - 0.9)
  }
}

export const makeLakeShore = (lengthSamples: number, sampleRateHz: number): Sound => {
  const [left, right] = [1, 2].map((side) => {
    const bed = wind(lengthSamples, sampleRateHz, 100 + side)
    addAt(bed, waves(lengthSamples, sampleRateHz, 200 + side), 0)
    return bed
  })
  addBirds({ left, right, sampleRateHz }, 300, -36)
  return { sampleRateHz, channels: [left, right] }
}

/** A large wooden room with the door half open: low air, water under the floor, a creak now and then. */
export const makeBoathouse = (lengthSamples: number, sampleRateHz: number): Sound => {
  const random = createRandom(410)
  const [left, right] = [1, 2].map((side) => {
    const air = setRms(highPass(lowPass(whiteNoise(lengthSamples, 400 + side), 260, sampleRateHz), 40, sampleRateHz), -46)
    addAt(air, scale(lowPass(waves(lengthSamples, sampleRateHz, 420 + side), 700, sampleRateHz), 1.6), 0)
    return air
  })
  for (let t = 3; t < lengthSamples / sampleRateHz - 2; t += 5 + 6 * random()) {
    const creak = resonate(whiteNoise(Math.round(0.35 * sampleRateHz), 430 + Math.round(t)), 500 + 500 * random(), 40, sampleRateHz)
    shaped(creak, sampleRateHz, (s) => Math.sin(Math.PI * Math.min(1, s / 0.35)) * (0.5 + 0.5 * Math.sin(90 * s)))
    addPanned({ left, right, sampleRateHz }, setRms(creak, -44), Math.round(t * sampleRateHz), 1, random() * 1.4 - 0.7)
  }
  return { sampleRateHz, channels: [left, right] }
}
