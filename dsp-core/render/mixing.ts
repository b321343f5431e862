// Sums and gains of whole sounds: by the engine's vector instructions where they lie in its memory, else one by one. The
// same samples either way: products and sums in 64 bits, rounded once.
import type { SoundVectors } from '../processors/wasmVectors'

/** out[at …] += gain x sound[0 … lengthSamples). */
export const addScaled = (
  vectors: SoundVectors | null,
  out: Float32Array,
  at: number,
  sound: Float32Array,
  gain: number,
  lengthSamples: number,
): void => {
  const place = at === 0 ? out : out.subarray(at)
  const done = vectors ? vectors.addScaled(place, sound, gain, lengthSamples) : 0
  for (let i = done; i < lengthSamples; i++) place[i] += gain * sound[i]
}

/** out[at …] += gain x factors x sound[0 … lengthSamples). */
export const addMoving = (
  vectors: SoundVectors | null,
  out: Float32Array,
  at: number,
  sound: Float32Array,
  gain: number,
  factors: Float32Array,
  lengthSamples: number,
): void => {
  const place = at === 0 ? out : out.subarray(at)
  const done = vectors ? vectors.addMoving(place, sound, gain, factors, lengthSamples) : 0
  for (let i = done; i < lengthSamples; i++) place[i] += gain * factors[i] * sound[i]
}

/** out = gain x sound; they may be the same. */
export const setScaled = (
  vectors: SoundVectors | null,
  out: Float32Array,
  sound: Float32Array,
  gain: number,
  lengthSamples: number,
): void => {
  if (gain === 1) {
    if (out !== sound) out.set(sound.subarray(0, lengthSamples))
    return
  }
  const done = vectors ? vectors.setScaled(out, sound, gain, lengthSamples) : 0
  for (let i = done; i < lengthSamples; i++) out[i] = gain * sound[i]
}

/** Of x[0 … lengthSamples) and of its squares, added to those of before. */
export const sumUp = (
  vectors: SoundVectors | null,
  x: Float32Array,
  lengthSamples: number,
  before: { sum: number; squares: number },
): { sum: number; squares: number } => {
  const summed = vectors?.sumUp(x, lengthSamples) ?? { samples: 0, sum: 0, squares: 0 }
  let sum = before.sum + summed.sum
  let squares = before.squares + summed.squares
  for (let i = summed.samples; i < lengthSamples; i++) {
    sum += x[i]
    squares += x[i] * x[i]
  }
  return { sum, squares }
}
