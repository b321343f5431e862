// The loudness meter of a chain: live readings, range with bounded memory, and the weight of every channel.
import assert from 'node:assert/strict'
import { channelWeights } from '../../dsp-core/processors/loudness-meter/channelWeights'
import { createProcessor } from '../../dsp-core/processors/instance'
import { measure } from '../conformance/measure'
import { joined, noise, pinkNoise, sine, speechLike } from '../signals'
import { run } from './run'

const near = (value: number, target: number, tolerance: number, about = '') =>
  assert.ok(Math.abs(value - target) <= tolerance, `${about} ${value}, not ${target} ±${tolerance}`)

describe('the loudness meter', () => {
  it('keeps classes instead of blocks, and agrees with all blocks within 0.02 LU, range included', () => {
    const loud = pinkNoise(1, 20 * 48000, 0.5)
    const x = joined(loud, noise(2, 20 * 48000, 0.02), speechLike(3, 20 * 48000), loud)
    const { readings } = run('loudness-meter', {}, [x, x])
    const measured = measure([x, x])
    near(readings.integratedLufs, measured.integratedLufs, 0.01)
    near(readings.maxMomentaryLufs, measured.maxMomentaryLufs, 0.001)
    near(readings.maxShortTermLufs, measured.maxShortTermLufs, 0.001)
    near(readings.loudnessRangeLu, measured.loudnessRangeLu, 0.04)
  })
  it('shows the last 400 ms and the last 3 s while it runs', () => {
    const meter = createProcessor('loudness-meter', {}, { sampleRateHz: 48000, channels: 1, maxBlock: 4800 })
    const tone = (dbfs: number) => sine({ hz: 1000, dbfs, lengthSamples: 4800 })
    const play = (dbfs: number, tenths: number) => {
      for (let i = 0; i < tenths; i++) meter.process([tone(dbfs)], 4800)
      return meter.readings()
    }
    const loud = play(-20, 40)
    near(loud.momentaryLufs, -23.01, 0.05)
    near(loud.shortTermLufs, -23.01, 0.05)
    const soft = play(-40, 4)
    near(soft.momentaryLufs, -43.01, 0.2)
    near(soft.shortTermLufs, -23.01 + 10 * Math.log10((26 + 0.04) / 30), 0.05)
    near(soft.maxMomentaryLufs, -23.01, 0.05)
  })
  it('weighs the sides of every layout 1.5 dB more, and no low-frequency effects', () => {
    const side = 1.41
    assert.deepEqual(channelWeights(1), [1])
    assert.deepEqual(channelWeights(2), [1, 1])
    assert.deepEqual(channelWeights(3), [1, 1, 1])
    assert.deepEqual(channelWeights(4), [1, 1, side, side])
    assert.deepEqual(channelWeights(5), [1, 1, 1, side, side])
    assert.deepEqual(channelWeights(6), [1, 1, 1, 0, side, side])
    assert.deepEqual(channelWeights(7), [1, 1, 1, 0, 1, side, side])
    assert.deepEqual(channelWeights(8), [1, 1, 1, 0, 1, 1, side, side])
    assert.deepEqual(channelWeights(10), [1, 1, 1, 0, side, side, 1, 1, 1, 1])
    assert.deepEqual(channelWeights(12), [1, 1, 1, 0, 1, 1, side, side, 1, 1, 1, 1])
    assert.equal(channelWeights(24).length, 24)
    assert.deepEqual(channelWeights(24).slice(0, 12), [side, side, 1, 0, 1, 1, 1, 1, 1, 0, side, side])
    assert.ok(
      channelWeights(24)
        .slice(12)
        .every((weight) => weight === 1),
    )
  })
  it('reads a tone in one channel of 7.1 and 7.1.4 by its weight', () => {
    const tone = sine({ hz: 997, dbfs: -20, lengthSamples: 48000 })
    const none = new Float32Array(48000)
    for (const channels of [8, 12]) {
      channelWeights(channels).forEach((weight, at) => {
        const sound = Array.from({ length: channels }, (_, c) => (c === at ? tone : none))
        const { integratedLufs } = run('loudness-meter', {}, sound).readings
        if (weight === 0) assert.equal(integratedLufs, -Infinity)
        else near(integratedLufs, -23.01 + 10 * Math.log10(weight), 0.02, `channel ${at} of ${channels}`)
      })
    }
  })
})
