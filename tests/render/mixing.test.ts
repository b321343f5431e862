// Mixing by vectors is mixing one by one, to the last bit; a delay is a delay however its pieces are cut.
import assert from 'node:assert/strict'
import { delayLine } from '../../dsp-core/render/delayLine'
import { addMoving, addScaled, setScaled } from '../../dsp-core/render/mixing'
import { engines } from '../engines'
import { noise } from './madePlans'

describe('mixing', () => {
  it('gives the same bits in every engine, at any gain, place and length', () => {
    for (const gain of [1, 0.1, -0.7071, 3.2])
      for (const [at, length] of [
        [0, 4096],
        [3, 1021],
        [17, 2],
      ] as const) {
        const [expected, ...others] = Object.values(engines).map((open) => {
          const engine = open()
          const [out, sound, factors] = engine.createSound(3, 5000)
          factors.set(noise(5000, 3))
          out.set(noise(5000, 1))
          sound.set(noise(5000, 2))
          addScaled(engine.vectors, out, at, sound, gain, length)
          addMoving(engine.vectors, out, at, sound, gain, factors, length)
          setScaled(engine.vectors, sound, sound, gain, length)
          return [[...out], [...sound]]
        })
        for (const other of others) assert.deepEqual(other, expected)
      }
  })
})

const cross = <A, B>(some: A[], others: B[]): [A, B][] =>
  some.flatMap((one) => others.map((other): [A, B] => [one, other]))

describe('a delay', () => {
  it('holds sound back by its samples, in pieces of any length', () => {
    const sound = noise(30_000, 5)
    for (const [open, delaySamples] of cross(Object.values(engines), [1, 7, 4096, 10_000])) {
      const line = delayLine(open(), 1, delaySamples)!
      const made: number[] = []
      for (let at = 0, n = 0; at < sound.length; n++) {
        const count = Math.min(sound.length - at, 1 + ((n * 7919) % 6000))
        const piece = sound.slice(at, at + count)
        const out = new Float32Array(count)
        line.process([piece], [out], count)
        made.push(...out)
        at += count
      }
      const expected = [...new Float32Array(delaySamples), ...sound.subarray(0, sound.length - delaySamples)]
      assert.deepEqual(made, expected)
    }
  })
})
