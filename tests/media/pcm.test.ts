// Bytes to samples and back, and the dither between them.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DamagedSamples, damagedRuns, packPcm, unpackPcm, type SampleFormat } from '../../dsp-core/index'
import { ditherAt, ditherKey } from '../../dsp-core/render/dither'

const readings: Record<SampleFormat, (view: DataView, at: number, little: boolean) => number> = {
  u8: (view, at) => (view.getUint8(at) - 128) / 128,
  s8: (view, at) => view.getInt8(at) / 128,
  s16: (view, at, little) => view.getInt16(at, little) / 32768,
  s24: (view, at, little) => int24(view, at, little) / 8388608,
  s24in32: (view, at, little) => int24(view, little ? at : at + 1, little) / 8388608,
  s32: (view, at, little) => view.getInt32(at, little) / 2147483648,
  f32: (view, at, little) => sound(view.getFloat32(at, little)),
  f64: (view, at, little) => sound(view.getFloat64(at, little)),
}
const sizes: Record<SampleFormat, number> = {
  u8: 1,
  s8: 1,
  s16: 2,
  s24: 3,
  s24in32: 4,
  s32: 4,
  f32: 4,
  f64: 8,
}

const int24 = (view: DataView, at: number, little: boolean): number => {
  const [low, middle, high] = little ? [0, 1, 2] : [2, 1, 0]
  return view.getUint8(at + low) + view.getUint8(at + middle) * 256 + view.getInt8(at + high) * 65536
}
const sound = (x: number): number => (Math.abs(x) < 1e6 && Math.abs(x) >= 2 ** -126 ? x : 0)

const interleave = (
  planar: Float32Array[],
  bitDepth: 16 | 24 | 32,
  dither: { seed: number; startSample: number } | null,
) => {
  const out = new Uint8Array(planar.length * planar[0].length * (bitDepth / 8))
  packPcm(planar, 0, planar[0].length, bitDepth, out, dither)
  return out
}

describe('samples of files', () => {
  it('every format, either byte order, any alignment, reads as its definition says', () => {
    const formats = fc.constantFrom(...(Object.keys(readings) as SampleFormat[]))
    const property = fc.property(
      formats,
      fc.boolean(),
      fc.integer({ min: 1, max: 5 }),
      fc.uint8Array({ minLength: 0, maxLength: 400 }),
      fc.nat(7),
      (sample, bigEndian, channels, random, offset) => {
        const size = sizes[sample]
        const length = Math.floor(random.length / (size * channels))
        const whole = new Uint8Array(offset + random.length)
        whole.set(random, offset)
        const bytes = whole.subarray(offset, offset + length * size * channels)
        const planar = Array.from({ length: channels }, () => new Float32Array(length + 2))
        unpackPcm(bytes, { sample, bigEndian, channels }, planar, 1, length)
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
        for (let i = 0; i < length; i++) {
          for (let c = 0; c < channels; c++) {
            const expected = Math.fround(readings[sample](view, (i * channels + c) * size, !bigEndian))
            assert.equal(planar[c][i + 1] + 0, expected + 0)
          }
        }
        assert.ok(planar.every((samples) => samples[0] === 0 && samples[length + 1] === 0))
      },
    )
    fc.assert(property, { seed: 1, numRuns: 2000 })
  })

  it('of two channels are written as of any: odd lengths, any place in memory', () => {
    for (const length of [1, 2, 7, 64])
      for (const offset of [0, 1, 2, 4])
        for (const bitDepth of [16, 24, 32] as const) {
          const planar = [0, 1].map((c) => Float32Array.from({ length }, (_, i) => Math.sin(9 * i + c)))
          const bytes = new Uint8Array(offset + (2 * length * bitDepth) / 8).subarray(offset)
          packPcm(planar, 0, length, bitDepth, bytes, null)
          const read = [new Float32Array(length), new Float32Array(length)]
          const sample = ({ 16: 's16', 24: 's24', 32: 'f32' } as const)[bitDepth]
          unpackPcm(bytes, { sample, bigEndian: false, channels: 2 }, read, 0, length)
          const step = bitDepth === 32 ? 0 : 2 ** -bitDepth + 2 ** -25
          read.forEach((channel, c) =>
            channel.forEach((value, i) => assert.ok(Math.abs(value - planar[c][i]) <= step)),
          )
        }
  })

  for (const [sample, array] of [
    ['f32', Float32Array],
    ['f64', Float64Array],
  ] as const)
    it(`${sample}: what is no number or far beyond any sound is silence and told; what is denormal is silence`, () => {
      const values = array.of(NaN, Infinity, -Infinity, 3e38, -1e6, 0.5, 1e-40, -1e-40)
      const bytes = new Uint8Array(values.buffer)
      const planar = [new Float32Array(8)]
      const format = { sample, bigEndian: false, channels: 1 }
      assert.equal(unpackPcm(bytes, format, planar, 0, 8), true)
      assert.deepEqual([...planar[0]], [0, 0, 0, 0, 0, 0.5, 0, 0])
      assert.deepEqual(damagedRuns(bytes, format, 8), [[0, 5]])
      const rest = bytes.subarray(5 * array.BYTES_PER_ELEMENT)
      assert.equal(unpackPcm(rest, format, planar, 0, 3), false)
    })

  it('damage is told by sample position, in whichever channel it is, and once however it is read', () => {
    const values = new Float32Array(60).fill(0.5)
    for (const at of [6, 7, 9, 12, 40, 59]) values[at] = NaN
    const bytes = new Uint8Array(values.buffer)
    const runs = damagedRuns(bytes, { sample: 'f32', bigEndian: false, channels: 3 }, 20)
    assert.deepEqual(runs, [
      [2, 5],
      [13, 14],
      [19, 20],
    ])
    const property = fc.property(fc.array(fc.tuple(fc.nat(19), fc.integer({ min: 1, max: 20 }))), (reads) => {
      const damaged = new DamagedSamples()
      const expected = new Set<number>()
      for (const [from, length] of reads)
        for (const [first, end] of runs) {
          const [start, stop] = [Math.max(from, first), Math.min(from + length, end)]
          if (start < stop) damaged.add(start, stop)
          for (let i = start; i < stop; i++) expected.add(i)
        }
      assert.equal(damaged.count, expected.size)
      assert.equal(damaged.firstSample, expected.size > 0 ? Math.min(...expected) : -1)
    })
    fc.assert(property, { seed: 3, numRuns: 300 })
  })

  for (const bitDepth of [16, 24] as const) {
    it(`every ${bitDepth}-bit value survives reading and writing`, () => {
      const count = 65536
      const step = bitDepth === 16 ? 1 : 256
      const values = Float32Array.from(
        { length: count },
        (_, i) => ((i - 32768) * step) / 2 ** (bitDepth - 1),
      )
      const bytes = interleave([values, values], bitDepth, null)
      const back = [new Float32Array(count), new Float32Array(count)]
      unpackPcm(bytes, { sample: `s${bitDepth}`, bigEndian: false, channels: 2 }, back, 0, count)
      assert.deepEqual(back, [values, values])
    })
  }

  it('beyond full scale the loudest value stands, and what is no number is written as silence', () => {
    const bytes = interleave([Float32Array.of(1, 1.5, -1, -9, NaN)], 16, null)
    assert.deepEqual([...new Int16Array(bytes.buffer)], [32767, 32767, -32768, -32768, 0])
  })
})

