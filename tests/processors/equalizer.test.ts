// What the equalizer promises beyond the contract: the response of its analogue models, measured.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import * as filter from '../../dsp-core/signal/filterDesign'
import { dbOf, impulse } from '../signals'
import { run } from './run'

const rate = 48000

/** Measured: the impulse response's Fourier sum, in dB, at each frequency. */
const response = (params: Record<string, number>, frequencies: number[], sampleRateHz = rate): number[] => {
  const { sound, tailSamples } = run('equalizer', params, [impulse(96000)], { sampleRateHz })
  assert.ok(tailSamples < 96000)
  return frequencies.map((hz) => {
    let [re, im] = [0, 0]
    const radians = (2 * Math.PI * hz) / sampleRateHz
    for (let i = 0; i < tailSamples + 2; i++) {
      re += sound[0][i] * Math.cos(radians * i)
      im += sound[0][i] * Math.sin(radians * i)
    }
    return dbOf(Math.hypot(re, im))
  })
}

const thirds = Array.from({ length: 30 }, (_, i) => 20 * 2 ** (i / 3)).filter((hz) => hz <= 16000)

const agrees = (
  params: Record<string, number>,
  analogueDb: (hz: number) => number,
  frequencies = [...thirds, 16000],
) => {
  response(params, frequencies).forEach((db, i) => {
    const wanted = analogueDb(frequencies[i])
    if (wanted < -70) return
    const error = Math.abs(db - wanted)
    assert.ok(error < 0.1, `${JSON.stringify(params)} at ${frequencies[i]} Hz: ${db} dB, not ${wanted}`)
  })
}

const bellDb = (center: number, gainDb: number, q: number) => (hz: number) =>
  dbOf(filter.analogueGain(filter.bellAnalogue(gainDb, q), hz / center))

describe('the equalizer', () => {
  it('has the bells of the analogue filter within 0.1 dB up to 16 kHz', () => {
    for (const bell1Hz of [40, 250, 1000, 3000, 6000, 10000, 14000, 20000]) {
      for (const bell1GainDb of [-12, -3, 3, 12]) {
        for (const bell1Q of [0.7, 1.4, 5]) {
          agrees({ bell1Hz, bell1GainDb, bell1Q }, bellDb(bell1Hz, bell1GainDb, bell1Q))
        }
      }
    }
  })
  it('has the shelves of the analogue filter within 0.1 dB up to 16 kHz', () => {
    for (const gainDb of [-12, -4, 4, 12]) {
      const a = 10 ** (gainDb / 80)
      for (const hz of [60, 300, 3000, 8000, 12000]) {
        agrees({ lowShelfHz: hz, lowShelfGainDb: gainDb, lowShelfQ: 0.7 }, (at) =>
          dbOf(filter.analogueGain(filter.lowShelfAnalogue(gainDb, 0.7), (at * a) / hz)),
        )
        agrees({ highShelfHz: hz, highShelfGainDb: gainDb, highShelfQ: 0.7 }, (at) =>
          dbOf(filter.analogueGain(filter.highShelfAnalogue(gainDb, 0.7), at / (hz * a))),
        )
      }
    }
  })
  it('has a wide high shelf near the upper end as near as it can be had: within 0.11 dB up to 20 kHz', () => {
    const [highShelfHz, highShelfGainDb, highShelfQ] = [13413.9, -15.108, 0.4818]
    const upTo20 = Array.from({ length: 20 }, (_, i) => 1000 * (i + 1))
    const pole = highShelfHz * 10 ** (highShelfGainDb / 80)
    const analogue = filter.highShelfAnalogue(highShelfGainDb, highShelfQ)
    response({ highShelfHz, highShelfGainDb, highShelfQ }, upTo20, 44100).forEach((db, i) => {
      const wanted = dbOf(filter.analogueGain(analogue, upTo20[i] / pole))
      assert.ok(Math.abs(db - wanted) < 0.11, `${db}, not ${wanted} dB at ${upTo20[i]} Hz`)
    })
  })
  it('falls as steeply as it says: Butterworth high-pass and low-pass of 6 to 48 dB per octave', () => {
    for (const slope of [6, 12, 18, 24, 36, 48]) {
      const order = slope / 6
      for (const highPassHz of [40, 80, 300]) {
        agrees(
          { highPassHz, highPassSlopeDbPerOctave: slope },
          (hz) => -10 * Math.log10(1 + (highPassHz / hz) ** (2 * order)),
        )
      }
      for (const lowPassHz of [5000, 12000]) {
        const passband = thirds.filter((hz) => hz <= 1.3 * lowPassHz)
        agrees(
          { lowPassHz, lowPassSlopeDbPerOctave: slope },
          (hz) => -10 * Math.log10(1 + (hz / lowPassHz) ** (2 * order)),
          passband,
        )
      }
    }
  })
  it('takes out a hum by 60 dB and leaves the octaves around it within 0.1 dB', () => {
    const [at, below, above] = response({ notchHz: 100, notchQ: 30 }, [100, 50, 200])
    assert.ok(at < -60, String(at))
    assert.ok(Math.abs(below) < 0.1 && Math.abs(above) < 0.1)
  })
  it('is the sum of its parts', () => {
    const parts: Record<string, number>[] = [
      { highPassHz: 80 },
      { bell1GainDb: -4 },
      { bell3GainDb: 3, bell3Q: 2 },
      { highShelfGainDb: 2 },
    ]
    const all = parts.reduce((sum, part) => ({ ...sum, ...part }))
    const single = parts.map((part) => response(part, thirds))
    response(all, thirds).forEach((db, i) => {
      assert.ok(Math.abs(db - single.reduce((sum, part) => sum + part[i], 0)) < 0.01)
    })
  })
  it('near Nyquist stays within 1.5 dB of the analogue bell, where a squeezed one loses all of it', () => {
    const [db] = response({ bell1Hz: 18000, bell1GainDb: 6, bell1Q: 1 }, [22000])
    assert.ok(Math.abs(db - bellDb(18000, 6, 1)(22000)) < 1.5, String(db))
  })
  it('is stable and finite at any setting and rate', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    const setting = fc.record({
      bell1Hz: number(20, 20000),
      bell1GainDb: number(-24, 24),
      bell1Q: number(0.1, 30),
      lowShelfHz: number(20, 20000),
      lowShelfGainDb: number(-24, 24),
      lowShelfQ: number(0.3, 1.2),
      highShelfHz: number(20, 20000),
      highShelfGainDb: number(-24, 24),
      highShelfQ: number(0.3, 1.2),
      lowPassHz: number(20, 22000),
      lowPassSlopeDbPerOctave: number(6, 48),
    })
    fc.assert(
      fc.property(
        setting,
        fc.constantFrom(8000, 32000, 44100, 48000, 96000, 192000),
        (params, sampleRateHz) => {
          const { sound } = run('equalizer', params, [impulse(4000)], { sampleRateHz })
          return sound[0].every((value) => Number.isFinite(value) && Math.abs(value) < 1e4)
        },
      ),
      { numRuns: 60, seed: 2026 },
    )
  })
})
