// What the pan promises beyond the contract: its laws measured, and pass-bys without zipper.
import assert from 'node:assert/strict'
import { dbOf, largestDifference, noise, peakOf, rmsOf, sine } from '../signals'
import { run } from './run'

const balance = 0
const rotation = 1
const mono = 2

/** Level of each channel in dB against the input, for one sound on both. */
const levels = (params: Record<string, number>): number[] => {
  const x = noise(1, 4000, 0.5)
  return run('pan', params, [x, x]).sound.map((channel) => dbOf(rmsOf(channel) / rmsOf(x)))
}
const positions = Array.from({ length: 41 }, (_, i) => i * 5 - 100)
const near = (a: number, b: number, within = 0.01) => assert.ok(Math.abs(a - b) < within, `${a}, not ${b}`)

describe('the pan', () => {
  it('lies in the centre as many decibels down as its law says, and is whole at the sides', () => {
    for (const centreDb of [-3.01, -4.5, -6.02]) {
      for (const level of levels({ lawChoice: mono, centreDb })) near(level, centreDb)
      const [left, right] = levels({ lawChoice: mono, centreDb, positionPercent: 100 })
      near(right, 0)
      assert.ok(left < -200)
    }
  })
  it('keeps the power everywhere with -3 dB, and the mono sum with -6 dB', () => {
    for (const positionPercent of positions) {
      const [left, right] = levels({ lawChoice: mono, positionPercent }).map((db) => 10 ** (db / 10))
      near(10 * Math.log10(left + right), 0)
      const [a, b] = levels({ lawChoice: mono, centreDb: -6.02, positionPercent }).map(
        (db) => 10 ** (db / 20),
      )
      near(dbOf(a + b), 0)
    }
  })
  it('as balance leaves the near channel alone and turns the far one down to nothing, never adding across', () => {
    const x = [noise(1, 4000, 0.5), noise(2, 4000, 0.5)]
    for (const positionPercent of positions) {
      const { sound } = run('pan', { lawChoice: balance, positionPercent }, x)
      const [kept, lowered] = positionPercent >= 0 ? [1, 0] : [0, 1]
      assert.deepEqual(sound[kept], x[kept])
      const gain = rmsOf(sound[lowered]) / rmsOf(x[lowered])
      assert.ok(gain <= 1.0000001)
      assert.ok(
        largestDifference(
          sound[lowered],
          x[lowered].map((value) => value * gain),
        ) < 1e-6,
      )
      if (Math.abs(positionPercent) === 100) assert.ok(peakOf(sound[lowered]) < 1e-7)
    }
  })
  it('as rotation keeps the power of any stereo sound, and takes what was in the middle to the side', () => {
    const x = [noise(1, 40000, 0.5), noise(2, 40000, 0.3)]
    const power = ([left, right]: Float32Array[]) => rmsOf(left) ** 2 + rmsOf(right) ** 2
    for (const positionPercent of positions)
      near(
        10 * Math.log10(power(run('pan', { lawChoice: rotation, positionPercent }, x).sound) / power(x)),
        0,
        0.001,
      )
    const [left, right] = levels({ lawChoice: rotation, positionPercent: 100 })
    assert.ok(left < -120)
    near(right, 3.01)
  })
  it('is symmetrical: mirrored input at the mirrored place is the mirrored output', () => {
    const x = [noise(3, 3000, 0.5), noise(4, 3000, 0.5)]
    for (const lawChoice of [balance, rotation, mono]) {
      const one = run('pan', { lawChoice, positionPercent: 37 }, x).sound
      const other = run('pan', { lawChoice, positionPercent: -37 }, [x[1], x[0]]).sound
      assert.deepEqual([other[1], other[0]], one)
    }
  })
  it('follows a pass-by sample by sample: the law to 1e-6 at every sample, in blocks of any size', () => {
    const tone = sine({ hz: 440, dbfs: -6, lengthSamples: 48000 })
    const signal = Float32Array.from(tone, (_, i) => -1.2 + (2.4 * i) / 48000)
    const { sound } = run('pan', { lawChoice: mono }, [tone, tone], { signal, blockSamples: 333 })
    tone.forEach((value, i) => {
      const angle = (Math.PI / 4) * (1 + Math.min(1, Math.max(-1, signal[i])))
      assert.ok(Math.abs(sound[0][i] - Math.cos(angle) * value) < 1e-6)
      assert.ok(Math.abs(sound[1][i] - Math.sin(angle) * value) < 1e-6)
    })
  })
  it('adds the signal to the set position, stops at the sides, and takes what is no number for the middle', () => {
    const x = [noise(5, 100, 0.5), noise(6, 100, 0.5)]
    const with_ = (positionPercent: number, place: number) =>
      run('pan', { positionPercent, lawChoice: rotation }, x, { signal: new Float32Array(100).fill(place) })
        .sound
    assert.deepEqual(with_(50, 0.25), with_(0, 0.75))
    assert.deepEqual(with_(50, 7), with_(0, 1))
    assert.deepEqual(with_(0, NaN), with_(0, 0))
  })
  it('leaves mono and 5.1 alone', () => {
    for (const channels of [1, 6]) {
      const x = Array.from({ length: channels }, (_, c) => noise(c, 2000))
      assert.deepEqual(run('pan', { positionPercent: 60, lawChoice: mono }, x).sound, x)
    }
  })
})
