// Sound as a file wants it, by vector instructions where the engine has them, else as render/pcm.ts does it: the same
// bytes either way.
import type { Engine } from '../processors/engine'
import { ditherKey } from './dither'
import { packPcm, unpackPcm, type BitDepth, type Dither, type PcmFormat } from './pcm'

const positionsOfKey = 2 ** 32

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
): Uint8Array<ArrayBuffer> => {
  const bytesEach = (sound.length * bitDepth) / 8
  const bytes = new Uint8Array(lengthSamples * bytesEach)
  const done = packFours(engine, sound, lengthSamples, bitDepth, dither, bytes)
  if (done === lengthSamples) return bytes
  // Of its own, because a pack of words wants a beginning divisible by four.
  const rest = new Uint8Array((lengthSamples - done) * bytesEach)
  const restDither = dither && { ...dither, startSample: dither.startSample + done }
  packPcm(sound, done, lengthSamples - done, bitDepth, rest, restDither)
  bytes.set(rest, done * bytesEach)
  return bytes
}

/** Bytes of a file into out[…][at …]. */
export const unpackSound = (
  { vectors }: Engine,
  bytes: Uint8Array,
  format: PcmFormat,
  out: Float32Array[],
  at: number,
  lengthSamples: number,
): void => {
  const fits = vectors && format.channels === 2 && !format.bigEndian && format.sample === 's24'
  const done = fits ? vectors.unpackStereo24(bytes, out, at, lengthSamples) : 0
  if (done === lengthSamples) return
  const rest = done === 0 ? bytes : bytes.slice(done * 6)
  unpackPcm(rest, format, out, at + done, lengthSamples - done)
}
