// What the crossfeed promises beyond the contract.
import assert from 'node:assert/strict'
import { dbOf, largestDifference, noise, rmsOf, sine } from '../signals'
import { run } from './run'

/** Levels at both ears in dB, for a tone on the left. */
const ears = (hz: number, params: Record<string, number> = {}): number[] => {
  const tone = sine({ hz, dbfs: -6, lengthSamples: 48000 })
  const { sound } = run('crossfeed', params, [tone, new Float32Array(48000)])
  return sound.map((channel) => dbOf(rmsOf(channel, 24000) / rmsOf(tone, 24000)))
}

describe('the crossfeed', () => {
  it('leaves as many decibels between the ears at low frequencies as it says', () => {
    for (const separationDb of [3, 4.5, 6, 9.5]) {
      const [near, far] = ears(40, { separationDb })
      assert.ok(Math.abs(near - far - separationDb) < 0.1, String(near - far))
    }
  })
  it('lets less across the higher the tone: 20 dB less at 10 kHz than at 40 Hz', () => {
    const far = [40, 700, 2000, 10000].map((hz) => ears(hz)[1])
    for (let i = 1; i < far.length; i++) assert.ok(far[i] < far[i - 1] - 2, String(far))
    assert.ok(far[0] - far[3] > 20, String(far))
  })
  it('brings the far ear its sound later, by about what a head does: 0.15 to 0.3 ms at 200 Hz', () => {
    const tone = sine({ hz: 200, dbfs: -6, lengthSamples: 48000 })
    const { sound } = run('crossfeed', {}, [tone, new Float32Array(48000)])
    const crossing = (x: Float32Array) => {
      let i = 24000
      while (!(x[i] < 0 && x[i + 1] >= 0)) i++
      return i + x[i] / (x[i] - x[i + 1])
    }
    // Of one period, 5 ms.
    const lateMs = ((crossing(sound[1]) - crossing(sound[0])) / 48 + 5) % 5
    assert.ok(lateMs > 0.15 && lateMs < 0.3, String(lateMs))
  })
  it('leaves the middle as it was within 2 dB, and at low frequencies within 0.05 dB', () => {
    const middle = (hz: number) => {
      const tone = sine({ hz, dbfs: -6, lengthSamples: 48000 })
      return dbOf(rmsOf(run('crossfeed', {}, [tone, tone]).sound[0], 24000) / rmsOf(tone, 24000))
    }
    assert.ok(Math.abs(middle(30)) < 0.05, String(middle(30)))
    for (const hz of [100, 300, 1000, 3000, 10000, 18000])
      assert.ok(Math.abs(middle(hz)) < 2, String(middle(hz)))
  })
  it('treats both ears alike, and leaves 5.1 alone', () => {
    const x = [noise(1, 5000), noise(2, 5000)]
    const [left, right] = run('crossfeed', {}, x).sound
    const [mirroredLeft, mirroredRight] = run('crossfeed', {}, [x[1], x[0]]).sound
    assert.equal(largestDifference(left, mirroredRight) + largestDifference(right, mirroredLeft), 0)
    const six = Array.from({ length: 6 }, (_, c) => noise(c, 2000))
    assert.deepEqual(run('crossfeed', {}, six).sound, six)
  })
})
