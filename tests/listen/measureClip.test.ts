// What is measured in a clip, against what is known of made sounds.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ClipMeasure } from '../../dsp-core/render/measureClip'
import type { ClipMeasurement } from '../../dsp-core/timeline/measurements'
import { Chance } from './chance'

const rateHz = 48000

const measured = (channels: Float32Array[], cut = 8192, sampleRateHz = rateHz): ClipMeasurement => {
  const lengthSamples = channels[0].length
  const setup = { timeline: 't', clip: 'c', sampleRateHz, channels: channels.length, lengthSamples }
  const measure = new ClipMeasure(setup)
  for (let at = 0; at < lengthSamples; at += cut) {
    const end = Math.min(lengthSamples, at + cut)
    measure.push(
      channels.map((channel) => channel.slice(at, end)),
      end - at,
    )
  }
  return measure.result()
}

const sine = (hz: number, levelDb: number, seconds: number): Float32Array =>
  Float32Array.from(
    { length: Math.round(seconds * rateHz) },
    (_, i) => 10 ** (levelDb / 20) * Math.sin((2 * Math.PI * hz * i) / rateHz),
  )

const noise = (seed: number, rmsDb: number, seconds: number): Float32Array => {
  const chance = new Chance(seed)
  return Float32Array.from(
    { length: Math.round(seconds * rateHz) },
    () => 10 ** (rmsDb / 20) * chance.normal(),
  )
}

const near = (actual: number, expected: number, within: number, what: string): void =>
  assert.ok(Math.abs(actual - expected) <= within, `${what}: ${actual}, not ${expected} ± ${within}`)

describe('the measurement of a clip', () => {
  it('reads -23 LUFS for the stereo sine of Tech 3341 case 1', () => {
    const tone = sine(1000, -23, 4)
    const result = measured([tone, tone])
    near(result.integratedLufs, -23, 0.1, 'integrated')
    near(result.samplePeakDbfs, -23, 0.01, 'sample peak')
    near(result.truePeakDbtp, -23, 0.05, 'true peak')
    near(result.correlation, 1, 1e-6, 'correlation')
    assert.equal(result.steps, 400)
    assert.equal(result.loudnessEnergy.length, 400)
    assert.equal(result.speech.length, 400)
  })

  it('puts each octave into its own band', () => {
    ;[63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000].forEach((hz, band) => {
      const { octaveBandsDb } = measured([sine(hz, -20, 1)])
      octaveBandsDb.forEach((db, b) => {
        if (b === band) near(db, 0, 0.3, `${hz} Hz in its band`)
        else assert.ok(db < -20, `${hz} Hz in band ${b}: ${db} dB`)
      })
    })
  })

  it('says how alike left and right are', () => {
    const [left, right] = [noise(1, -20, 2), noise(2, -20, 2)]
    near(measured([left, right]).correlation, 0, 0.05, 'two noises')
    near(measured([left, left.map((s) => -s)]).correlation, -1, 1e-6, 'turned over')
    assert.equal(measured([left]).correlation, 1)
  })

  it('finds the noise floor under what is loud', () => {
    const samples = noise(3, -60, 4)
    for (let i = rateHz; i < 3 * rateHz; i++) samples[i] += 0.3 * Math.sin(i / 20)
    near(measured([samples]).noiseFloorDbfs, -60, 1, 'noise floor')
  })

  it('tells silence: share, floor, loudness and peaks', () => {
    const half = noise(4, -20, 2)
    half.fill(0, rateHz)
    near(measured([half]).silenceShare, 0.5, 0.011, 'share of silence')
    const none = measured([new Float32Array(rateHz), new Float32Array(rateHz)])
    assert.equal(none.silenceShare, 1)
    assert.equal(none.noiseFloorDbfs, -Infinity)
    assert.equal(none.integratedLufs, -Infinity)
    assert.equal(none.truePeakDbtp, -Infinity)
    assert.equal(none.samplePeakDbfs, -Infinity)
    assert.equal(none.speechShare, 0)
    assert.equal(none.musicLikelihood, 0)
  })

  it('reads no true peak below the sample peak, and up to 3 dB above for a tone between its samples', () => {
    const tone = Float32Array.from(
      { length: rateHz },
      (_, i) => 0.5 * Math.sin((Math.PI / 2) * i + Math.PI / 4),
    )
    const result = measured([tone])
    near(result.samplePeakDbfs, 20 * Math.log10(0.5 * Math.SQRT1_2), 0.01, 'sample peak')
    near(result.truePeakDbtp, 20 * Math.log10(0.5), 0.15, 'true peak')
  })

  it('is the same wherever blocks are cut', () => {
    const channels = [noise(5, -20, 0.35), sine(300, -10, 0.35)]
    const whole = measured(channels, 1e9)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6000 }), (cut) => {
        assert.deepEqual(measured(channels, cut), whole)
      }),
      { numRuns: 15, examples: [[1], [479]] },
    )
  })

  it('measures clips of no, one and few samples, of 1 to 8 channels, at any rate', () => {
    for (const length of [0, 1, 7, 481])
      for (const channels of [1, 2, 6, 8])
        for (const sampleRateHz of [8000, 44100, 192000]) {
          const block = Array.from({ length: channels }, () => new Float32Array(length).fill(0.1))
          const result = measured(block, 8192, sampleRateHz)
          assert.equal(result.steps, Math.ceil((length * 100) / sampleRateHz))
          assert.ok(result.octaveBandsDb.every(Number.isFinite))
        }
  })

  it('survives samples that are no numbers', () => {
    const broken = noise(6, -20, 1)
    broken.set([NaN, Infinity, -Infinity], 500)
    const result = measured([broken, broken])
    for (const value of [result.correlation, result.silenceShare, result.speechShare, result.musicLikelihood])
      assert.ok(Number.isFinite(value))
  })
})
