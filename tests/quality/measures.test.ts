// The measures that judge noise suppressors, against what their papers say and what can be computed by hand.
import assert from 'node:assert/strict'
import { noise, sine, speechLike } from '../signals'
import { resampled } from './resampled'
import { siSdr } from './siSdr'
import { intelligibility } from './stoi'

const rateHz = 10000
const seconds = 4

const inNoise = (x: Float32Array, snrDb: number, seed = 5): Float32Array => {
  const added = noise(seed, x.length)
  const power = (y: Float32Array) => y.reduce((sum, value) => sum + value * value, 0)
  const gain = Math.sqrt(power(x) / power(added) / 10 ** (snrDb / 10))
  return x.map((value, i) => value + gain * added[i])
}

describe('STOI and ESTOI', () => {
  const voice = speechLike(3, seconds * rateHz, rateHz)

  it('are 1 for a voice that was not changed, whatever its level', () => {
    for (const gain of [1, 0.1, 7]) {
      const { stoi, estoi } = intelligibility(
        voice,
        voice.map((value) => gain * value),
        rateHz,
      )
      assert.ok(Math.abs(stoi - 1) < 1e-6 && Math.abs(estoi - 1) < 1e-6, `${stoi} ${estoi}`)
    }
  })
  it('fall with every step of noise from 20 to -10 dB', () => {
    const scores = [20, 10, 5, 0, -5, -10].map((snrDb) =>
      intelligibility(voice, inNoise(voice, snrDb), rateHz),
    )
    for (let i = 1; i < scores.length; i++) {
      assert.ok(scores[i].stoi < scores[i - 1].stoi, JSON.stringify(scores))
      assert.ok(scores[i].estoi < scores[i - 1].estoi, JSON.stringify(scores))
    }
  })
  it('are low for noise that has nothing of the voice in it: ESTOI 0', () => {
    const { stoi, estoi } = intelligibility(voice, noise(9, voice.length), rateHz)
    assert.ok(stoi < 0.4 && Math.abs(estoi) < 0.08, `${stoi} ${estoi}`)
  })
  it('do not count what lies in the pauses of the clean voice', () => {
    const half = Math.floor(voice.length / 2)
    const clean = voice.map((value, i) => (i < half ? value : 0))
    const processed = voice.map((value, i) => (i < half ? value : 0.5 * value))
    const { stoi, estoi } = intelligibility(clean, processed, rateHz)
    // One frame stands on the border.
    assert.ok(stoi > 0.98 && estoi > 0.98, `${stoi} ${estoi}`)
  })
  it('differ as ESTOI was made to: it hears noise that comes and goes, STOI hardly does', () => {
    const gusts = inNoise(voice, 0).map((value, i) => {
      const open = Math.floor((i * 8) / rateHz) % 2 === 0
      return open ? voice[i] + 1.4 * (value - voice[i]) : voice[i]
    })
    const { stoi, estoi } = intelligibility(voice, gusts, rateHz)
    assert.ok(estoi < stoi, `${stoi} ${estoi}`)
  })
  it('give the same at 48 kHz as at 10 kHz', () => {
    const high = speechLike(4, seconds * 48000)
    const noisy = inNoise(high, 5)
    const low = Float32Array.from(resampled(high, 48000, rateHz))
    const lowNoisy = Float32Array.from(resampled(noisy, 48000, rateHz))
    const [a, b] = [intelligibility(high, noisy, 48000), intelligibility(low, lowNoisy, rateHz)]
    assert.ok(Math.abs(a.stoi - b.stoi) < 1e-5 && Math.abs(a.estoi - b.estoi) < 1e-5)
  })
})

describe('SI-SDR', () => {
  const tone = sine({ hz: 1000, dbfs: -12, lengthSamples: 48000 })
  const quarter = sine({ hz: 1000, dbfs: -12, lengthSamples: 48000, phaseDegrees: 90 })
  const mixed = (gain: number, rest: number) => tone.map((value, i) => gain * value + rest * quarter[i])

  it('is the ratio of powers where the rest is orthogonal to the voice', () => {
    for (const [rest, db] of [
      [1, 0],
      [0.1, 20],
      [10, -20],
      [0.5, 6.0206],
    ])
      assert.ok(Math.abs(siSdr(tone, mixed(1, rest)) - db) < 0.001)
  })
  it('does not care for level, and so gives no more to a voice that was only turned down', () => {
    const noisy = mixed(1, 0.3)
    assert.ok(
      Math.abs(
        siSdr(tone, noisy) -
          siSdr(
            tone,
            noisy.map((value) => 0.01 * value),
          ),
      ) < 0.001,
    )
  })
  it('falls by 6 dB when the voice is halved in the same noise', () => {
    assert.ok(Math.abs(siSdr(tone, mixed(1, 0.2)) - siSdr(tone, mixed(0.5, 0.2)) - 6.0206) < 0.001)
  })
})

describe('resampling for measures', () => {
  it('keeps a tone within 0.01 % from 48 to 10 kHz and takes away what does not fit', () => {
    const kept = resampled(sine({ hz: 1000, dbfs: 0, lengthSamples: 48000 }), 48000, rateHz)
    const lost = resampled(sine({ hz: 7000, dbfs: 0, lengthSamples: 48000 }), 48000, rateHz)
    for (let i = 500; i < 9500; i++) {
      assert.ok(Math.abs(kept[i] - Math.sin((2 * Math.PI * 1000 * i) / rateHz)) < 3e-4)
      assert.ok(Math.abs(lost[i]) < 3e-4)
    }
  })
})
