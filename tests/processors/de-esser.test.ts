// What the de-esser promises beyond the contract.
import assert from 'node:assert/strict'
import { dbOf, joined, largestDifference, noise, pinkNoise, rmsOf, sine } from '../signals'
import { run } from './run'

const vowel = (lengthSamples: number, dbfs: number) =>
  sine({ hz: 220, dbfs, lengthSamples }).map((value, i) => value + 0.3 * value * Math.sin(i * 0.13))

/** Noise from about 6 kHz up. */
const sibilant = (lengthSamples: number, peak: number) =>
  run('equalizer', { highPassHz: 2000, highPassSlopeDbPerOctave: 48, highShelfGainDb: 12 }, [
    noise(7, lengthSamples, peak / 4),
  ]).sound[0]

describe('the de-esser', () => {
  it('lowers a sibilant by its most reduction, and a vowel not at all', () => {
    const [before, hiss, after] = [vowel(24000, -12), sibilant(9600, 0.5), vowel(24000, -12)]
    const x = joined(before, hiss, after)
    const { sound } = run('de-esser', { maxReductionDb: 8, thresholdDb: -10 }, [x])
    const change = dbOf(rmsOf(sound[0], 26400, 33000) / rmsOf(x, 26400, 33000))
    assert.ok(change < -5.5 && change > -8.1, String(change))
    assert.deepEqual(sound[0].subarray(0, 24000), before)
    assert.ok(largestDifference(sound[0].subarray(48000), after.subarray(48000 - 33600)) < 1e-5)
  })
  it('treats a whisper and a shout alike', () => {
    const hiss = sibilant(24000, 0.5)
    const reductions = [1, 0.1, 0.02].map(
      (scale) => run('de-esser', {}, [hiss.map((value) => value * scale)]).readings.meanGainReductionDb,
    )
    for (const reduction of reductions)
      assert.ok(Math.abs(reduction - reductions[0]) < 0.1, String(reductions))
    assert.ok(reductions[0] > 3)
  })
  it('never lifts anything: no frequency comes out louder than it went in', () => {
    for (const hz of [200, 1000, 3000, 4500, 5500, 7000, 10000, 16000]) {
      const x = joined(sine({ hz, dbfs: -20, lengthSamples: 24000 }))
      const hissing = x.map(
        (value, i) =>
          value + 0.3 * sine({ hz: 9000, dbfs: 0, lengthSamples: 1, phaseDegrees: (i * 67.5) % 360 })[0],
      )
      const { sound } = run('de-esser', { maxReductionDb: 12 }, [hissing])
      const bin = (y: Float32Array) => {
        let [re, im] = [0, 0]
        for (let i = 12000; i < 21600; i++) {
          re += y[i] * Math.cos((2 * Math.PI * hz * i) / 48000)
          im += y[i] * Math.sin((2 * Math.PI * hz * i) / 48000)
        }
        return Math.hypot(re, im)
      }
      assert.ok(dbOf(bin(sound[0]) / bin(hissing)) < 0.05, `${hz} Hz`)
    }
  })
  it('leaves a dull voice alone at its initial threshold', () => {
    const dull = run('equalizer', { lowPassHz: 4000 }, [pinkNoise(3, 48000, 0.5)]).sound
    assert.equal(run('de-esser', {}, dull).readings.meanGainReductionDb, 0)
  })
})
