// Whole sounds at once, by vector instructions (signal/soundVectors.ts). Only for sound that lies in the engine's memory,
// and in fours: each answers how many samples it did, and the rest is the caller's.
import type { KernelMemory } from './wasmEngine'

/** Exports of a module compiled with vector instructions. */
interface VectorExports {
  unpackStereo24(bytes: number, left: number, right: number, samples: number): void
  unpackStereoFloat(bytes: number, left: number, right: number, samples: number): number
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
  addMoving(out: number, sound: number, gain: number, factors: number, samples: number): void
  setScaled(out: number, sound: number, gain: number, samples: number): void
  sumUp(sound: number, samples: number, sums: number): void
  highestInSteps(sound: number, stepSamples: number, steps: number, peaks: number): void
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
  /** Into out[…][at …]; `damaged` counts what was no sound and became silence. */
  unpackStereoFloat(
    bytes: Uint8Array,
    out: Float32Array[],
    at: number,
    lengthSamples: number,
  ): { samples: number; damaged: number }
  packStereo24(
    sound: Float32Array[],
    lengthSamples: number,
    bytes: Uint8Array,
    dither: DitherKeys | null,
  ): number
  packStereoFloat(sound: Float32Array[], lengthSamples: number, bytes: Uint8Array): number
  addScaled(out: Float32Array, sound: Float32Array, gain: number, lengthSamples: number): number
  addMoving(
    out: Float32Array,
    sound: Float32Array,
    gain: number,
    factors: Float32Array,
    lengthSamples: number,
  ): number
  setScaled(out: Float32Array, sound: Float32Array, gain: number, lengthSamples: number): number
  /** The highest of all channels in each of `steps` steps from `at`, whatever its sign; steps in fours of samples. Valid until the next call. */
  highestInSteps(sound: Float32Array[], at: number, stepSamples: number, steps: number): Float32Array | null
  sumUp(sound: Float32Array, lengthSamples: number): { samples: number; sum: number; squares: number }
}

/** Bytes pass through one small place of the memory, which stays in the cache: so many frames at a time. */
const pieceFrames = 8192
const bytesOfFloats = 8
const bytesOf24 = 6
/** What the loops read and write past the end of bytes. */
const slackBytes = 16

const fours = (samples: number): number => samples - (samples % 4)

/** Calls `each` for pieces of so many frames; answers how many were done. */
const inPieces = (frames: number, each: (from: number, frames: number) => void): number => {
  const whole = fours(frames)
  for (let from = 0; from < whole; from += pieceFrames) each(from, Math.min(pieceFrames, whole - from))
  return whole
}

type IsHere = (one: Float32Array, other?: Float32Array, third?: Float32Array) => boolean
type Bytes = Pick<SoundVectors, 'unpackStereo24' | 'unpackStereoFloat' | 'packStereo24' | 'packStereoFloat'>
type Mixing = Pick<SoundVectors, 'addScaled' | 'addMoving' | 'setScaled' | 'sumUp' | 'highestInSteps'>

/** null where the module has none. */
export const wasmVectors = (memory: KernelMemory): SoundVectors | null => {
  if (!('packStereo24' in memory.call)) return null
  const call = memory.call as unknown as VectorExports
  const place = memory.create(1, pieceFrames * 2 + slackBytes / 4)
  // Asked for every piece of sound: it makes nothing new.
  const isHere: IsHere = (one, other = one, third = one) => {
    const { buffer } = place.channels[0]
    return one.buffer === buffer && other.buffer === buffer && third.buffer === buffer
  }
  const room = (bytes: number): Uint8Array =>
    new Uint8Array(place.channels[0].buffer, place.channels[0].byteOffset, bytes)
  return { ...bytesOf(call, isHere, room), ...mixingOf(call, isHere, room) }
}

