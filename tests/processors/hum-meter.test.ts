// The hum meter: mains hum of a known frequency and level, under noise and between words; and none where there is none.
import assert from 'node:assert/strict'
import { noise, pinkNoise, sine } from '../signals'
import { run } from './run'

const seconds = 20

/** Fundamental and harmonics at these levels (peak, dBFS). */
const hum = (hz: number, levels: number[], rate = 48000): Float32Array => {
  const x = new Float32Array(seconds * rate)
  levels.forEach((dbfs, k) => {
    const line = sine({
      hz: hz * (k + 1),
      dbfs,
      lengthSamples: x.length,
      sampleRateHz: rate,
      phaseDegrees: 50 * k,
    })
    for (let i = 0; i < x.length; i++) x[i] += line[i]
  })
  return x
}

const plus = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, i) => value + b[i])
const scaled = (x: Float32Array, gain: number): Float32Array => x.map((value) => gain * value)

/** Sentences of 1.5 s of tones that move, with pauses of 1.2 s between them. */
const sentences = (): Float32Array => {
  let turn = 0
  return Float32Array.from({ length: seconds * 48000 }, (_, i) => {
    const t = i / 48000
    turn += (120 + 30 * Math.sin(2 * Math.PI * 0.7 * t) + 10 * Math.sin(2 * Math.PI * 5 * t)) / 48000
    const voice = [1, 2, 3, 4, 5].reduce((sum, k) => sum + Math.sin(2 * Math.PI * k * turn) / k, 0)
    return t % 2.7 < 1.5 ? 0.1 * voice * Math.sin((Math.PI * (t % 2.7)) / 1.5) : 0
  })
}

const read = (sound: Float32Array[], sampleRateHz = 48000) =>
  run('hum-meter', {}, sound, { sampleRateHz }).readings

const near = (value: number, target: number, tolerance: number, about = '') =>
  assert.ok(Math.abs(value - target) <= tolerance, `${about} ${value}, not ${target} ±${tolerance}`)

describe('the hum meter', () => {
  it('finds 50 and 60 Hz and what is a little off, to 0.05 Hz, and their level to 0.3 dB', () => {
    const levels = [-50, -60, -56]
    const rms = 10 * Math.log10(levels.reduce((sum, db) => sum + 10 ** (db / 10) / 2, 0))
    for (const rate of [44100, 48000, 96000]) {
      const { humHz, humDbfs, humLinesCount } = read([hum(60.07, levels, rate)], rate)
      near(humHz, 60.07, 0.05)
      near(humDbfs, rms, 0.3)
      assert.equal(humLinesCount, 3)
    }
    for (const hz of [49.8, 50]) near(read([hum(hz, levels)]).humHz, hz, 0.05)
  })
  it('says how far it stands above white noise in its bins', () => {
    // Noise evenly spread up to 24 kHz; a line and its sides are five bins of 2400 / 2048 Hz.
    const x = plus(hum(50, [-40]), noise(1, seconds * 48000, 0.05))
    const noiseDb = 10 * Math.log10((0.05 ** 2 / 3) * ((5 * 2400) / 2048 / 24000))
    const { humAboveNoiseDb, humDbfs } = read([x])
    near(humAboveNoiseDb, -43.01 - noiseDb, 1.5)
    near(humDbfs, -43.01, 0.5)
  })
  it('finds hum between words that are 35 dB louder', () => {
    const { humHz, humDbfs, humLinesCount } = read([plus(sentences(), hum(50, [-60, -63, -66, -70]))])
    near(humHz, 50, 0.1)
    near(humDbfs, -60.3, 1)
    assert.ok(humLinesCount >= 3)
  })
  it('finds the hum of a rectifier, which has even harmonics only', () => {
    const { humHz, humLinesCount } = read([hum(50, [-200, -50, -200, -55, -200, -60])])
    near(humHz, 50, 0.05)
    assert.equal(humLinesCount, 3)
  })
  it('finds no hum in noise, words, silence, or notes between the mains frequencies', () => {
    const length = seconds * 48000
    const notes = [48.5, 51.2, 55, 58.7, 61.7].map((hz) => sine({ hz, dbfs: -30, lengthSamples: length }))
    for (const x of [
      noise(1, length, 0.3),
      scaled(pinkNoise(2, length), 0.3),
      sentences(),
      new Float32Array(length),
      ...notes.map((note) => plus(note, noise(3, length, 1e-4))),
    ]) {
      const { humLinesCount, humHz, humDbfs } = read([x])
      assert.equal(humLinesCount, 0, `${humHz} Hz at ${humDbfs} dBFS`)
      assert.equal(humHz, 0)
      assert.equal(humDbfs, -Infinity)
    }
  })
})
