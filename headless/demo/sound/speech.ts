// The takes of the interview: spoken lines at 48 kHz, in a room, with the noise and the hum of the place.
import { createRandom, gainFromDb, highPass, lowPass, rms, scale, setRms, whiteNoise, addAt } from './noise'

/** Half length of the interpolation filter in source samples; stop band about -80 dB with the Blackman window. */
const halfTaps = 16

/** Band-limited interpolation to a higher rate: one row of filter taps for each of the possible phases. */
export const upsample = (source: Float32Array, fromHz: number, toHz: number): Float32Array => {
  const divisor = greatestCommonDivisor(fromHz, toHz)
  const up = toHz / divisor
  const down = fromHz / divisor
  const rows = Array.from({ length: up }, (_, phase) => sincRow(phase / up))
  const out = new Float32Array(Math.floor((source.length * up) / down))
  for (let i = 0; i < out.length; i++) {
    const whole = Math.floor((i * down) / up)
    const row = rows[(i * down) % up]
    let sum = 0
    for (let tap = 0; tap < 2 * halfTaps; tap++) sum += row[tap] * (source[whole + tap - halfTaps + 1] ?? 0)
    out[i] = sum
  }
  return out
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))

const sincRow = (fraction: number): Float64Array =>
  Float64Array.from({ length: 2 * halfTaps }, (_, tap) => {
    const x = tap - halfTaps + 1 - fraction
    const window = 0.42 + 0.5 * Math.cos((Math.PI * x) / halfTaps) + 0.08 * Math.cos((2 * Math.PI * x) / halfTaps)
    return x === 0 ? 1 : (Math.sin(Math.PI * x) / (Math.PI * x)) * window
  })

const quiet = 0.003

/** Cuts the silence around a line and rounds its edges by 5 ms. */
export const trimLine = (samples: Float32Array, sampleRateHz: number): Float32Array => {
  let end = samples.length
  while (end > 0 && Math.abs(samples[end - 1]) <= quiet) end--
  const first = samples.findIndex((sample) => Math.abs(sample) > quiet)
  const line = samples.slice(Math.max(0, first), end)
  const edge = Math.round(0.005 * sampleRateHz)
  for (let i = 0; i < edge && i < line.length; i++) {
    line[i] *= i / edge
    line[line.length - 1 - i] *= i / edge
  }
  return line
}

/** Sets the level of what is spoken: RMS of the 50 ms steps that are less than 20 dB under the loudest. */
export const setSpeechLevel = (line: Float32Array, levelDbfs: number, sampleRateHz: number): Float32Array => {
  const step = Math.round(0.05 * sampleRateHz)
  const steps = Array.from({ length: Math.ceil(line.length / step) }, (_, i) => rms(line.subarray(i * step, (i + 1) * step)))
  const loudest = Math.max(...steps)
  const spoken = steps.filter((level) => level > loudest / 10)
  const level = Math.sqrt(spoken.reduce((sum, value) => sum + value * value, 0) / spoken.length)
  return scale(line, gainFromDb(levelDbfs) / level)
}

/** Early reflections and a short tail: a wooden room. wetDb is the level of all of it against the voice. */
export const inRoom = (dry: Float32Array, sampleRateHz: number, seed: number, wetDb: number): Float32Array => {
  const random = createRandom(seed)
  const reflections = Array.from({ length: 18 }, () => {
    const delayMs = 7 + 90 * random() * random()
    return { delay: Math.round((delayMs * sampleRateHz) / 1000), gain: (random() < 0.5 ? -1 : 1) * Math.exp(-delayMs / 40) }
  })
  const energy = Math.sqrt(reflections.reduce((sum, r) => sum + r.gain * r.gain, 0))
  const wet = new Float32Array(dry.length)
  for (const { delay, gain } of reflections) addAt(wet, dry, delay, gain / energy)
  lowPass(wet, 5200, sampleRateHz)
  const out = dry.slice()
  addAt(out, wet, 0, gainFromDb(wetDb))
  return out
}

/** Air of a room: noise that falls towards the top, in dBFS RMS. */
export const roomNoise = (lengthSamples: number, sampleRateHz: number, seed: number, levelDbfs: number): Float32Array =>
  setRms(highPass(lowPass(whiteNoise(lengthSamples, seed), 1400, sampleRateHz), 60, sampleRateHz), levelDbfs)

/** Mains hum with its harmonics; levelDbfs is the RMS of the whole. */
export const mainsHum = (lengthSamples: number, sampleRateHz: number, mainsHz: number, levelDbfs: number): Float32Array => {
  const harmonics = [1, 0.55, 0.7, 0.15, 0.4, 0.08, 0.22, 0.05, 0.1]
  const period = greatestCommonDivisor(sampleRateHz, mainsHz)
  const cycle = new Float32Array(sampleRateHz / period)
  harmonics.forEach((gain, index) => {
    const turn = (2 * Math.PI * mainsHz * (index + 1)) / sampleRateHz
    for (let i = 0; i < cycle.length; i++) cycle[i] += gain * Math.sin(turn * i + index)
  })
  const hum = new Float32Array(lengthSamples)
  for (let i = 0; i < lengthSamples; i++) hum[i] = cycle[i % cycle.length]
  return setRms(hum, levelDbfs)
}
