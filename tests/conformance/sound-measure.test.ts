// A whole sound measured: the same however it arrives, and right where it can be said by hand.
import assert from 'node:assert/strict'
import { createLoudnessMeter } from '../../dsp-core/processors/loudness-meter/loudnessMeter'
import { integratedLufs, joinSteps, loudnessOver } from '../../dsp-core/processors/loudness-meter/gating'
import { SoundMeasure } from '../../dsp-core/render/measureSound'
import { run } from '../processors/run'
import { constant, joined, noise, pinkNoise, sine, speechLike } from '../signals'
import { measure } from './measure'

const near = (value: number, target: number, tolerance: number) =>
  assert.ok(Math.abs(value - target) <= tolerance, `${value}, not ${target}`)

describe('measuring a sound', () => {
  it('gives the same numbers however it is cut', () => {
    const sound = [speechLike(1, 96000), pinkNoise(2, 96000, 0.3)]
    const whole = measure(sound)
    for (const block of [1, 77, 4800, 96000]) {
      const meter = new SoundMeasure({ sampleRateHz: 48000, channels: 2 })
      for (let start = 0; start < 96000; start += block) {
        meter.push(
          sound.map((channel) => channel.subarray(start, start + block)),
          Math.min(block, 96000 - start),
        )
      }
      assert.deepEqual(meter.result(), whole)
    }
  })
  it('says of silence that there is nothing, and of nothing too', () => {
    for (const x of [new Float32Array(48000), new Float32Array(0)]) {
      const measured = measure([x, x])
      assert.equal(measured.integratedLufs, -Infinity)
      assert.equal(measured.truePeakDbtp, -Infinity)
      assert.equal(measured.rmsDbfs, -Infinity)
      assert.equal(measured.loudnessRangeLu, 0)
      assert.equal(measured.lengthSamples, x.length)
    }
  })
  it('knows the RMS of a sine, and an offset', () => {
    near(measure([sine({ hz: 1000, dbfs: 0, lengthSamples: 48000 })]).rmsDbfs, -3.01, 0.001)
    const { dcOffset } = measure([new Float32Array(4800), constant(4800, -0.25)])
    near(dcOffset, -0.25, 1e-9)
  })
  it('reads 100 ms of tone: less than a gating block is one block', () => {
    const x = sine({ hz: 1000, dbfs: -20, lengthSamples: 4800 })
    near(measure([x, x]).integratedLufs, -20, 0.6)
  })
  it('is K-weighted alike at every rate: 100 Hz, 1 kHz and 8 kHz read the same at 22.05 to 192 kHz', () => {
    for (const hz of [100, 1000, 8000]) {
      const readings = [22050, 32000, 44100, 48000, 96000, 192000].map((rate) => {
        const x = sine({ hz, dbfs: -20, lengthSamples: rate, sampleRateHz: rate })
        return measure([x, x], rate).integratedLufs
      })
      for (const reading of readings) near(reading, readings[3], 0.1)
    }
  })
  it('steps of stretches of whole 10 ms, warmed up, join to the steps of the whole', () => {
    const rate = 44100
    const x = speechLike(4, 6 * rate, rate)
    const steps = (from: number, to: number) => {
      const meter = createLoudnessMeter({ sampleRateHz: rate, channels: 1 })
      const warm = Math.max(0, from - rate / 2)
      meter.push([x.subarray(warm, from)], from - warm)
      meter.takeSteps()
      meter.push([x.subarray(from, to)], to - from)
      return meter.finish()
    }
    const whole = steps(0, x.length)
    const parts = joinSteps([steps(0, 2 * rate), steps(2 * rate, 5 * rate), steps(5 * rate, x.length)])
    assert.equal(parts.length, whole.length)
    near(integratedLufs(parts), integratedLufs(whole), 0.001)
    near(loudnessOver(whole, 200, 500), integratedLufs(steps(2 * rate, 5 * rate)), 0.001)
  })
  it('the loudness meter of a chain, which keeps classes instead of blocks, agrees within 0.01 LU', () => {
    const loud = pinkNoise(1, 20 * 48000, 0.5)
    const x = joined(loud, noise(2, 20 * 48000, 0.02), speechLike(3, 20 * 48000))
    const { readings } = run('loudness-meter', {}, [x, x])
    const { integratedLufs, maxMomentaryLufs, maxShortTermLufs } = measure([x, x])
    near(readings.integratedLufs, integratedLufs, 0.01)
    near(readings.maxMomentaryLufs, maxMomentaryLufs, 0.001)
    near(readings.maxShortTermLufs, maxShortTermLufs, 0.05)
  })
})
