// What each listening simulation does to sound, measured.
import assert from 'node:assert/strict'
import { findSimulation, simulationIds } from '../../dsp-core/index'
import { dbOf, largestDifference, noise, peakOf, rmsOf, sine } from '../signals'
import { run } from './run'

const heard = (id: string, sound: Float32Array[]): Float32Array[] => {
  const found = findSimulation(id)
  assert.ok(found && 'value' in found)
  return found.value.chain.reduce((x, { use, params }) => run(use, params, x).sound, sound)
}

/** Level of a tone in the middle, against 1 kHz, in dB. */
const response = (id: string, hz: number): number => {
  const level = (at: number) => {
    const tone = sine({ hz: at, dbfs: -20, lengthSamples: 48000 })
    return dbOf(rmsOf(heard(id, [tone, tone])[0], 24000))
  }
  return level(hz) - level(1000)
}

const near = (measured: number, wanted: number, within: number) =>
  assert.ok(Math.abs(measured - wanted) < within, `${measured} dB, not ${wanted}`)

describe('the listening simulations', () => {
  it('let a phone and a laptop be heard without bass: 100 Hz is 20 dB down and more, 2 kHz is there', () => {
    for (const id of ['phone', 'laptop']) {
      assert.ok(response(id, 100) < -20, String(response(id, 100)))
      near(response(id, 2000), 0, 3)
    }
  })
  it('let a television reach an octave lower than a laptop', () => {
    assert.ok(response('tv', 160) > -4 && response('laptop', 160) < -15)
    assert.ok(response('tv', 50) < -20)
  })
  it('give a car 10 dB more bass and 2 dB less treble', () => {
    near(response('car', 30), 10, 1)
    near(response('car', 15000), -2, 0.5)
  })
  it('give a kitchen radio the middle: up at 1.5 kHz, down at both ends', () => {
    assert.ok(response('kitchen-radio', 1500) > 0)
    assert.ok(response('kitchen-radio', 100) < -10 && response('kitchen-radio', 14000) < -8)
  })
  it('make a phone and a kitchen radio mono: what is opposite on both sides is gone', () => {
    const x = noise(1, 20000, 0.3)
    for (const id of ['phone', 'kitchen-radio']) {
      assert.ok(peakOf(heard(id, [x, x.map((value) => -value)])[0]) < 1e-6)
      const [left, right] = heard(id, [x, noise(2, 20000, 0.3)])
      assert.ok(largestDifference(left, right) < 1e-6)
    }
  })
  it('let both ears hear a sound that is on one side, with headphones as with loudspeakers', () => {
    const [near_, far] = heard('headphones', [
      sine({ hz: 100, dbfs: -20, lengthSamples: 48000 }),
      new Float32Array(48000),
    ])
    near(dbOf(rmsOf(near_, 24000) / rmsOf(far, 24000)), 4.5, 0.3)
  })
  it('neither clip nor shout: noise at -20 dBFS RMS never passes full scale, mono files too', () => {
    const x = noise(3, 48000, 0.17)
    for (const id of simulationIds)
      for (const sound of [[x], [x, x]]) assert.ok(heard(id, sound).every((channel) => peakOf(channel) < 1))
  })
})
