// Bytes do not depend on the engine: what vectors pack and unpack is what plain TypeScript does, to the last bit.
import assert from 'node:assert/strict'
import type { Engine } from '../../dsp-core/processors/engine'
import { packSound, unpackSound } from '../../dsp-core/render/packSound'
import type { BitDepth, Dither } from '../../dsp-core/render/pcm'
import { engines } from '../engines'
import { noise } from './madePlans'

/** Full scale and beyond, silence, tiny and broken samples. */
const awkward = (lengthSamples: number, seed: number): Float32Array => {
  const sound = noise(lengthSamples, seed)
  const odd = [1, -1, 1.5, -1.5, 0, -0, 1e-30, -1e-9, NaN, Infinity, -Infinity, 0.99999994, 5.9604645e-8]
  odd.forEach((value, i) => (sound[7 + 5 * i] = value))
  return sound
}

const lying = (engine: Engine, sound: Float32Array[]): Float32Array[] => {
  const own = engine.createSound(sound.length, sound[0].length + 8)
  sound.forEach((channel, c) => own[c].set(channel))
  return own
}

const packed = (
  open: () => Engine,
  bitDepth: BitDepth,
  length: number,
  dither: Dither | null,
): Uint8Array => {
  const engine = open()
  const sound = lying(engine, [awkward(length, 3), awkward(length, 4)])
  return packSound(engine, sound, length, bitDepth, dither)
}

describe('packing a sound', () => {
  const lengths = [4096, 4095, 4094, 101, 3]
  const dithers: (Dither | null)[] = [
    null,
    { seed: 1, startSample: 0 },
    { seed: 7, startSample: 2 ** 31 - 50 },
    { seed: 2, startSample: 2 ** 32 - 60 },
    { seed: 2, startSample: 2 ** 33 + 12345 },
  ]

  for (const bitDepth of [16, 24, 32] as const)
    it(`of ${bitDepth} bits gives the same bytes in every engine, however long and wherever it lies`, () => {
      for (const length of lengths)
        for (const dither of dithers) {
          const expected = packed(engines.typescript, bitDepth, length, dither)
          assert.equal(expected.length, (length * bitDepth) / 4)
          assert.deepEqual(packed(engines.scalar, bitDepth, length, dither), expected)
          assert.deepEqual(packed(engines.simd, bitDepth, length, dither), expected)
        }
    })
})

describe('unpacking a sound', () => {
  const format = { sample: 's24' as const, bigEndian: false, channels: 2 }

  it('of 24 bits gives the same samples in every engine, and touches none beyond', () => {
    for (const [length, at] of [
      [4096, 0],
      [4095, 3],
      [1022, 17],
      [5, 1],
    ]) {
      const bytes = packed(engines.typescript, 24, length, null)
      const [expected, ...others] = Object.values(engines).map((open) => {
        const engine = open()
        const out = lying(engine, [new Float32Array(5000).fill(9), new Float32Array(5000).fill(9)])
        unpackSound(engine, bytes, format, out, at, length)
        return out.map((channel) => [...channel])
      })
      assert.equal(expected[0][at + length], 9)
      for (const other of others) assert.deepEqual(other, expected)
    }
  })
})
