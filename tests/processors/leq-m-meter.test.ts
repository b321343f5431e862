// Leq(m) against the tables of ISO 21727 and the level at which a cinema plays.
import assert from 'node:assert/strict'
import { mWeighting, mWeightingDb } from '../../dsp-core/processors/leq-m-meter/mWeighting'
import { noise, sine } from '../signals'
import { run } from './run'

const leqM = (sound: Float32Array[], sampleRateHz = 48000): number =>
  run('leq-m-meter', {}, sound, { sampleRateHz }).readings.leqMDb

const near = (value: number, target: number, tolerance: number, about = '') =>
  assert.ok(Math.abs(value - target) <= tolerance, `${about} ${value}, not ${target} ±${tolerance}`)

/** ISO 21727:2016 table 1 (dB), with the tolerances of ITU-R BS.468-4 table 1. */
const table: [number, number, number][] = [
  [31.5, -35.5, 2],
  [63, -29.5, 1.4],
  [100, -25.4, 1],
  [200, -19.4, 0.85],
  [400, -13.4, 0.7],
  [800, -7.5, 0.55],
  [1000, -5.6, 0.5],
  [2000, 0, 0.5],
  [3150, 3.4, 0.5],
  [4000, 4.9, 0.5],
  [5000, 6.1, 0.5],
  [6300, 6.6, 0.1],
  [7100, 6.4, 0.2],
  [8000, 5.8, 0.4],
  [9000, 4.5, 0.6],
  [10000, 2.5, 0.8],
  [12500, -5.6, 1.2],
  [14000, -10.9, 1.4],
  [16000, -17.3, 1.6],
  [20000, -27.8, 2],
]

describe('Leq(m)', () => {
  it('weights tones as the table says, within its tolerance, at 44.1, 48, 96 and 192 kHz', () => {
    for (const rate of [44100, 48000, 96000, 192000]) {
      const reference = leqM([sine({ hz: 2000, dbfs: -20, lengthSamples: rate, sampleRateHz: rate })], rate)
      for (const [hz, db, tolerance] of table) {
        const x = sine({ hz, dbfs: -20, lengthSamples: rate, sampleRateHz: rate })
        near(leqM([x], rate) - reference, db, tolerance, `${hz} Hz at ${rate}`)
      }
    }
  })
  it('follows the network of the Recommendation within 0.15 dB up to 16 kHz', () => {
    const gainDb = (hz: number, rate: number) => {
      const w = (2 * Math.PI * hz) / rate
      const size = (p: number, q: number, r: number) =>
        Math.hypot(p + q * Math.cos(w) + r * Math.cos(2 * w), q * Math.sin(w) + r * Math.sin(2 * w))
      return mWeighting(rate).reduce(
        (db, [b0, b1, b2, a1, a2]) => db + 20 * Math.log10(size(b0, b1, b2) / size(1, a1, a2)),
        0,
      )
    }
    for (const rate of [44100, 48000, 88200, 96000, 192000]) {
      for (let hz = 20; hz < 16000; hz *= 1.1)
        near(gainDb(hz, rate), mWeightingDb(hz), 0.15, `${hz} Hz at ${rate}`)
    }
    for (const rate of [8000, 16000, 22050, 32000]) {
      for (let hz = 20; hz < 0.4 * rate; hz *= 1.1)
        near(gainDb(hz, rate), mWeightingDb(hz), 0.15, `${hz} Hz at ${rate}`)
    }
  })
  it('plays a 2 kHz tone at -20 dBFS on a screen channel at 85 dB, on a surround at 82', () => {
    const x = sine({ hz: 2000, dbfs: -20, lengthSamples: 96000 })
    const none = new Float32Array(96000)
    near(leqM([x]), 85, 0.05)
    near(leqM([none, x]), 85, 0.05)
    near(leqM([none, none, x, none, none, none]), 85, 0.05)
    near(leqM([none, none, none, none, x, none]), 82, 0.05)
    near(leqM([none, none, none, x, none, none]), 95, 0.05)
  })
  it('adds up powers of channels, whatever their phase', () => {
    const x = sine({ hz: 2000, dbfs: -20, lengthSamples: 96000 })
    const turned = x.map((value) => -value)
    near(leqM([x, x]), 88.01, 0.05)
    near(leqM([x, turned]), 88.01, 0.05)
    near(leqM([x, x, x, new Float32Array(96000), x, x]), 85 + 10 * Math.log10(3 + 2 * 10 ** -0.3), 0.05)
  })
  it('averages over the whole length: half as much sound is 3 dB less', () => {
    const x = noise(1, 96000, 0.1)
    const half = x.map((value, i) => (i < 48000 ? value : 0))
    near(leqM([half]), leqM([x]) - 3.01, 0.1)
    assert.equal(leqM([new Float32Array(4800)]), -Infinity)
  })
})
