// Steps of stretches come in any order and in pieces, and stand in the order of time.
import assert from 'node:assert/strict'
import { StepLine } from '../../client/app/stepLine'
import { stretchesOf } from '../../dsp-core/render/stretches'

describe('A line of steps', () => {
  it('is whole and in order, whoever comes first, with the begun step at the end', () => {
    const rateHz = 44100
    const lengthSamples = 130 * rateHz + 100
    const stretches = stretchesOf(lengthSamples, rateHz)
    const line = new StepLine(stretches, rateHz, 100)
    const wanted = Float32Array.from({ length: 13_001 }, (_, i) => i)
    const from = stretches.map(({ startSample }) => (startSample / rateHz) * 100)
    for (const index of [2, 0, 3, 1]) {
      const steps = wanted.subarray(from[index], from[index + 1] ?? wanted.length)
      line.add(index, steps.subarray(0, 7)).add(index, steps.subarray(7))
    }
    assert.deepEqual(line.whole(), wanted)
  })

  it('is empty for a sequence without length, and refuses steps that no time is left for', () => {
    const line = new StepLine(stretchesOf(0, 48000), 48000, 100)
    assert.equal(line.whole().length, 0)
    assert.throws(() => line.add(0, new Float32Array(2)), RangeError)
  })
})
