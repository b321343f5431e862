// What the suppressor for voices promises beyond the contract, on made voices and on recorded ones in noise.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openWav } from '../../client/media/wavReader'
import { MissingKernel, openEngine, typescriptEngine } from '../../dsp-core/index'
import { engines } from '../engines'
import { materialRateHz } from '../listen/material'
import { madeNoises, noisyVoice, recordedNoises, voices } from '../quality/noisyVoices'
import { resampled } from '../quality/resampled'
import { siSdr } from '../quality/siSdr'
import { estoi } from '../quality/stoi'
import { dbOf, gainOf, joined, largestDifference, noise, peakOf, rmsOf } from '../signals'
import { describeWithRecordings, differenceOf, medianOf } from './recorded'
import { runInStep } from './run'

const rates = [44100, 48000, 96000]
const demoLines = join(__dirname, '..', '..', 'headless', 'demo', 'speech')
/** The demo's speakers, each line followed by a second's pause. */
const spoken = readdirSync(demoLines).filter((name) => name.endsWith('.wav'))
const lines = async (from: number, count: number): Promise<Float32Array> => {
  const parts: Float32Array[] = []
  for (const name of spoken.slice(from, from + count)) {
    const wav = (await openWav(join(demoLines, name)))!
    const [line] = await wav.read(0, wav.lengthSamples)
    await wav.close()
    parts.push(at(line, wav.sampleRateHz, 48000), new Float32Array(48000))
  }
  const x = joined(...parts)
  const gain = 0.1 / rmsOf(x)
  return x.map((value) => gain * value)
}
const at = (x: Float32Array, fromHz: number, toHz: number): Float32Array =>
  fromHz === toHz ? x : Float32Array.from(resampled(x, fromHz, toHz))
/** Noise of a room: falling by 6 dB per octave from 1 kHz. */
const bed = (seed: number, lengthSamples: number, snrDb: number): Float32Array => {
  let low = 0
  const x = noise(seed, lengthSamples).map((white) => (low += 0.13 * (white - low)))
  const gain = 0.1 / rmsOf(x) / gainOf(snrDb)
  return x.map((value) => gain * value)
}
/** In the pause at the end. */
const removedDb = (before: Float32Array, after: Float32Array, rateHz = 48000): number =>
  dbOf(rmsOf(before, before.length - 0.8 * rateHz) / rmsOf(after, before.length - 0.8 * rateHz))
const sumOf = (a: Float32Array, b: Float32Array) => a.map((value, i) => value + b[i])
const suppressed = (sound: Float32Array[], depthDb: number, sampleRateHz = 48000) =>
  runInStep('voice-denoise', { depthDb }, sound, { sampleRateHz })
const within = (value: number, from: number, to: number) =>
  assert.ok(value >= from && value <= to, String(value))

describe('the suppressor for voices', () => {
  let clean: Float32Array = new Float32Array(0)
  before(async () => (clean = await lines(4, 2)))

  it('takes up to its depth from the noise in a pause, at 44.1, 48 and 96 kHz', () => {
    const noisy = sumOf(clean, bed(3, clean.length, 10))
    for (const rateHz of rates)
      for (const [depthDb, atLeast] of [
        [6, 5],
        [12, 9],
        [20, 12],
      ]) {
        const sound = at(noisy, 48000, rateHz)
        const { sound: out } = suppressed([sound], depthDb, rateHz)
        within(removedDb(sound, out[0], rateHz), atLeast, depthDb + 0.1)
      }
  })
  it('takes noise that is another every half second as well', () => {
    const changing = bed(5, clean.length, 10).map((value, i) => value * (Math.floor(i / 24000) % 2 ? 0.3 : 1))
    const noisy = sumOf(clean, changing)
    within(removedDb(noisy, suppressed([noisy], 12).sound[0]), 8, 12.1)
  })
  it('tells how much it took, and how surely somebody spoke', () => {
    const around = bed(3, clean.length, 10)
    const [quiet, loud] = [around, sumOf(clean, around)].map((x) => suppressed([x], 12).readings)
    within(quiet.amountRemovedDb, 5, 12.1)
    within(loud.amountRemovedDb, 0.1, 3)
    within(quiet.voiceProbability, 0, 0.4)
    within(loud.voiceProbability, 0.4, 1)
  })
  it('leaves a clear voice: what it takes lies 25 dB under it, low notes included, at every rate', () => {
    for (const rateHz of rates) {
      const clear = at(clean, 48000, rateHz)
      const { sound } = suppressed([clear], 12, rateHz)
      within(dbOf(rmsOf(differenceOf(clear, sound[0])) / rmsOf(clear)), -200, -25)
    }
  })
  it('lifts a voice out of noise that is as loud as itself by 4 dB', () => {
    const noisy = sumOf(clean, bed(8, clean.length, 0))
    within(siSdr(clean, suppressed([noisy], 12).sound[0]) - siSdr(clean, noisy), 4, 30)
  })
  it('keeps a voice in the middle between ears that hear different noise: they differ by 0.3 dB at most', () => {
    const { sound } = suppressed(
      [10, 11].map((seed) => sumOf(clean, bed(seed, clean.length, 5))),
      12,
    )
    const heardIn = (ear: Float32Array) =>
      clean.reduce((sum, value, i) => sum + value * ear[i], 0) /
      clean.reduce((sum, value) => sum + value * value, 0)
    within(Math.abs(dbOf(heardIn(sound[0]) / heardIn(sound[1]))), 0, 0.3)
  })
  it('treats the centre of 5.1 by itself', () => {
    const silent = new Float32Array(clean.length)
    const { sound } = suppressed([silent, silent, clean, silent, silent, silent], 12)
    for (const c of [0, 1, 3, 4, 5]) assert.equal(peakOf(sound[c]), 0)
  })
  it('hears damage as silence, and is itself again after it', () => {
    const around = bed(13, clean.length, 10)
    const sound = joined(
      around,
      noise(14, 4800, 1e30),
      new Float32Array(9600).fill(NaN),
      sumOf(clean, around),
    )
    within(removedDb(sound, suppressed([sound], 12).sound[0]), 8, 12.1)
  })
})

