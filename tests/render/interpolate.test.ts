// The interpolator measured: what passes, what is stopped, and where an impulse lands.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { interpolator } from '../../dsp-core/render/interpolate'
import { Scratch } from '../../dsp-core/render/scratch'
import { engines } from '../engines'
import { decibels, noise, sine } from './madePlans'

const plain = new Scratch()

/** What was lent, kept. */
const lasting = (scratch: Scratch, read: () => Float32Array[]): Float32Array[] => {
  const mark = scratch.mark()
  const kept = read().map((channel) => channel.slice())
  scratch.release(mark)
  return kept
}

const resample = (
  source: Float32Array,
  start: number,
  step: number,
  length: number,
  scratch: Scratch = plain,
): Float32Array => {
  const reader = interpolator(start, step)
  const span = reader.span(0, length)
  const padded = Float32Array.from(
    { length: span.lengthSamples },
    (_, i) => source[span.startSample + i] ?? 0,
  )
  return lasting(scratch, () => reader.read([padded], span.startSample, { from: 0, to: length }, scratch))[0]
}

/** Amplitude of one frequency in a stretch of sound, by a projection under a Blackman-Harris window. */
const amplitudeAt = (sound: Float32Array, cyclesPerSample: number): number => {
  const length = sound.length
  let [re, im, sum] = [0, 0, 0]
  for (let n = 0; n < length; n++) {
    const x = (2 * Math.PI * (n + 0.5)) / length
    const window = 0.35875 - 0.48829 * Math.cos(x) + 0.14128 * Math.cos(2 * x) - 0.01168 * Math.cos(3 * x)
    re += window * sound[n] * Math.cos(2 * Math.PI * cyclesPerSample * n)
    im += window * sound[n] * Math.sin(2 * Math.PI * cyclesPerSample * n)
    sum += window
  }
  return (2 * Math.hypot(re, im)) / sum
}

/** What is left when the wanted sine is taken out by least squares. */
const residueOf = (sound: Float32Array, cyclesPerSample: number): number => {
  let [cc, ss, cs, xc, xs] = [0, 0, 0, 0, 0]
  const angle = (n: number): number => 2 * Math.PI * cyclesPerSample * n
  sound.forEach((x, n) => {
    const [c, s] = [Math.cos(angle(n)), Math.sin(angle(n))]
    cc += c * c
    ss += s * s
    cs += c * s
    xc += x * c
    xs += x * s
  })
  const det = cc * ss - cs * cs
  const [a, b] = [(xc * ss - xs * cs) / det, (xs * cc - xc * cs) / det]
  let left = 0
  sound.forEach((x, n) => (left += (x - a * Math.cos(angle(n)) - b * Math.sin(angle(n))) ** 2))
  return Math.sqrt((2 * left) / sound.length)
}

const ratios: [string, number][] = [
  ['44.1 to 48 kHz', 44100 / 48000],
  ['48 to 44.1 kHz', 48000 / 44100],
  ['96 to 48 kHz', 2],
  ['48 to 96 kHz', 0.5],
  ['88.2 to 48 kHz', 88200 / 48000],
  ['32 to 48 kHz', 32000 / 48000],
  ['24 to 25 frames', 25025 / 24000],
  ['an odd speed', 0.7310585786],
  ['an odd faster speed', Math.SQRT2],
  ['reversed at an odd speed', -0.9137],
  ['reversed, 44.1 to 48 kHz', -44100 / 48000],
  ['192 to 44.1 kHz', 192000 / 44100],
  ['11.025 to 96 kHz', 11025 / 96000],
]
const engineNames = ['typescript', 'scalar', 'simd'] as const

