// The speech meter on made sounds, wherever it runs.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { SpeechMeter, type HeardSteps } from '../../dsp-core/processors/speech-meter/index'
import { Chance } from './chance'
import { madeMusic, madeNoise, madeSpeech } from './madeSounds'
import { activeSteps } from './reference'

const rateHz = 48000

const heardIn = (channels: Float32Array[], sampleRateHz = rateHz, cut = 65536): HeardSteps => {
  const meter = new SpeechMeter(sampleRateHz)
  const length = channels[0].length
  for (let at = 0; at < length; at += cut) {
    const end = Math.min(length, at + cut)
    meter.push(
      channels.map((channel) => channel.subarray(at, end)),
      end - at,
    )
  }
  return meter.finish()
}

const share = (values: Float32Array): number => values.filter((p) => p > 0.5).length / values.length

const silence = (seconds: number): Float32Array => new Float32Array(Math.round(seconds * rateHz))

const joined = (...parts: Float32Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const scaled = (samples: Float32Array, gainDb: number): Float32Array =>
  samples.map((s) => s * 10 ** (gainDb / 20))

const peakAtZero = (samples: Float32Array): Float32Array => {
  const peak = samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0)
  return samples.map((s) => s / peak)
}

describe('the speech meter', () => {
  const speech = peakAtZero(madeSpeech(new Chance(5), rateHz, 8))

  it('hears syllables with moving formants and pitch as speech', () => {
    const active = activeSteps(speech, rateHz)
    const found = heardIn([speech]).speech.filter((p, i) => active[i] && p > 0.5).length
    const all = active.reduce((sum, one) => sum + one, 0)
    assert.ok(found / all > 0.9, `found ${found} of ${all} active steps`)
  })

  it('does not take chords, melodies, hum or noise for speech', () => {
    let called = 0
    for (let seed = 20; seed < 26; seed++) {
      called += share(heardIn([madeMusic(new Chance(seed), rateHz, 5)]).speech)
      called += share(heardIn([madeNoise(new Chance(seed), rateHz, 5)]).speech)
    }
    assert.ok(called / 12 < 0.01, `called ${called / 12}`)
  })

  it('does not take hum or steady noise of any colour for speech', () => {
    const chance = new Chance(20)
    for (const colour of [0, 0.7, 0.95, 0.99]) {
      let low = 0
      const hissing = Float32Array.from({ length: 5 * rateHz }, (_, i) => {
        low = colour * low + Math.sqrt(1 - colour * colour) * chance.normal()
        return 0.1 * low + 0.05 * Math.sin((2 * Math.PI * 50 * i) / rateHz)
      })
      assert.ok(share(heardIn([hissing]).speech) < 0.02, `colour ${colour}`)
    }
  })

  it('hears nothing in digital silence', () => {
    assert.equal(share(heardIn([silence(3)]).speech), 0)
  })

  it('hears the same from -50 to 0 dBFS', () => {
    const loud = share(heardIn([scaled(speech, -0.1)]).speech)
    const quiet = share(heardIn([scaled(speech, -50)]).speech)
    assert.ok(Math.abs(loud - quiet) < 0.05, `${loud} at full scale, ${quiet} at -50 dBFS`)
  })

  it('finds the first syllable within 50 ms and lets go in a pause of a second', () => {
    const first = speech.findIndex((s) => Math.abs(s) > 0.03)
    const talk = speech.subarray(first, first + 3 * rateHz)
    const heard = heardIn([joined(silence(1.5), talk, silence(1.2), talk, silence(1))]).speech
    const beginning = heard.findIndex((p) => p > 0.5)
    assert.ok(Math.abs(beginning - 150) <= 5, `found at ${beginning * 10} ms instead of 1500 ms`)
    assert.ok(
      heard.subarray(490, 530).every((p) => p < 0.5),
      'still speech in the middle of the pause',
    )
  })

  it('gives one step for each 10 ms begun, at any sample rate', () => {
    for (const sampleRateHz of [8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 192000]) {
      const length = Math.round(0.505 * sampleRateHz)
      const heard = heardIn([new Float32Array(length).fill(0.1)], sampleRateHz)
      assert.equal(heard.speech.length, 51, `${sampleRateHz} Hz`)
    }
  })

  it('hears the same speech at 44.1 and 96 kHz', () => {
    for (const sampleRateHz of [44100, 96000]) {
      const talk = madeSpeech(new Chance(5), sampleRateHz, 6)
      assert.ok(share(heardIn([talk], sampleRateHz).speech) > 0.75, `${sampleRateHz} Hz`)
    }
  })

  it('hears the same wherever blocks are cut', () => {
    const part = speech.subarray(0, rateHz)
    const whole = heardIn([part, part])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (cut) => {
        assert.deepEqual(heardIn([part, part], rateHz, cut), whole)
      }),
      { numRuns: 12, examples: [[1], [480]] },
    )
  })

  it('survives samples that are no numbers', () => {
    const broken = speech.slice(0, rateHz)
    broken.set([NaN, Infinity, -Infinity, 1e30], 100)
    assert.ok(heardIn([broken]).speech.every((p) => p >= 0 && p <= 1))
  })
})
