// What the limiter promises beyond the contract.
import assert from 'node:assert/strict'
import {
  dbOf,
  gainOf,
  impulse,
  joined,
  largestDifference,
  noise,
  peakOf,
  pinkNoise,
  sine,
  speechLike,
} from '../signals'
import { run, runInStep } from './run'
import { truePeakAt32 } from './truePeakAt32'

const ceilings = [-1, -6]

/** Loud sounds of about a tenth of a second. */
const loudSounds = (rate: number): [string, Float32Array][] => {
  const lengthSamples = Math.round(rate / 8)
  const tone = (hz: number, dbfs: number, phaseDegrees: number) =>
    sine({ hz, dbfs, lengthSamples, sampleRateHz: rate, phaseDegrees })
  const gaps = new Float32Array(Math.round(rate / 50))
  const burst = (periods: number) =>
    sine({ hz: rate / 4, dbfs: 6, lengthSamples: 4 * periods, sampleRateHz: rate, phaseDegrees: 45 })
  const clicks = new Float32Array(lengthSamples)
  for (let i = 50; i < lengthSamples; i += 331) clicks[i] = i % 2 ? 3 : -3
  return [
    ['a tone at fs/4, 0 degrees', tone(rate / 4, 3, 0)],
    ['a tone at fs/4, 45 degrees', tone(rate / 4, 3, 45)],
    ['a tone at fs/6, 60 degrees', tone(rate / 6, 6, 60)],
    ['a tone at fs/8, 67.5 degrees', tone(rate / 8, 6, 67.5)],
    ['a tone at 0.45 fs', tone(0.45 * rate, 6, 12)],
    ['a low tone', tone(60, 10, 0)],
    ['bursts at fs/4, 45 degrees', joined(burst(1), gaps, burst(4), gaps, burst(40), gaps, burst(3))],
    ['clicks', clicks],
    ['one click', impulse(lengthSamples, 2000, 4)],
    ['white noise', noise(11, lengthSamples, 2)],
    ['pink noise', pinkNoise(12, lengthSamples, 4)],
    ['a voice-like sound', speechLike(13, lengthSamples, rate).map((value) => 6 * value)],
    ['a step', Float32Array.from({ length: lengthSamples }, (_, i) => (i > 3000 ? 1.5 : -0.2))],
  ]
}

const withSilence = (x: Float32Array, rate: number) => joined(x, new Float32Array(Math.round(rate / 20)))

describe('the limiter', function () {
  this.timeout(240000)
  for (const rate of [44100, 48000, 96000]) {
    it(`never exceeds its ceiling by 0.1 dB at 32 points per sample, at ${rate} Hz`, () => {
      for (const [name, x] of loudSounds(rate)) {
        for (const ceilingDbtp of rate === 48000 ? ceilings : [-1]) {
          const { sound } = run('limiter', { ceilingDbtp }, [withSilence(x, rate)], { sampleRateHz: rate })
          const peak = truePeakAt32(sound[0])
          assert.ok(peak <= ceilingDbtp + 0.1, `${name}: ${peak} dBTP for ${ceilingDbtp}`)
        }
      }
    })
  }
  it('keeps it at every look-ahead and release', () => {
    const sounds = loudSounds(48000).filter(([name]) => /bursts|clicks|white|low/.test(name))
    for (const lookAheadMs of [1, 2, 10]) {
      for (const releaseMs of [10, 500]) {
        for (const [name, x] of sounds) {
          const { sound } = run('limiter', { lookAheadMs, releaseMs }, [withSilence(x, 48000)])
          const peak = truePeakAt32(sound[0])
          assert.ok(peak <= -0.9, `${name} at ${lookAheadMs} and ${releaseMs} ms: ${peak}`)
        }
      }
    }
  })
  it('does not waste level: a limited tone reaches the ceiling within 0.15 dB', () => {
    for (const hz of [60, 1000, 7000, 12000]) {
      const { sound } = run('limiter', { ceilingDbtp: -3 }, [
        sine({ hz, dbfs: 3, lengthSamples: 24000, phaseDegrees: 31 }),
      ])
      const peak = truePeakAt32(sound[0].subarray(4000, 20000))
      assert.ok(peak >= -3.15, `${hz} Hz: ${peak}`)
    }
  })
  it('leaves every bit alone below the ceiling, apart from being late', () => {
    const sound = [speechLike(1, 96000), pinkNoise(2, 96000, 0.5)].map((channel) => {
      const scale = gainOf(-1.3) / gainOf(truePeakAt32(channel))
      return channel.map((value) => value * scale)
    })
    const { sound: out, readings } = runInStep('limiter', { ceilingDbtp: -1 }, sound)
    assert.deepEqual(out, sound)
    assert.equal(readings.gainReductionDb, 0)
    assert.equal(readings.limitedPercent, 0)
  })
  it('gives every bit back once the loud part is over', () => {
    const soft = noise(3, 96000, 0.3)
    const x = soft.slice()
    x.set(noise(4, 2000, 2), 1000)
    const { sound } = runInStep('limiter', { releaseMs: 20 }, [x])
    assert.deepEqual(sound[0].subarray(48000), soft.subarray(48000))
  })
  it('lowers all channels of 5.1 by one gain, whichever of them is loud', () => {
    for (let loud = 0; loud < 6; loud++) {
      const sound = Array.from({ length: 6 }, (_, c) => noise(c + 1, 12000, c === loud ? 2 : 0.1))
      const { sound: out } = runInStep('limiter', {}, sound)
      const quiet = (loud + 1) % 6
      for (let i = 3000; i < 9000; i++) {
        if (Math.abs(sound[loud][i]) < 0.05 || Math.abs(sound[quiet][i]) < 0.01) continue
        const difference =
          dbOf(Math.abs(out[loud][i] / sound[loud][i])) - dbOf(Math.abs(out[quiet][i] / sound[quiet][i]))
        assert.ok(Math.abs(difference) < 0.001)
      }
    }
  })
  it('tells the largest reduction it made', () => {
    const x = sine({ hz: 1000, dbfs: 5, lengthSamples: 24000 })
    const { readings, sound } = runInStep('limiter', { ceilingDbtp: -1 }, [x])
    assert.ok(Math.abs(readings.gainReductionDb - 6.05) < 0.1, String(readings.gainReductionDb))
    assert.ok(Math.abs(dbOf(peakOf(sound[0], 8000, 16000)) + 1) < 0.1)
  })
  it('moves its gain smoothly: a limited tone keeps its harmonics 60 dB down', () => {
    const x = sine({ hz: 1000, dbfs: 6, lengthSamples: 48000 })
    const { sound } = run('limiter', { ceilingDbtp: -1 }, [x])
    const steady = sound[0].subarray(24000, 24000 + 4800)
    const bin = (hz: number) => {
      let [re, im] = [0, 0]
      steady.forEach((value, i) => {
        re += value * Math.cos((2 * Math.PI * hz * i) / 48000)
        im += value * Math.sin((2 * Math.PI * hz * i) / 48000)
      })
      return Math.hypot(re, im)
    }
    for (const harmonic of [2, 3, 4, 5]) assert.ok(dbOf(bin(1000 * harmonic) / bin(1000)) < -60)
    assert.ok(largestDifference(steady.subarray(0, 480), steady.subarray(480, 960)) < 0.001)
  })
})
