// What the delay promises beyond the contract.
import assert from 'node:assert/strict'
import { dbOf, impulse, joined, noise, peakOf, rmsOf, sine } from '../signals'
import { run } from './run'

const plain = { highPassHz: 0, lowPassHz: 0, mixPercent: 100 }

describe('the delay', () => {
  it('answers after its time, to the sample, and again each time weaker by its feedback', () => {
    const { sound } = run('delay', { ...plain, timeMs: 10, feedbackPercent: 50 }, [impulse(3000, 7)])
    const heard = [...sound[0].entries()].filter(([, value]) => value !== 0).slice(0, 5)
    assert.deepEqual(heard, [
      [487, 1],
      [967, 0.5],
      [1447, 0.25],
      [1927, 0.125],
      [2407, 0.0625],
    ])
  })
  it('keeps time with a tempo: dotted eighths at 100 BPM are 450 ms apart, triplet quarters at 120 BPM 333.3 ms', () => {
    const first = (tempoBpm: number, noteBeats: number) =>
      run('delay', { ...plain, tempoBpm, noteBeats }, [impulse(48000)]).sound[0].findIndex(
        (value) => value !== 0,
      )
    assert.equal(first(100, 0.75), 0.45 * 48000)
    assert.equal(first(120, 2 / 3), 16000)
    assert.equal(first(20, 4), -1)
  })
  it('darkens and thins each repeat: a high and a low tone lose more every time, the middle loses nothing', () => {
    const repeats = (hz: number) => {
      const tone = sine({ hz, dbfs: -6, lengthSamples: 4800 })
      const params = { ...plain, timeMs: 200, feedbackPercent: 50, highPassHz: 200, lowPassHz: 4000 }
      const { sound } = run('delay', params, [joined(tone, new Float32Array(43200))])
      return [1, 2, 3].map((n) =>
        dbOf((rmsOf(sound[0], n * 9600 + 2400, n * 9600 + 4700) / rmsOf(tone)) * 2 ** (n - 1)),
      )
    }
    const [low, middle, high] = [100, 900, 8000].map(repeats)
    middle.forEach((level) => assert.ok(Math.abs(level) < 0.2, String(middle)))
    for (const [n, level] of low.entries()) assert.ok(Math.abs(level - -12.3 * (n + 1)) < 1, String(low))
    for (const [n, level] of high.entries()) assert.ok(Math.abs(level - -12.3 * (n + 1)) < 1, String(high))
  })
  it('plays ping-pong: left, right, left, whatever side the sound came from', () => {
    for (const side of [0, 1]) {
      const x = [new Float32Array(3000), new Float32Array(3000)]
      x[side][0] = 1
      const { sound } = run('delay', { ...plain, timeMs: 10, feedbackPercent: 50, pingPongPercent: 100 }, x)
      const sides = [480, 960, 1440, 1920].map(
        (at) => (sound[0][at] !== 0 ? 'left' : '') + (sound[1][at] !== 0 ? 'right' : ''),
      )
      assert.deepEqual(sides, ['left', 'right', 'left', 'right'])
    }
  })
  it('keeps left left and right right without ping-pong', () => {
    const x = [noise(1, 20000), new Float32Array(20000)]
    assert.equal(peakOf(run('delay', { timeMs: 30, feedbackPercent: 90 }, x).sound[1]), 0)
  })
  it('never grows: at the highest feedback any minute of noise is under ten times its input, then dies away', () => {
    for (const [timeMs, pingPongPercent, highPassHz, lowPassHz] of [
      [1, 0, 0, 0],
      [1, 100, 20, 20000],
      [37, 50, 20, 300],
    ]) {
      const x = joined(noise(3, 480000, 0.5), new Float32Array(960000))
      const params = { timeMs, pingPongPercent, highPassHz, lowPassHz, feedbackPercent: 90, mixPercent: 100 }
      const { sound } = run('delay', params, [x, x])
      assert.ok(peakOf(sound[0]) < 5)
      assert.equal(peakOf(sound[0], 1430000), 0)
    }
  })
})