describe('dither', () => {
  const noise = Float32Array.from(
    { length: 3000 },
    (_, i) => 0.3 * Math.sin(i * 0.37) + 1e-4 * Math.cos(i * 1.7),
  )

  it('gives the same bytes wherever the sound was cut', () => {
    const whole = interleave([noise, noise], 16, { seed: 7, startSample: 1000 })
    const property = fc.property(fc.integer({ min: 1, max: 2999 }), (cut) => {
      const part = (from: number, to: number): Uint8Array => {
        const piece = noise.subarray(from, to)
        return interleave([piece, piece], 16, { seed: 7, startSample: 1000 + from })
      }
      assert.deepEqual(Buffer.concat([part(0, cut), part(cut, 3000)]), Buffer.from(whole))
    })
    fc.assert(property, { seed: 2, numRuns: 50 })
  })

  it('leaves digital silence silent', () => {
    const bytes = interleave([new Float32Array(5000)], 24, { seed: 3, startSample: 12345 })
    assert.ok(bytes.every((byte) => byte === 0))
  })

  it('is triangular: within one step, mean 0, variance a sixth, neighbours and channels unrelated', () => {
    const count = 400_000
    const left = ditherKey(1, 0, 0)
    const right = ditherKey(1, 1, 0)
    let sum = 0
    let power = 0
    let neighbours = 0
    let channels = 0
    for (let i = 0; i < count; i++) {
      const x = ditherAt(left, i)
      assert.ok(x > -1 && x < 1)
      sum += x
      power += x * x
      neighbours += x * ditherAt(left, i + 1)
      channels += x * ditherAt(right, i)
    }
    // Five standard errors each.
    assert.ok(Math.abs(sum / count) < 5 * Math.sqrt(1 / 6 / count))
    assert.ok(Math.abs(power / count - 1 / 6) < 0.002)
    assert.ok(Math.abs(neighbours / count) < 5 / 6 / Math.sqrt(count))
    assert.ok(Math.abs(channels / count) < 5 / 6 / Math.sqrt(count))
  })

  it('goes on beyond 2^32 samples, wherever cut, without repeating itself', () => {
    const start = 2 ** 32 - 1500
    const whole = interleave([noise], 24, { seed: 7, startSample: start })
    const tail = interleave([noise.subarray(1600)], 24, { seed: 7, startSample: start + 1600 })
    assert.deepEqual(whole.subarray(1600 * 3), tail)
    const [first, second] = [ditherKey(1, 0, 0), ditherKey(1, 0, 2 ** 32)]
    const again = Array.from({ length: 100 }, (_, i) => ditherAt(first, i) === ditherAt(second, i + 2 ** 32))
    assert.ok(again.filter(Boolean).length < 5)
  })

  it('a tone below the last bit is still there after 16-bit writing, without harmonics', () => {
    const count = 1 << 16
    const tone = Float32Array.from(
      { length: count },
      (_, i) => (0.4 / 32768) * Math.sin((2 * Math.PI * 1000 * i) / count),
    )
    const bytes = interleave([tone], 16, { seed: 5, startSample: 0 })
    const written = new Int16Array(bytes.buffer)
    const levelAt = (cycles: number): number => {
      let re = 0
      let im = 0
      for (let i = 0; i < count; i++) {
        re += written[i] * Math.cos((2 * Math.PI * cycles * i) / count)
        im += written[i] * Math.sin((2 * Math.PI * cycles * i) / count)
      }
      return (2 * Math.hypot(re, im)) / count
    }
    assert.ok(Math.abs(levelAt(1000) - 0.4) < 0.02)
    assert.ok(levelAt(3000) < 0.02 && levelAt(5000) < 0.02)
    assert.ok(
      interleave([tone], 16, null).every((byte) => byte === 0),
      'without dither it is gone',
    )
  })
})
