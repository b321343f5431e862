// Dialogue loudness: only where the signal says speech, without a level gate, and the programme where speech is rare.
import assert from 'node:assert/strict'
import { dialogueLoudness } from '../../dsp-core/processors/dialogue-loudness-meter/dialogue'
import { createLoudnessMeter } from '../../dsp-core/processors/loudness-meter/loudnessMeter'
import { joined, noise, sine } from '../signals'
import { run } from './run'

const rate = 48000
const tone = (dbfs: number, seconds: number) => sine({ hz: 1000, dbfs, lengthSamples: seconds * rate })
/** 1 within the given seconds. */
const activity = (seconds: number, ...speech: [number, number][]) =>
  Float32Array.from({ length: seconds * rate }, (_, i) =>
    speech.some(([from, to]) => i >= from * rate && i < to * rate) ? 1 : 0,
  )

const read = (sound: Float32Array[], signal?: Float32Array, params = {}) =>
  run('dialogue-loudness-meter', params, sound, { signal }).readings

const near = (value: number, target: number, tolerance: number) =>
  assert.ok(Math.abs(value - target) <= tolerance, `${value}, not ${target} ±${tolerance}`)

describe('dialogue loudness', () => {
  it('reads a tone at the level of speech, whatever plays around it', () => {
    const x = joined(tone(-14, 30), tone(-27, 20), tone(-14, 30))
    const { dialogueLufs, speechPercent, programmeLufs, loudnessToDialogueLu } = read(
      [x, x],
      activity(80, [30, 50]),
    )
    near(dialogueLufs, -27, 0.1)
    near(speechPercent, 25, 0.01)
    near(programmeLufs, -14, 0.15)
    near(loudnessToDialogueLu, 13, 0.2)
  })
  it('has no level gate: soft speech counts in full', () => {
    const x = joined(tone(-20, 20), tone(-40, 20))
    const { dialogueLufs, programmeLufs } = read([x, x], activity(40, [0, 40]))
    near(dialogueLufs, 10 * Math.log10((10 ** -2 + 10 ** -4) / 2), 0.1)
    near(programmeLufs, -20, 0.1)
  })
  it('hears no music between words, however short the pauses are', () => {
    const spoken = activity(20).map((_, i) => (i % 9600 < 4800 ? 1 : 0))
    const x = tone(-27, 20).map((value, i) => (spoken[i] ? value : 4 * value))
    const { dialogueLufs, speechPercent } = read([x, x], spoken)
    near(dialogueLufs, -27, 0.3)
    near(speechPercent, 50, 0.01)
  })
  it('anchors to speech from 15 % on, to the programme below', () => {
    const x = joined(tone(-30, 20), tone(-20, 80))
    near(read([x, x], activity(100, [0, 16])).anchorLufs, -30, 0.1)
    const rare = read([x, x], activity(100, [0, 14]))
    near(rare.anchorLufs, rare.programmeLufs, 1e-9)
    near(rare.anchorLufs, -20.86, 0.15)
    near(read([x, x], activity(100, [0, 14]), { rareSpeechPercent: 10 }).anchorLufs, -30, 0.1)
  })
  it('takes all for speech without a signal, and probabilities as shares', () => {
    const x = tone(-23, 5)
    near(read([x, x]).dialogueLufs, -23, 0.1)
    assert.equal(read([x, x]).speechPercent, 100)
    near(read([x, x], new Float32Array(x.length).fill(0.6)).dialogueLufs, -23, 0.1)
    near(read([x, x], new Float32Array(x.length).fill(0.6)).speechPercent, 60, 0.01)
    assert.equal(read([x, x], new Float32Array(x.length).fill(0.4)).dialogueLufs, -Infinity)
  })
  it('knows the range of speech alone', () => {
    const x = joined(tone(-30, 20), tone(-20, 20), tone(-5, 40))
    near(read([x, x], activity(80, [0, 40])).dialogueRangeLu, 10, 0.2)
  })
  it('says of a whole file what the meter of a chain says', () => {
    const x = joined(tone(-30, 8), tone(-20, 12), tone(-26, 10))
    const spoken: [number, number][] = [
      [2, 9],
      [15, 24],
    ]
    const chain = read([x, x], activity(30, ...spoken))
    const steps = Float32Array.from({ length: 3000 }, (_, i) =>
      spoken.some(([from, to]) => i >= from * 100 && i < to * 100) ? 1 : 0,
    )
    const meter = createLoudnessMeter({ sampleRateHz: rate, channels: 2 })
    meter.push([x, x], x.length)
    const whole = dialogueLoudness(meter.finish(), steps)
    near(whole.dialogueLufs, chain.dialogueLufs, 0.01)
    near(whole.dialogueRangeLu, chain.dialogueRangeLu, 0.05)
    near(whole.speechPercent, chain.speechPercent, 0.01)
    near(whole.anchorLufs, chain.anchorLufs, 0.01)
    near(whole.loudnessToDialogueLu ?? NaN, chain.loudnessToDialogueLu, 0.02)
    assert.equal(dialogueLoudness(steps, new Float32Array(3000)).loudnessToDialogueLu, null)
  })
  it('has nothing to read where nobody speaks', () => {
    const x = noise(1, 2 * rate, 0.1)
    const { dialogueLufs, speechPercent, anchorLufs, programmeLufs, loudnessToDialogueLu } = read(
      [x, x],
      activity(2),
    )
    assert.equal(dialogueLufs, -Infinity)
    assert.equal(speechPercent, 0)
    assert.equal(anchorLufs, programmeLufs)
    assert.equal(loudnessToDialogueLu, 0)
  })
})
