// Sound as a file wants it, by vector instructions where the engine has them, else as render/pcm.ts does it: the same
// bytes either way.
import type { Engine } from '../processors/engine'
import type { SoundVectors } from '../processors/wasmVectors'
import { ditherKey } from './dither'
import { bytesPerSample, packPcm, unpackPcm, type BitDepth, type Dither, type PcmFormat } from './pcm'

const positionsOfKey = 2 ** 32

/** Exactly so many bytes, with any content. */
export type LendBytes = (bytes: number) => Uint8Array<ArrayBuffer>

export const newBytes: LendBytes = (bytes) => new Uint8Array(bytes)

const packFours = (
  { vectors }: Engine,
  sound: Float32Array[],
  lengthSamples: number,
  bitDepth: BitDepth,
  dither: Dither | null,
  bytes: Uint8Array,
): number => {
  if (!vectors || sound.length !== 2) return 0
  if (bitDepth === 32) return vectors.packStereoFloat(sound, lengthSamples, bytes)
  if (bitDepth !== 24) return 0
  if (!dither) return vectors.packStereo24(sound, lengthSamples, bytes, null)
  const { seed, startSample } = dither
  // A key of the dither holds for so many samples; that a piece lies over the border happens once a day.
  if ((startSample % positionsOfKey) + lengthSamples > positionsOfKey) return 0
  const [left, right] = [0, 1].map((channel) => ditherKey(seed, channel, startSample))
  return vectors.packStereo24(sound, lengthSamples, bytes, { left, right, low: startSample | 0 })
}

/** sound[…][0 … lengthSamples) as bytes, interleaved; dithered where `dither` is given. */
export const packSound = (
  engine: Engine,
  sound: Float32Array[],
  lengthSamples: number,
  bitDepth: BitDepth,
  dither: Dither | null,
  lend: LendBytes = newBytes,
): Uint8Array<ArrayBuffer> => {
  const bytesEach = (sound.length * bitDepth) / 8
  const bytes = lend(lengthSamples * bytesEach)
  const done = packFours(engine, sound, lengthSamples, bitDepth, dither, bytes)
  if (done === lengthSamples) return bytes
  // Of its own, because a pack of words wants a beginning divisible by four.
  const rest = new Uint8Array((lengthSamples - done) * bytesEach)
  const restDither = dither && { ...dither, startSample: dither.startSample + done }
  packPcm(sound, done, lengthSamples - done, bitDepth, rest, restDither)
  bytes.set(rest, done * bytesEach)
  return bytes
}

/** Bytes of a file into out[…][at …]. True where damage was found. */
export const unpackSound = (
  { vectors }: Engine,
  bytes: Uint8Array,
  format: PcmFormat,
  out: Float32Array[],
  at: number,
  lengthSamples: number,
): boolean => {
  const { done, damaged } = unpackFours(vectors, bytes, format, out, at, lengthSamples)
  if (done === lengthSamples) return damaged
  const rest = done === 0 ? bytes : bytes.slice(done * format.channels * bytesPerSample[format.sample])
  return unpackPcm(rest, format, out, at + done, lengthSamples - done) || damaged
}

const unpackFours = (
  vectors: SoundVectors | null,
  bytes: Uint8Array,
  { sample, channels, bigEndian }: PcmFormat,
  out: Float32Array[],
  at: number,
  lengthSamples: number,
): { done: number; damaged: boolean } => {
  const none = { done: 0, damaged: false }
  if (!vectors || channels !== 2 || bigEndian) return none
  if (sample === 's24') return { ...none, done: vectors.unpackStereo24(bytes, out, at, lengthSamples) }
  if (sample !== 'f32') return none
  const { samples, damaged } = vectors.unpackStereoFloat(bytes, out, at, lengthSamples)
  return { done: samples, damaged: damaged > 0 }
}
