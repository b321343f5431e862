// What the gain promises beyond the contract.
import assert from 'node:assert/strict'
import { dbOf, noise, rmsOf } from '../signals'
import { run } from './run'

describe('the gain', () => {
  it('changes the level by as many decibels as it says', () => {
    const x = noise(1, 10000, 0.01)
    for (const gainDb of [-60, -6.02, -0.1, 3, 30]) {
      const { sound } = run('gain', { gainDb }, [x])
      assert.ok(Math.abs(dbOf(rmsOf(sound[0]) / rmsOf(x)) - gainDb) < 0.0001)
    }
  })
  it('follows a signal sample by sample, on every channel, on top of its own gain', () => {
    const x = [noise(1, 5000), noise(2, 5000)]
    const signal = Float32Array.from({ length: 5000 }, (_, i) => 1 - i / 5000)
    const { sound } = run('gain', { gainDb: 6 }, x, { signal, blockSamples: 700 })
    for (let i = 0; i < 5000; i++) {
      for (const c of [0, 1]) assert.ok(Math.abs(sound[c][i] - 10 ** 0.3 * signal[i] * x[c][i]) < 1e-6)
    }
  })
  it('acts on the very sample a signal steps at: no ramp, no neighbour, in blocks of 1 and of 4096', () => {
    const x = [noise(3, 9000, 0.9)]
    const signal = Float32Array.from({ length: 9000 }, (_, i) => (Math.floor(i / 37) % 2 ? 0.125 : 1))
    const wanted = x[0].map((value, i) => value * signal[i])
    for (const blockSamples of [1, 4096])
      assert.deepEqual(run('gain', {}, x, { signal, blockSamples }).sound[0], wanted)
  })
})
