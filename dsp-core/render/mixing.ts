// Sums and gains of whole sounds: by the engine's vector instructions where both lie in its memory, else one by one. The
// same bits either way: products and sums in 64 bits, rounded once.
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
