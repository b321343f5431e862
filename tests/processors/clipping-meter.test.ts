// The clipping meter: finds tops cut flat at any level, and nothing in what only looks flat.
import assert from 'node:assert/strict'
import { noise, peakOf, pinkNoise, sine, speechLike } from '../signals'
import { run } from './run'

const read = (sound: Float32Array[]) => run('clipping-meter', {}, sound).readings

const near = (value: number, target: number, tolerance: number) =>
  assert.ok(Math.abs(value - target) <= tolerance, `${value}, not ${target} ±${tolerance}`)

const clipped = (x: Float32Array, at: number) => x.map((value) => Math.max(-at, Math.min(at, value)))
const quantised = (x: Float32Array, bits: number) => {
  const steps = 2 ** (bits - 1)
  return x.map((value) => Math.max(-steps, Math.min(steps - 1, Math.round(value * steps))) / steps)
}
const times = (x: Float32Array, gain: number) => x.map((value) => value * gain)

/** How many samples lie beyond full scale in runs of at least so many. */
const inRuns = (x: Float32Array, shortest: number): number => {
  let [count, length] = [0, 0]
  for (const value of x) {
    if (Math.abs(value) >= 1) length++
    else {
      if (length >= shortest) count += length
      length = 0
    }
  }
  return count
}

describe('the clipping meter', () => {
  it('counts the cut samples of a tone 6 dB over full scale: two thirds of all', () => {
    // A sine of height 2 is beyond 1 for 120 of 180 degrees.
    const x = clipped(sine({ hz: 997, dbfs: 6.0206, lengthSamples: 48000 }), 1)
    const { clippedPercent, clippedRunsCount, clipLevelDbfs, longestClippedRunSamples } = read([x])
    near(clippedPercent, 66.7, 0.3)
    near(clippedRunsCount, 2 * 997, 3)
    near(clipLevelDbfs, 0, 1e-6)
    near(longestClippedRunSamples, 16, 1)
  })
  it('finds what was clipped and then turned down by 7.5 dB, in 16 and in 24 bits', () => {
    const loud = times(speechLike(1, 5 * 48000), 4)
    const percent = (100 * inRuns(loud, 3)) / loud.length
    for (const bits of [16, 24]) {
      const x = quantised(times(clipped(loud, 1), 10 ** (-7.5 / 20)), bits)
      const { clippedPercent, clipLevelDbfs } = read([x, noise(1, x.length, 0.1)])
      near(clipLevelDbfs, -7.5, 0.01)
      near(2 * clippedPercent, percent, 0.03 * percent)
    }
  })
  it('finds a single run at full scale, and its length', () => {
    const x = noise(3, 48000, 0.5)
    x.set([0.8, 1, 1, 1, 1, 1, 0.7], 20000)
    const readings = read([x])
    assert.equal(readings.clippedRunsCount, 1)
    assert.equal(readings.longestClippedRunSamples, 5)
    near(readings.clippedPercent, 100 * (5 / 48000), 1e-9)
  })
  it('finds nothing in tones, noise and voice, in 8, 16 and 24 bits, loud and soft', () => {
    const sounds = [
      sine({ hz: 20, dbfs: 0, lengthSamples: 96000 }),
      sine({ hz: 440, dbfs: 0, lengthSamples: 96000 }),
      sine({ hz: 12000, dbfs: -1, lengthSamples: 96000, phaseDegrees: 30 }),
      noise(1, 96000, 0.9),
      times(pinkNoise(2, 480000), 1 / peakOf(pinkNoise(2, 480000))),
      times(speechLike(3, 480000), 1 / peakOf(speechLike(3, 480000))),
      new Float32Array(48000),
    ]
    for (const x of sounds) {
      for (const gain of [1, 0.1, 0.01]) {
        for (const bits of [8, 16, 24]) {
          const readings = read([quantised(times(x, 0.99 * gain), bits)])
          assert.equal(readings.clippedRunsCount, 0, `${bits} bits: ${JSON.stringify(readings)}`)
          assert.equal(readings.clipLevelDbfs, -Infinity)
        }
      }
    }
  })
})
