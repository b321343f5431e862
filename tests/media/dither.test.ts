// What dither does to the noise of 16 bits, measured: its spectrum against theory, and that the sound does not move it.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { NoiseShaper, packPcm, shapingTaps } from '../../dsp-core/index'
import { PowerSpectrum } from '../../dsp-core/signal/powerSpectrum'
import { noise, sine } from '../signals'

type Kind = 'triangular' | 'shaped'
const kinds: Kind[] = ['triangular', 'shaped']
const sampleRateHz = 44100

/** What stands in the file, in steps of 16 bits. */
const written = (sound: Float32Array[], kind: Kind, startSample = 0, seed = 3): Int16Array[] => {
  const bytes = new Uint8Array(sound.length * sound[0].length * 2)
  const shaper = kind === 'shaped' ? new NoiseShaper(sampleRateHz, seed) : null
  packPcm(sound, 0, sound[0].length, 16, bytes, { seed, startSample, shaper })
  const values = new Int16Array(bytes.buffer)
  return sound.map((_, c) =>
    Int16Array.from({ length: sound[0].length }, (_, i) => values[i * sound.length + c]),
  )
}

/** In steps. */
const errorOf = (sound: Float32Array, kind: Kind): Float64Array => {
  const [values] = written([sound], kind)
  return Float64Array.from(values, (value, i) => value - sound[i] * 32768)
}

const size = 1024
const hann = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))

/** Mean square of each bin's share, so that white noise of variance v has v everywhere (Welch, half overlapping). */
const densityOf = (error: Float64Array): Float64Array => {
  const spectrum = new PowerSpectrum(size)
  const [sum, power, frame] = [spectrum.bins, spectrum.bins, size].map((length) => new Float64Array(length))
  const scale = hann.reduce((total, value) => total + value * value, 0)
  let frames = 0
  for (let at = 0; at + size <= error.length; at += size / 2, frames++) {
    for (let i = 0; i < size; i++) frame[i] = hann[i] * error[at + i]
    spectrum.compute(frame, power)
    power.forEach((value, bin) => (sum[bin] += value / scale))
  }
  return sum.map((value) => value / frames)
}

const db = (ratio: number): number => 10 * Math.log10(ratio)

/** |1 - sum of taps z^-k|² at a bin. */
const shapeAt = (bin: number): number => {
  let [re, im] = [1, 0]
  shapingTaps.forEach((tap, k) => {
    re -= tap * Math.cos((2 * Math.PI * bin * (k + 1)) / size)
    im += tap * Math.sin((2 * Math.PI * bin * (k + 1)) / size)
  })
  return re * re + im * im
}

/** How far a tone lies over the threshold of hearing (Terhardt, "Calculating virtual pitch", 1979). */
const audibility = (hz: number): number => {
  const khz = Math.max(0.02, hz / 1000)
  return 10 ** -((3.64 * khz ** -0.8 - 6.5 * Math.exp(-0.6 * (khz - 3.3) ** 2) + 1e-3 * khz ** 4) / 10)
}

const heard = (density: Float64Array): number =>
  density.reduce((sum, value, bin) => sum + value * audibility((bin * sampleRateHz) / size), 0)

const programmes: Record<string, Float32Array> = {
  'a loud tone': sine({ hz: 997, dbfs: -6, lengthSamples: 400_000, sampleRateHz }),
  'a tone of one step': sine({ hz: 997, dbfs: -90.3, lengthSamples: 400_000, sampleRateHz }),
  noise: noise(5, 400_000, 0.1),
  'a constant between two steps': new Float32Array(400_000).fill(0.5 / 32768),
  'a constant on a step': new Float32Array(400_000).fill(1 / 32768),
  'a constant near a step': new Float32Array(400_000).fill(100.07 / 32768),
}

