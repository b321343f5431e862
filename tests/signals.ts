// Test sounds, by formula or from a seed: the same in every run.
import { writeFileSync } from 'node:fs'

export const gainOf = (db: number): number => 10 ** (db / 20)
export const dbOf = (gain: number): number => 20 * Math.log10(gain)

interface SineSetup {
  hz: number
  /** Of the peak. */
  dbfs: number
  lengthSamples: number
  sampleRateHz?: number
  phaseDegrees?: number
}

export const sine = ({
  hz,
  dbfs,
  lengthSamples,
  sampleRateHz = 48000,
  phaseDegrees = 0,
}: SineSetup): Float32Array => {
  const radians = (2 * Math.PI * hz) / sampleRateHz
  const phase = (phaseDegrees * Math.PI) / 180
  return Float32Array.from({ length: lengthSamples }, (_, i) => gainOf(dbfs) * Math.sin(radians * i + phase))
}

/** Numbers in -1 ... 1 (mulberry32 by T. Ettinger, public domain). */
const chance = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1
  }
}

/** White noise, evenly distributed up to the peak. */
export const noise = (seed: number, lengthSamples: number, peak = 1): Float32Array => {
  const next = chance(seed)
  return Float32Array.from({ length: lengthSamples }, () => peak * next())
}

/** Noise falling by 3 dB per octave, peaks near `peak` (P. Kellet's filter, musicdsp.org, public domain). */
export const pinkNoise = (seed: number, lengthSamples: number, peak = 1): Float32Array => {
  const next = chance(seed)
  let [a, b, c] = [0, 0, 0]
  return Float32Array.from({ length: lengthSamples }, () => {
    const white = next()
    a = 0.99765 * a + white * 0.099046
    b = 0.963 * b + white * 0.2965164
    c = 0.57 * c + white * 1.0526913
    return (peak * (a + b + c + white * 0.1848)) / 4
  })
}

export const impulse = (lengthSamples: number, at = 0, height = 1): Float32Array => {
  const x = new Float32Array(lengthSamples)
  x[at] = height
  return x
}

export const constant = (lengthSamples: number, value: number): Float32Array =>
  new Float32Array(lengthSamples).fill(value)

export const joined = (...parts: Float32Array[]): Float32Array => {
  const x = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => (x.set(part, at), at + part.length), 0)
  return x
}

/** Noise in syllables of 200 ms with pauses: a voice's rhythm, hissy in every third. */
export const speechLike = (seed: number, lengthSamples: number, sampleRateHz = 48000): Float32Array => {
  const breath = pinkNoise(seed, lengthSamples)
  const hiss = noise(seed + 1, lengthSamples, 0.2)
  return breath.map((value, i) => {
    const syllable = Math.floor((i * 4) / sampleRateHz)
    const at = ((i * 4) / sampleRateHz) % 1
    const envelope = at < 0.8 ? Math.sin((Math.PI * at) / 0.8) ** 2 : 0
    const voiced = value + 0.3 * Math.sin((2 * Math.PI * 140 * i) / sampleRateHz)
    return envelope * (syllable % 3 === 2 ? hiss[i] : 0.5 * voiced)
  })
}

export const peakOf = (x: Float32Array, from = 0, to = x.length): number => {
  let peak = 0
  for (let i = from; i < to; i++) peak = Math.max(peak, Math.abs(x[i]))
  return peak
}

export const rmsOf = (x: Float32Array, from = 0, to = x.length): number => {
  let sum = 0
  for (let i = from; i < to; i++) sum += x[i] * x[i]
  return Math.sqrt(sum / (to - from))
}

export const largestDifference = (a: Float32Array, b: Float32Array): number => {
  let most = 0
  for (let i = 0; i < Math.max(a.length, b.length); i++) most = Math.max(most, Math.abs(a[i] - b[i]))
  return most
}

/** 32-bit float WAV, for handing sounds to other programs. */
export const writeFloatWav = (path: string, channels: Float32Array[], sampleRateHz: number): void => {
  const bytesPerBlock = channels.length * 4
  const dataBytes = channels[0].length * bytesPerBlock
  const file = Buffer.alloc(44 + dataBytes)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + dataBytes, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(3, 20)
  file.writeUInt16LE(channels.length, 22)
  file.writeUInt32LE(sampleRateHz, 24)
  file.writeUInt32LE(sampleRateHz * bytesPerBlock, 28)
  file.writeUInt16LE(bytesPerBlock, 32)
  file.writeUInt16LE(32, 34)
  file.write('data', 36)
  file.writeUInt32LE(dataBytes, 40)
  const samples = new Float32Array(file.buffer, file.byteOffset + 44, channels.length * channels[0].length)
  channels.forEach((channel, c) => channel.forEach((value, i) => (samples[i * channels.length + c] = value)))
  writeFileSync(path, file)
}