const bytesOf = (call: VectorExports, isHere: IsHere, room: (bytes: number) => Uint8Array): Bytes => ({
  unpackStereo24(bytes, [left, right], at, lengthSamples) {
    if (!isHere(left, right)) return 0
    return inPieces(lengthSamples, (from, frames) => {
      const packed = room(frames * bytesOf24)
      packed.set(bytes.subarray(from * bytesOf24, (from + frames) * bytesOf24))
      const start = 4 * (at + from)
      call.unpackStereo24(packed.byteOffset, left.byteOffset + start, right.byteOffset + start, frames)
    })
  },
  unpackStereoFloat(bytes, [left, right], at, lengthSamples) {
    if (!isHere(left, right)) return { samples: 0, damaged: 0 }
    let damaged = 0
    const samples = inPieces(lengthSamples, (from, frames) => {
      const packed = room(frames * bytesOfFloats)
      packed.set(bytes.subarray(from * bytesOfFloats, (from + frames) * bytesOfFloats))
      const [l, r] = [left.byteOffset + 4 * (at + from), right.byteOffset + 4 * (at + from)]
      damaged += call.unpackStereoFloat(packed.byteOffset, l, r, frames)
    })
    return { samples, damaged }
  },
  packStereo24([left, right], lengthSamples, bytes, dither) {
    if (!isHere(left, right)) return 0
    const { left: leftKey, right: rightKey, low } = dither ?? { left: 0, right: 0, low: 0 }
    return inPieces(lengthSamples, (from, frames) => {
      const packed = room(frames * bytesOf24)
      const [l, r] = [left.byteOffset + 4 * from, right.byteOffset + 4 * from]
      const position = (low + from) | 0
      call.packStereo24(l, r, packed.byteOffset, frames, dither ? 1 : 0, leftKey, rightKey, position)
      bytes.set(packed, from * bytesOf24)
    })
  },
  packStereoFloat([left, right], lengthSamples, bytes) {
    if (!isHere(left, right)) return 0
    return inPieces(lengthSamples, (from, frames) => {
      const packed = room(frames * bytesOfFloats)
      call.packStereoFloat(left.byteOffset + 4 * from, right.byteOffset + 4 * from, packed.byteOffset, frames)
      bytes.set(packed, from * bytesOfFloats)
    })
  },
})

const mixingOf = (call: VectorExports, isHere: IsHere, room: (bytes: number) => Uint8Array): Mixing => ({
  addScaled(out, sound, gain, lengthSamples) {
    if (!isHere(out, sound)) return 0
    const samples = fours(lengthSamples)
    call.addScaled(out.byteOffset, sound.byteOffset, gain, samples)
    return samples
  },
  addMoving(out, sound, gain, factors, lengthSamples) {
    if (!isHere(out, sound, factors)) return 0
    const samples = fours(lengthSamples)
    call.addMoving(out.byteOffset, sound.byteOffset, gain, factors.byteOffset, samples)
    return samples
  },
  setScaled(out, sound, gain, lengthSamples) {
    if (!isHere(out, sound)) return 0
    const samples = fours(lengthSamples)
    call.setScaled(out.byteOffset, sound.byteOffset, gain, samples)
    return samples
  },
  highestInSteps(sound, at, stepSamples, steps) {
    if (!sound.every((channel) => isHere(channel))) return null
    const bytes = room(4 * steps)
    const peaks = new Float32Array(bytes.buffer, bytes.byteOffset, steps).fill(0)
    for (const { byteOffset } of sound)
      call.highestInSteps(byteOffset + 4 * at, stepSamples, steps, bytes.byteOffset)
    return peaks
  },
  sumUp(sound, lengthSamples) {
    if (!isHere(sound)) return { samples: 0, sum: 0, squares: 0 }
    const samples = fours(lengthSamples)
    const sums = room(16)
    call.sumUp(sound.byteOffset, samples, sums.byteOffset)
    const [sum, squares] = new Float64Array(sums.buffer, sums.byteOffset, 2)
    return { samples, sum, squares }
  },
})
