// Whole sounds at once, by vector instructions (signal/soundVectors.ts). Only for sound that lies in the engine's memory,
// and in fours: each answers how many samples it did, and the rest is the caller's.

/** Exports of a module compiled with vector instructions. */
interface VectorExports {
  unpackStereo24(bytes: number, left: number, right: number, samples: number): void
  packStereoFloat(left: number, right: number, bytes: number, samples: number): void
  packStereo24(
    left: number,
    right: number,
    bytes: number,
    samples: number,
    dithered: number,
    leftKey: number,
    rightKey: number,
    low: number,
  ): void
  addScaled(out: number, sound: number, gain: number, samples: number): void
  setScaled(out: number, sound: number, gain: number, samples: number): void
}

/** Keys of both channels and the lower word of the first sample's position (render/dither.ts). */
export interface DitherKeys {
  left: number
  right: number
  low: number
}

export interface SoundVectors {
  /** Into out[…][at …]. */
  unpackStereo24(bytes: Uint8Array, out: Float32Array[], at: number, lengthSamples: number): number
  packStereo24(
    sound: Float32Array[],
    lengthSamples: number,
    bytes: Uint8Array,
    dither: DitherKeys | null,
  ): number
  packStereoFloat(sound: Float32Array[], lengthSamples: number, bytes: Uint8Array): number
  addScaled(out: Float32Array, sound: Float32Array, gain: number, lengthSamples: number): number
  setScaled(out: Float32Array, sound: Float32Array, gain: number, lengthSamples: number): number
}

/** What they read and write past the end of bytes. */
const slackBytes = 16

/** null where the module has none. `room` lends at least so many bytes of the memory, always the same ones; sound moves when it grows. */
export const wasmVectors = (
  exports: object,
  memory: WebAssembly.Memory,
  room: (bytes: number) => number,
): SoundVectors | null => {
  if (!('packStereo24' in exports)) return null
  const call = exports as unknown as VectorExports
  const isHere = (sound: Float32Array): boolean => sound.buffer === memory.buffer
  const fours = (lengthSamples: number): number => lengthSamples - (lengthSamples % 4)
  const takeBytes = (bytes: Uint8Array, address: number, count: number): void =>
    bytes.set(new Uint8Array(memory.buffer, address, count))
  return {
    unpackStereo24(bytes, out, at, lengthSamples) {
      const samples = fours(lengthSamples)
      const address = room(samples * 6 + slackBytes)
      if (!isHere(out[0]) || !isHere(out[1]) || samples === 0) return 0
      new Uint8Array(memory.buffer, address, samples * 6).set(bytes.subarray(0, samples * 6))
      call.unpackStereo24(address, out[0].byteOffset + 4 * at, out[1].byteOffset + 4 * at, samples)
      return samples
    },
    packStereo24(sound, lengthSamples, bytes, dither) {
      const samples = fours(lengthSamples)
      const address = room(samples * 6 + slackBytes)
      const [left, right] = sound
      if (!isHere(left) || !isHere(right) || samples === 0) return 0
      const { left: leftKey, right: rightKey, low } = dither ?? { left: 0, right: 0, low: 0 }
      const dithered = dither ? 1 : 0
      const [l, r] = [left.byteOffset, right.byteOffset]
      call.packStereo24(l, r, address, samples, dithered, leftKey, rightKey, low)
      takeBytes(bytes, address, samples * 6)
      return samples
    },
    packStereoFloat(sound, lengthSamples, bytes) {
      const samples = fours(lengthSamples)
      const address = room(samples * 8 + slackBytes)
      const [left, right] = sound
      if (!isHere(left) || !isHere(right) || samples === 0) return 0
      call.packStereoFloat(left.byteOffset, right.byteOffset, address, samples)
      takeBytes(bytes, address, samples * 8)
      return samples
    },
    addScaled(out, sound, gain, lengthSamples) {
      if (!isHere(out) || !isHere(sound)) return 0
      const samples = fours(lengthSamples)
      call.addScaled(out.byteOffset, sound.byteOffset, gain, samples)
      return samples
    },
    setScaled(out, sound, gain, lengthSamples) {
      if (!isHere(out) || !isHere(sound)) return 0
      const samples = fours(lengthSamples)
      call.setScaled(out.byteOffset, sound.byteOffset, gain, samples)
      return samples
    },
  }
}
