// Seeded chance and the noises and simple filters the demo's sounds are made of. All levels are linear amplitude.

export type Random = () => number

/** Numbers in [0, 1), the same row for the same seed (mulberry32, public domain). */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const whiteNoise = (lengthSamples: number, seed: number): Float32Array => {
  const random = createRandom(seed)
  const noise = new Float32Array(lengthSamples)
  for (let i = 0; i < lengthSamples; i++) noise[i] = random() * 2 - 1
  return noise
}

/** One-pole low-pass, in place. */
export const lowPass = (signal: Float32Array, cutoffHz: number, sampleRateHz: number): Float32Array => {
  const step = 1 - Math.exp((-2 * Math.PI * cutoffHz) / sampleRateHz)
  let state = 0
  for (let i = 0; i < signal.length; i++) {
    state += step * (signal[i] - state)
    signal[i] = state
  }
  return signal
}

/** One-pole high-pass, in place. */
export const highPass = (signal: Float32Array, cutoffHz: number, sampleRateHz: number): Float32Array => {
  const step = 1 - Math.exp((-2 * Math.PI * cutoffHz) / sampleRateHz)
  let state = 0
  for (let i = 0; i < signal.length; i++) {
    state += step * (signal[i] - state)
    signal[i] -= state
  }
  return signal
}

/** Two-pole resonance, in place: rings at centreHz, width widthHz. Peak gain about 1. */
export const resonate = (
  signal: Float32Array,
  centreHz: number,
  widthHz: number,
  sampleRateHz: number,
): Float32Array => {
  const radius = Math.exp((-Math.PI * widthHz) / sampleRateHz)
  const turn = 2 * radius * Math.cos((2 * Math.PI * centreHz) / sampleRateHz)
  const gain = (1 - radius) * Math.sqrt(1 - 2 * radius * Math.cos((4 * Math.PI * centreHz) / sampleRateHz) + radius * radius)
  let before = 0
  let last = 0
  for (let i = 0; i < signal.length; i++) {
    const now = gain * signal[i] + turn * last - radius * radius * before
    before = last
    last = now
    signal[i] = now
  }
  return signal
}

export const scale = (signal: Float32Array, gain: number): Float32Array => {
  for (let i = 0; i < signal.length; i++) signal[i] *= gain
  return signal
}

/** Adds a sound to another at a place, as far as it fits. */
export const addAt = (target: Float32Array, sound: Float32Array, startSample: number, gain = 1): void => {
  const from = Math.max(0, -startSample)
  const to = Math.min(sound.length, target.length - startSample)
  for (let i = from; i < to; i++) target[startSample + i] += sound[i] * gain
}

export const rms = (signal: Float32Array): number => {
  let sum = 0
  for (let i = 0; i < signal.length; i++) sum += signal[i] * signal[i]
  return Math.sqrt(sum / Math.max(1, signal.length))
}

/** Sets the root mean square, dBFS. */
export const setRms = (signal: Float32Array, levelDbfs: number): Float32Array =>
  scale(signal, Math.pow(10, levelDbfs / 20) / Math.max(1e-9, rms(signal)))

export const gainFromDb = (db: number): number => Math.pow(10, db / 20)