describe('Interpolator', () => {
  for (const [name, step] of ratios)
    it(`${name}: the compiled one gives the same bits, the one with vectors the same within -140 dB`, () => {
      const source = noise(Math.ceil(5000 * Math.abs(step)) + 2400).map((x) => x / 2)
      const start = step > 0 ? 1200.25 : 1200.25 + 5000 * -step
      const [wanted, scalar, simd] = engineNames.map((engine) =>
        resample(source, start, step, 5000, new Scratch(engines[engine]())),
      )
      assert.deepEqual(scalar, wanted)
      const loudest = wanted.reduce((most, x) => Math.max(most, Math.abs(x)), 1)
      const off = simd.reduce((most, x, i) => Math.max(most, Math.abs(x - wanted[i])), 0)
      assert.ok(off <= 1e-7 * loudest, `${decibels(off / loudest)} dB`)
    })

  for (const [name, step] of ratios)
    it(`${name}: passes 20 Hz to 0.44 of the lower rate within 0.001 dB, all else 120 dB down`, () => {
      const length = 8192
      const lower = Math.min(1, 1 / Math.abs(step))
      for (const cycles of [0.0005, 0.01, 0.1, 0.25, 0.35, 0.44].map((c) => c * lower)) {
        const start = step > 0 ? 700.3 : 700.3 + length * -step
        const source = sine(Math.ceil(length * Math.abs(step)) + 1400 + 700, cycles)
        const out = resample(source, start, step, length)
        const wanted = cycles * Math.abs(step)
        const level = decibels(amplitudeAt(out, wanted))
        if (cycles > 0.001) assert.ok(Math.abs(level) < 0.001, `${cycles}: ${level} dB`)
        const residue = decibels(residueOf(out, wanted))
        assert.ok(residue < -120, `${cycles}: residue ${residue} dB`)
      }
    })

  for (const step of [48000 / 44100, 2, 88200 / 48000, Math.SQRT2, 3.3, -2, 20])
    it(`step ${step.toFixed(3)}: nothing above half the new rate folds back louder than -120 dB`, () => {
      const edge = 0.5 / Math.abs(step)
      for (const share of [0.001, 0.05, 0.3, 0.9]) {
        const cycles = edge + share * (0.5 - edge)
        const length = 2048
        const source = sine(Math.ceil(length * Math.abs(step)) + 6000, cycles)
        const start = step > 0 ? 3000 : 3000 + length * -step
        const out = resample(source, start, step, length)
        const peak = decibels(out.reduce((max, x) => Math.max(max, Math.abs(x)), 0))
        assert.ok(peak < -120, `${cycles.toFixed(4)} cycles: ${peak} dB`)
      }
    })

  it('an impulse lands where it should: its centre of gravity is its time, for any ratio', () => {
    for (const [, step] of ratios) {
      const source = new Float32Array(4000)
      source[2000] = 1
      const start = step > 0 ? 0 : 3999
      const length = Math.floor(3999 / Math.abs(step))
      const out = resample(source, start, step, length)
      let [moment, mass] = [0, 0]
      out.forEach((x, n) => {
        moment += x * x * n
        mass += x * x
      })
      const expected = (2000 - start) / step
      assert.ok(Math.abs(moment / mass - expected) < 0.02, `step ${step}: ${moment / mass} not ${expected}`)
    }
  })

  it('44.1 to 48 kHz passes 20 kHz within 0.01 dB', () => {
    const cycles = 20000 / 44100
    const step = 44100 / 48000
    for (const engine of engineNames) {
      const out = resample(sine(9000, cycles), 700, step, 8192, new Scratch(engines[engine]()))
      const level = decibels(amplitudeAt(out, cycles * step))
      assert.ok(Math.abs(level) < 0.01, `${engine}: ${level} dB`)
    }
  })

  it('with vectors as without: a full-scale tone at 44.1 kHz, read at 48, is left with less than -125 dB of anything else', () => {
    for (const cycles of [0.003, 0.02, 0.23, 0.44]) {
      const out = resample(sine(9000, cycles), 700.3, 44100 / 48000, 8192, new Scratch(engines.simd()))
      const residue = decibels(residueOf(out, (cycles * 44100) / 48000))
      assert.ok(residue < -125, `${cycles}: ${residue} dB`)
    }
  })

  it('channels sound as they do alone, up to 32 of them, and memory stays bounded for any number of speeds', () => {
    const scratch = new Scratch(engines.simd())
    const sources = Array.from({ length: 32 }, (_, c) => noise(6000).map((x) => x * Math.cos(c)))
    for (let speed = 0; speed < 40; speed++) {
      const reader = interpolator(2000, 1 + speed / 37)
      const span = reader.span(0, 500)
      const pieces = sources.map((source) =>
        source.slice(span.startSample, span.startSample + span.lengthSamples),
      )
      const make = (some: Float32Array[]): Float32Array[] => {
        return lasting(scratch, () => reader.read(some, span.startSample, { from: 0, to: 500 }, scratch))
      }
      const together = make(pieces)
      for (const c of [0, 1, 31]) assert.deepEqual(make([pieces[c]])[0], together[c])
    }
  })

  it('whole positions at step 1 and -1 are copied untouched', () => {
    const source = noise(1000)
    assert.deepEqual(resample(source, 100, 1, 500), source.slice(100, 600))
    assert.deepEqual(resample(source, 599, -1, 500), source.slice(100, 600).reverse())
  })

  it('reversed is the mirror image of forward', () => {
    for (const step of [44100 / 48000, 0.7310585786, 2]) {
      const source = noise(6000)
      const forward = resample(source, 1000, step, 1000)
      const backward = resample(source, 1000 + 999 * step, -step, 1000).reverse()
      const difference = forward.reduce((max, x, n) => Math.max(max, Math.abs(x - backward[n])), 0)
      // A start between two of the table's positions is off by up to 1/320 sample; these are not.
      assert.ok(decibels(difference) < -100, `step ${step}: ${decibels(difference)} dB`)
    }
  })

  it('any cut into blocks gives the same samples, bit for bit', () => {
    const source = noise(9000)
    const opens = {
      typescript: new Scratch(engines.typescript()),
      scalar: new Scratch(engines.scalar()),
      simd: new Scratch(engines.simd()),
    }
    fc.assert(
      fc.property(
        fc.constantFrom(1, -1, 44100 / 48000, -2, 0.7310585786, Math.SQRT2),
        fc.double({ min: 3000, max: 6000, noNaN: true }),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...engineNames),
        (step, start, lengths, engine) => {
          const opened = opens[engine]
          const reader = interpolator(start, step)
          const total = lengths.reduce((sum, n) => sum + n, 0)
          const whole = resample(source, start, step, total, opened)
          let from = 0
          for (const length of lengths) {
            const span = reader.span(from, from + length)
            const piece = Float32Array.from(
              { length: span.lengthSamples },
              (_, i) => source[span.startSample + i] ?? 0,
            )
            const range = { from, to: from + length }
            const [part] = lasting(opened, () => reader.read([piece], span.startSample, range, opened))
            assert.deepEqual(part, whole.slice(from, from + length))
            from += length
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('a constant stays that constant, to -125 dB', () => {
    for (const [, step] of ratios) {
      const out = resample(new Float32Array(12000).fill(1), step > 0 ? 3000.4 : 9000.4, step, 1000)
      const off = out.reduce((max, x) => Math.max(max, Math.abs(x - 1)), 0)
      assert.ok(decibels(off) < -125, `step ${step}: ${decibels(off)} dB`)
    }
  })
})