describe('the suppressor for voices in engines', () => {
  let sound: Float32Array[] = []
  before(async () => {
    const clean = await lines(8, 2)
    sound = [sumOf(clean, bed(17, clean.length, 10)), bed(18, clean.length, 10)]
  })
  const madeBy = (engine: 'scalar' | 'simd', sampleRateHz: number): Float32Array[] => {
    const made = sound.map((channel) => channel.slice())
    const setup = { sampleRateHz, channels: 2, maxBlock: made[0].length }
    engines[engine]().createProcessor('voice-denoise', {}, setup).process(made, made[0].length)
    return made
  }
  it('sounds the same with and without vector instructions: within -110 dBFS at 48 kHz', () => {
    const [scalar, simd] = [madeBy('scalar', 48000), madeBy('simd', 48000)]
    scalar.forEach((channel, c) => within(dbOf(largestDifference(channel, simd[c])), -400, -110))
  })
  it('and nearly so at other rates, where the last bit of a resampler decides on a pitch: 30 dB under the sound', () => {
    const [scalar, simd] = [madeBy('scalar', 44100), madeBy('simd', 44100)]
    scalar.forEach((channel, c) =>
      within(dbOf(rmsOf(differenceOf(channel, simd[c])) / rmsOf(channel)), -400, -30),
    )
  })
  it('says by name that it cannot run in plain TypeScript, or where its part was not built', () => {
    const setup = { sampleRateHz: 48000, channels: 1, maxBlock: 512 }
    for (const engine of [typescriptEngine, openEngine(null)])
      assert.throws(() => engine.createProcessor('voice-denoise', {}, setup), MissingKernel)
  })
})

describeWithRecordings('the suppressor for voices, recorded', () => {
  const scenes = (snrDb: number) => {
    const noises = [madeNoises()[1], ...recordedNoises().filter((_, i) => i % 9 === 2)]
    return voices(60, 7).flatMap((of) => noises.map((around) => noisyVoice(of, around, snrDb)))
  }
  for (const [snrDb, gained, understood] of [
    [0, 1, -0.01],
    [5, 1, -0.005],
    [10, -0.5, -0.01],
    [15, -4, -0.02],
  ]) {
    it(`over noise at ${snrDb} dB: ESTOI changes by ${understood} or more, SI-SDR by ${gained} dB or more (medians)`, () => {
      const made = scenes(snrDb).map(({ clean, noisy }) => {
        const [out] = suppressed([noisy], 12, materialRateHz).sound
        return {
          gained: siSdr(clean, out) - siSdr(clean, noisy),
          understood: estoi(clean, out, materialRateHz) - estoi(clean, noisy, materialRateHz),
        }
      })
      within(medianOf(made.map((of) => of.gained)), gained, 40)
      within(medianOf(made.map((of) => of.understood)), understood, 1)
    })
  }
})