describe('the noise of 16 bits', () => {
  const expected = { triangular: () => 1 / 4, shaped: (bin: number) => shapeAt(bin) / 4 }

  for (const kind of kinds)
    for (const [name, sound] of Object.entries(programmes))
      it(`${kind}, under ${name}: is what theory says, a quarter of a squared step, within 0.8 dB in every band`, () => {
        const density = densityOf(errorOf(sound, kind))
        for (let bin = 4; bin < density.length - 8; bin += 8) {
          let [measured, wanted] = [0, 0]
          for (let b = bin; b < bin + 8; b++) {
            measured += density[b]
            wanted += expected[kind](b)
          }
          assert.ok(
            Math.abs(db(measured / wanted)) < 0.8,
            `bin ${bin}: ${db(measured / wanted).toFixed(2)} dB`,
          )
        }
      })

  for (const kind of kinds)
    it(`${kind}: its power does not follow the sound (within 0.05 dB), and its mean is nothing`, () => {
      const powers = Object.values(programmes).map((sound) => {
        const error = errorOf(sound, kind)
        const mean = error.reduce((sum, value) => sum + value, 0) / error.length
        assert.ok(Math.abs(mean) < 0.004, `mean ${mean}`)
        return error.reduce((sum, value) => sum + value * value, 0) / error.length
      })
      const spread = db(Math.max(...powers) / Math.min(...powers))
      assert.ok(spread < 0.05, `${spread} dB`)
    })

  it('averaged over many seeds, a sound far below one step is left, in both kinds', () => {
    const sound = sine({ hz: 441, dbfs: -120, lengthSamples: 100, sampleRateHz })
    for (const kind of kinds) {
      const mean = new Float64Array(100)
      const seeds = 20_000
      for (let seed = 0; seed < seeds; seed++)
        written([sound], kind, 0, seed)[0].forEach((value, i) => (mean[i] += value / seeds))
      // Of the error's variance (shaped: 5.8 times as much), five standard errors.
      const most = 5 * Math.sqrt((kind === 'shaped' ? 1.45 : 0.25) / seeds)
      mean.forEach((value, i) =>
        assert.ok(Math.abs(value - sound[i] * 32768) < most, `${kind} ${i}: ${value}`),
      )
    }
  })

  it('shaped: lies 10 dB further below the threshold of hearing than triangular, for 8 dB more in all', () => {
    const [triangular, shaped] = kinds.map((kind) => densityOf(errorOf(programmes.noise, kind)))
    const quieter = db(heard(triangular) / heard(shaped))
    assert.ok(quieter > 10, `${quieter} dB`)
    const sum = (density: Float64Array): number => density.reduce((total, value) => total + value, 0)
    assert.ok(db(sum(shaped) / sum(triangular)) < 8)
  })

  it('shaped: digital silence stays silence, full scale stays within it, and what is no number does no harm', () => {
    assert.ok(written([new Float32Array(2000)], 'shaped')[0].every((value) => value === 0))
    const hostile = Float32Array.from({ length: 4000 }, (_, i) => [1, -1, NaN, 50, -50, Infinity, 0][i % 7])
    const [values] = written([hostile], 'shaped')
    assert.ok(
      values.every((value, i) => [32767, -32768, 0][[0, 1, 2, 0, 1, 0, 2][i % 7]] === value || i % 7 < 2),
    )
    const after = new Float32Array(100_000).fill(0.25)
    after.set(hostile)
    const [calm] = written([after], 'shaped')
    assert.ok(calm.subarray(5000).every((value) => Math.abs(value - 8192) < 12))
  })

  it('shaped: the same bytes however the pieces are cut, whoever writes which stretch first', () => {
    const length = 1_300_000
    const sound = [noise(8, length, 0.01), sine({ hz: 300, dbfs: -60, lengthSamples: length })]
    const whole = new Uint8Array(length * 4)
    const packInto = (out: Uint8Array, shaper: NoiseShaper, from: number, to: number): void => {
      const dither = { seed: 3, startSample: from, shaper }
      packPcm(sound, from, to - from, 16, out.subarray(from * 4, to * 4), dither)
    }
    packInto(whole, new NoiseShaper(sampleRateHz, 3), 0, length)
    // Stretches that begin at multiples of 10 s, each in pieces of its own, in turns.
    const grid = 10 * sampleRateHz
    const property = fc.property(fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1 }), (cuts) => {
      const out = new Uint8Array(length * 4)
      const shaper = new NoiseShaper(sampleRateHz, 3)
      const places = [0, grid, 2 * grid]
      const ends = [grid, 2 * grid, length]
      for (let turn = 0; places.some((place, s) => place < ends[s]); turn++) {
        const stretch = turn % 3
        const to = Math.min(ends[stretch], places[stretch] + cuts[turn % cuts.length])
        if (places[stretch] < to) packInto(out, shaper, places[stretch], to)
        places[stretch] = to
      }
      assert.ok(Buffer.from(out.buffer).equals(Buffer.from(whole.buffer)))
    })
    fc.assert(property, { seed: 4, numRuns: 8 })
  })
})
