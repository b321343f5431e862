// What the suppressor of late reverberation promises beyond the contract, on made sounds and on recorded voices in
// made rooms.
import assert from 'node:assert/strict'
import { materialRateHz } from '../listen/material'
import { voices } from '../quality/noisyVoices'
import { inRoom, loweredAfterWords, type InRoom } from '../quality/room'
import { siSdr } from '../quality/siSdr'
import { describeWithData } from '../sharedData'
import { dbOf, joined, noise, rmsOf, sine, speechLike } from '../signals'
import { engines } from '../engines'
import { runInStep } from './run'

const depthDb = 12

const cleared = (sound: Float32Array, params: Record<string, number>): Float32Array => {
  const setup = { sampleRateHz: materialRateHz, channels: 1, maxBlock: 1 << 19 }
  const processor = engines.simd().createProcessor('de-reverb', params, setup)
  const longer = joined(sound, new Float32Array(processor.latencySamples))
  processor.process([longer], longer.length)
  return longer.slice(processor.latencySamples)
}

const gained = (scene: InRoom, out: Float32Array): number =>
  siSdr(scene.early, out) - siSdr(scene.early, scene.whole)

describe('the suppressor of late reverberation', () => {
  const dry = speechLike(3, 240000)

  it('lowers what a room of 0.4, 0.6 and 0.8 s leaves after words by 5 dB and more at a depth of 12 dB', () => {
    for (const decayMs of [400, 600, 800]) {
      const scene = inRoom(dry, { decayMs, directDb: 0 })
      const out = cleared(scene.whole, { depthDb, decayMs })
      const lowered = loweredAfterWords(scene, out)
      assert.ok(lowered > 5 && lowered <= depthDb + 0.1, `${decayMs} ms: ${lowered} dB`)
      assert.ok(gained(scene, out) > 1, `${decayMs} ms: ${gained(scene, out)} dB SI-SDR`)
    }
  })
  it('takes more the deeper it is set, and never more than its depth', () => {
    const scene = inRoom(dry, { decayMs: 600, directDb: 0 })
    let least = 0
    for (const depth of [3, 6, 12, 18]) {
      const lowered = loweredAfterWords(scene, cleared(scene.whole, { depthDb: depth }))
      assert.ok(lowered > least && lowered <= depth + 0.1, `${depth}: ${lowered} dB`)
      least = lowered
    }
  })
  it('leaves a dry voice: its level within 0.5 dB, what is removed 18 dB under it', () => {
    const { sound, readings } = runInStep('de-reverb', { depthDb }, [dry])
    const change = dbOf(rmsOf(sound[0]) / rmsOf(dry))
    assert.ok(Math.abs(change) < 0.5, `${change} dB`)
    assert.ok(readings.amountRemovedDb < -18, `${readings.amountRemovedDb} dB`)
  })
  it('tells how much it removes: more in a room than from the dry voice', () => {
    const scene = inRoom(dry, { decayMs: 600, directDb: 0 })
    const amount = (x: Float32Array) => runInStep('de-reverb', { depthDb }, [x]).readings.amountRemovedDb
    const { sound, readings } = runInStep('de-reverb', { depthDb }, [scene.whole])
    const removed = scene.whole.map((value, i) => value - sound[0][i])
    const measured = dbOf(rmsOf(removed) / rmsOf(scene.whole))
    assert.ok(Math.abs(readings.amountRemovedDb - measured) < 2, `${readings.amountRemovedDb}, ${measured}`)
    assert.ok(readings.amountRemovedDb > amount(dry) + 3)
  })
  it('lets a steady tone and steady noise stand within 1 dB', () => {
    for (const sound of [sine({ hz: 1000, dbfs: -12, lengthSamples: 192000 }), noise(5, 192000, 0.1)]) {
      const { sound: out } = runInStep('de-reverb', { depthDb }, [sound])
      const change = dbOf(rmsOf(out[0], 48000) / rmsOf(sound, 48000))
      assert.ok(Math.abs(change) < 1, `${change} dB`)
    }
  })
  it('keeps the picture: both channels are turned down alike', () => {
    const { whole } = inRoom(dry, { decayMs: 600, directDb: 0 })
    const { sound } = runInStep('de-reverb', { depthDb }, [whole, whole.map((value) => 0.25 * value)])
    const difference = sound[0].map((value, i) => 0.25 * value - sound[1][i])
    assert.ok(dbOf(rmsOf(difference) / rmsOf(sound[1])) < -120)
  })
})

describeWithData('recorded voices in made rooms', function (this: Mocha.Suite) {
  this.timeout(600000)
  it('have 3 dB less room after their words, and are nearer to the dry voice, at a depth of 12 dB', () => {
    for (const { name, x } of voices(60, 9)) {
      // The room is heard out.
      const dry = joined(x, new Float32Array(0.8 * materialRateHz))
      for (const decayMs of [400, 800]) {
        const scene = inRoom(dry, { decayMs, directDb: 0 })
        const out = cleared(scene.whole, { depthDb, decayMs })
        const lowered = loweredAfterWords(scene, out)
        assert.ok(lowered > 3, `${name}, ${decayMs} ms: ${lowered} dB`)
        assert.ok(gained(scene, out) > 0, `${name}, ${decayMs} ms: ${gained(scene, out)} dB SI-SDR`)
      }
    }
  })
})
