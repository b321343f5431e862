// The beat that the speech meter listens for, on sounds made from nothing.
import assert from 'node:assert/strict'
import { beatColumns } from '../../dsp-core/processors/speech-meter/beat'
import { inputCount } from '../../dsp-core/processors/speech-meter/context'
import { StepEar } from '../../dsp-core/processors/speech-meter/stepEar'
import { Chance } from './chance'
import { madeSpeech } from './madeSounds'

const rateHz = 16000

/** Highest correlation of rises at distances from 180 ms on, in the middle of the sound. */
const beatOf = (samples: Float32Array): number => {
  const heard: number[] = []
  const ear = new StepEar(rateHz, (inputs) => heard.push(inputs[inputCount - beatColumns]), 1)
  ear.push([samples], samples.length)
  ear.finish()
  return heard[heard.length >> 1]
}

/** A hit of noise each so many seconds, and a hair beside it if it is to be uneven. */
const hits = (chance: Chance, seconds: number, unevenSeconds: number): Float32Array => {
  const out = new Float32Array(8 * rateHz)
  for (let time = 0.1; time < 7.8; time += seconds + unevenSeconds * (chance.next() - 0.5)) {
    const from = Math.round(time * rateHz)
    for (let i = 0; i < 0.1 * rateHz; i++)
      out[from + i] += 0.3 * chance.normal() * Math.exp(-i / (0.02 * rateHz))
  }
  return out
}

describe('the beat of a sound', () => {
  it('is found where hits come at equal distances, from 75 to 240 a minute', () => {
    for (const perMinute of [75, 100, 128, 174, 240]) {
      const beat = beatOf(hits(new Chance(perMinute), 60 / perMinute, 0))
      assert.ok(beat > 0.6, `${beat} at ${perMinute} a minute`)
    }
  })

  it('is not found in hits at chance distances', () => {
    const beat = beatOf(hits(new Chance(2), 0.5, 0.8))
    assert.ok(beat < 0.4, `${beat}`)
  })

  it('is not found in speech', () => {
    for (const seed of [1, 2, 3, 4]) {
      const beat = beatOf(madeSpeech(new Chance(seed), rateHz, 8))
      assert.ok(beat < 0.3, `${beat} of voice ${seed}`)
    }
  })

  it('does not depend on level', () => {
    const loud = hits(new Chance(1), 0.5, 0)
    const quiet = loud.map((x) => x / 30)
    assert.ok(Math.abs(beatOf(loud) - beatOf(quiet)) < 0.05)
  })
})
