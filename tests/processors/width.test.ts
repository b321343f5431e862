// What the width promises beyond the contract.
import assert from 'node:assert/strict'
import { dbOf, largestDifference, noise, rmsOf, sine } from '../signals'
import { run } from './run'

const sideOf = ([left, right]: Float32Array[]) => left.map((value, i) => (value - right[i]) / 2)
const midOf = ([left, right]: Float32Array[]) => left.map((value, i) => (value + right[i]) / 2)

describe('the stereo width', () => {
  it('scales the side and leaves the mid, so the mono sum stays the same', () => {
    const x = [noise(1, 20000, 0.5), noise(2, 20000, 0.5)]
    for (const widthPercent of [0, 50, 130, 200]) {
      const { sound } = run('width', { widthPercent }, x)
      assert.ok(largestDifference(midOf(sound), midOf(x)) < 1e-6)
      assert.ok(Math.abs(rmsOf(sideOf(sound)) / rmsOf(sideOf(x)) - widthPercent / 100) < 1e-5)
    }
  })
  it('makes the bass mono: a side an octave under the frequency is 12 dB down, two octaves over it whole', () => {
    const change = (hz: number) => {
      const tone = sine({ hz, dbfs: -6, lengthSamples: 48000 })
      const { sound } = run('width', { monoBelowHz: 120 }, [tone, tone.map((value) => -value)])
      return dbOf(rmsOf(sideOf(sound), 24000) / rmsOf(tone, 24000))
    }
    assert.ok(change(60) < -11.9, String(change(60)))
    assert.ok(change(480) > -0.1, String(change(480)))
  })
  it('leaves mono and 5.1 alone', () => {
    for (const channels of [1, 6]) {
      const x = Array.from({ length: channels }, (_, c) => noise(c, 5000))
      assert.deepEqual(run('width', { widthPercent: 0, monoBelowHz: 100 }, x).sound, x)
    }
  })
  it('tells how alike the channels are when they leave: 1 mono, 0 unrelated, -1 opposite', () => {
    const [x, y] = [noise(1, 48000, 0.5), noise(2, 48000, 0.5)]
    const correlation = (sound: Float32Array[], params = {}) =>
      run('width', params, sound).readings.correlation
    assert.ok(Math.abs(correlation([x, x]) - 1) < 1e-9)
    assert.ok(Math.abs(correlation([x, y])) < 0.02)
    assert.ok(Math.abs(correlation([x, x.map((value) => -value)]) + 1) < 1e-9)
    assert.ok(Math.abs(correlation([x, y], { widthPercent: 0 }) - 1) < 1e-6)
    // Equal powers of mid and side, the side doubled: (1 - 4) / (1 + 4).
    assert.ok(Math.abs(correlation([x, y], { widthPercent: 200 }) + 0.6) < 0.02)
    assert.equal(correlation([x]), 1)
    assert.equal(correlation([new Float32Array(9), new Float32Array(9)]), 0)
  })
  it('distorts nothing: a tone through any setting has THD+N below -120 dB', () => {
    const tone = sine({ hz: 997, dbfs: -6, lengthSamples: 48000 })
    const { sound } = run('width', { widthPercent: 150, monoBelowHz: 0 }, [
      tone,
      tone.map((value) => 0.3 * value),
    ])
    // Mid 0.65, side 0.35 of the tone.
    const [left, right] = [0.65 + 1.5 * 0.35, 0.65 - 1.5 * 0.35]
    assert.ok(
      largestDifference(
        sound[0],
        tone.map((value) => left * value),
      ) < 2e-7,
    )
    assert.ok(
      largestDifference(
        sound[1],
        tone.map((value) => right * value),
      ) < 2e-7,
    )
  })
})
