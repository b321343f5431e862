// What the ducker promises beyond the contract: where it is down, how far, how steep, and that the plan agrees.
import assert from 'node:assert/strict'
import { decideDucks } from '../../dsp-core/plan/ducks'
import type { MixPicture } from '../../dsp-core/plan/picture'
import { duckGainsDb, duckPoints } from '../../dsp-core/processors/ducker/curve'
import { createProcessor } from '../../dsp-core/processors/instance'
import { signalDrawer } from '../../dsp-core/render/drawSignal'
import { dbOf, gainOf, joined, largestDifference, noise, pinkNoise, rmsOf, sine } from '../signals'
import { engines } from '../engines'
import { collectionOf, decoded, hasMaterial, recordings } from '../listen/material'
import { describeWithData } from '../sharedData'
import { run } from './run'

const rateHz = 48000
const seconds = (s: number) => Math.round(s * rateHz)
const silence = (s: number) => new Float32Array(seconds(s))
const speech = (s: number, dbfs = -20) => sine({ hz: 1000, dbfs, lengthSamples: seconds(s) })

/** The gain in dB at each sample of a bed under a side-chain, in step with both. */
const gainsUnder = (params: Record<string, number>, voice: Float32Array, bedDbfs = -20) => {
  const length = voice.length
  const bed = sine({ hz: 1000, dbfs: bedDbfs, lengthSamples: length, phaseDegrees: 90 })
  const setup = { sampleRateHz: rateHz, channels: 1, maxBlock: 4096 }
  const { latencySamples } = createProcessor('ducker', params, setup)
  const pad = (x: Float32Array) => joined(x, new Float32Array(latencySamples))
  const { sound, readings } = run('ducker', params, [pad(bed)], { sidechain: [pad(voice)] })
  // At each period's peak.
  const at = (second: number) => {
    const sample = Math.round(second * 1000) * 48
    return dbOf(sound[0][sample + latencySamples] / bed[sample])
  }
  return { at, readings, latencySamples, sound: sound[0].subarray(latencySamples), bed }
}

const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0)

const fixed = { targetSpeechToBackgroundLu: 0, maxDepthDb: 10, lookAheadMs: 250 }

describe('the ducker', () => {
  it('is complete at the first syllable, begins the way down before it, and holds after the last', () => {
    const { at } = gainsUnder(fixed, joined(silence(4), speech(3), silence(5)))
    assert.ok(Math.abs(at(3.73)) < 0.01, `at rest: ${at(3.73)}`)
    assert.ok(Math.abs(at(3.875) + 5) < 0.5, `half way: ${at(3.875)}`)
    for (const second of [4, 4.5, 7, 7.24])
      assert.ok(Math.abs(at(second) + 10) < 0.01, `${second}: ${at(second)}`)
    assert.ok(Math.abs(at(7.26 + 0.6) + 5) < 0.2, `half way up: ${at(7.86)}`)
    assert.ok(Math.abs(at(8.5)) < 0.01, `up again: ${at(8.5)}`)
  })
  it('moves straight in dB, no steeper than 40 dB a second down and 20 up', () => {
    const voice = joined(silence(4), speech(3), silence(5))
    const { at } = gainsUnder({ ...fixed, maxDepthDb: 24, downMs: 10, upMs: 50 }, voice)
    const slopes = Array.from({ length: 900 }, (_, i) => (at(2.5 + (i + 1) / 100) - at(2.5 + i / 100)) * 100)
    assert.ok(Math.min(...slopes) > -40.5 && Math.min(...slopes) < -39, String(Math.min(...slopes)))
    assert.ok(Math.max(...slopes) < 20.5 && Math.max(...slopes) > 19, String(Math.max(...slopes)))
  })
  it('bridges pauses shorter than it is told, and gaps in which it could not stay up for as long as it must', () => {
    const depthInGap = (gap: number, params: Record<string, number>) => {
      const { at } = gainsUnder(
        { ...fixed, ...params },
        joined(silence(4), speech(2), silence(gap), speech(2)),
      )
      return Math.max(...Array.from({ length: Math.floor(gap * 100) }, (_, i) => at(6 + i / 100)))
    }
    // Hold 0.25, up 1.2, a second up, down 0.25: 2.7 s.
    assert.ok(Math.abs(depthInGap(2.6, {}) + 10) < 0.01)
    assert.ok(Math.abs(depthInGap(2.8, {})) < 0.01)
    const quick = { restoreOnlyIfMs: 0, upMs: 500 }
    assert.ok(Math.abs(depthInGap(1.3, { ...quick, bridgePausesMs: 1400 }) + 10) < 0.01)
    assert.ok(Math.abs(depthInGap(1.3, { ...quick, bridgePausesMs: 500 })) < 0.01)
  })
  it('leaves every bit alone when nobody speaks: silence, no side-chain, or a room below its threshold', () => {
    const bed = pinkNoise(3, seconds(6), 0.5)
    for (const sidechain of [undefined, [silence(6)], [noise(4, seconds(6), gainOf(-56))]]) {
      const { sound, latencySamples, readings } = run('ducker', fixed, [bed], { sidechain })
      const late = joined(new Float32Array(latencySamples), bed).subarray(0, bed.length)
      assert.equal(largestDifference(sound[0], late), 0)
      assert.equal(readings.speakingPercent, 0)
    }
  })
  it('lays the background as far under speech as asked, within 0.1 LU, from whatever levels', () => {
    for (const [speechDbfs, bedDbfs] of [
      [-20, -20],
      [-26, -30],
      [-16, -13],
    ]) {
      const voice = joined(silence(4), speech(6, speechDbfs), silence(2))
      const { sound, bed } = gainsUnder({ targetSpeechToBackgroundLu: 14, maxDepthDb: 24 }, voice, bedDbfs)
      const depth = dbOf(rmsOf(sound, seconds(6), seconds(9)) / rmsOf(bed, seconds(6), seconds(9)))
      const over = speechDbfs - (bedDbfs + depth)
      assert.ok(Math.abs(over - 14) < 0.1, `${over} LU`)
    }
  })
  it('does not go down for what lies far enough under speech already, and no deeper than allowed', () => {
    const voice = joined(silence(4), speech(3, -20), silence(3))
    const { sound, bed } = gainsUnder({ targetSpeechToBackgroundLu: 12 }, voice, -40)
    assert.equal(largestDifference(sound.subarray(0, seconds(7)), bed.subarray(0, seconds(7))), 0)
    const { at } = gainsUnder({ targetSpeechToBackgroundLu: 30, maxDepthDb: 8 }, voice)
    assert.ok(Math.abs(at(5) + 8) < 0.01)
  })
  it('is as late as it says, by what deciding takes, and at most 5.2 s', () => {
    const latency = (params: Record<string, number>) =>
      createProcessor('ducker', params, { sampleRateHz: rateHz, channels: 1, maxBlock: 64 }).latencySamples /
      rateHz
    assert.ok(Math.abs(latency({}) - 2.59) < 0.001, String(latency({})))
    const most = latency({
      maxDepthDb: 24,
      lookAheadMs: 500,
      downMs: 10,
      holdMs: 0,
      bridgePausesMs: 2000,
      upMs: 2000,
      restoreOnlyIfMs: 2000,
    })
    assert.ok(most < 5.2, String(most))
    assert.equal(latency({ maxDepthDb: 0 }), 0)
  })
  it('gives the same sound wherever blocks are cut while it is driven', () => {
    const voice = joined(silence(3), speech(1.5), silence(4), speech(0.5), silence(1))
    const bed = [pinkNoise(1, voice.length, 0.5), pinkNoise(2, voice.length, 0.5)]
    const whole = run('ducker', {}, bed, { sidechain: [voice] })
    for (const blockSamples of [77, 480, 1024])
      assert.deepEqual(run('ducker', {}, bed, { sidechain: [voice], blockSamples }), whole)
  })
})

describe('the ducker in WebAssembly', () => {
  it('gives the bits of plain TypeScript through whole passages', () => {
    const voice = joined(silence(3), speech(1.5), silence(4), speech(0.5), silence(3))
    const bed = pinkNoise(1, voice.length, 0.5)
    const made = [engines.typescript(), engines.scalar(), engines.simd()].map((engine) => {
      const out = bed.slice()
      const setup = { sampleRateHz: rateHz, channels: 1, maxBlock: out.length }
      engine.createProcessor('ducker', {}, setup).process([out], out.length, [voice])
      return out
    })
    assert.deepEqual(made[1], made[0])
    assert.ok(largestDifference(made[2], made[0]) < 1e-7)
  })
})

describeWithData('the ducker, driven by recorded speech', () => {
  it('is down in every syllable from the first word on, and lets speech stand over music as asked, within 2 LU', function () {
    if (!hasMaterial) return this.skip()
    const collections = new Set<string>()
    const voices = recordings('speech')
      .filter(({ name }) => !collections.has(collectionOf(name)) && collections.add(collectionOf(name)))
      .map((recording) => decoded(recording)[0].slice(0, seconds(15)))
      .filter((x) => x.length > seconds(6))
      .slice(0, 8)
    assert.ok(voices.length >= 5)
    for (const voice of voices) {
      const level = run('loudness-meter', {}, [voice, voice.slice()]).readings.integratedLufs
      const speaking = joined(
        silence(4),
        voice.map((value) => value * gainOf(-23 - level)),
        silence(4),
      )
      const rmsDbfs = (x: Float32Array, at: number) => dbOf(rmsOf(x, at, at + 480) + 1e-9)
      const bed = pinkNoise(1, speaking.length, 0.3)
      const under = (params: Record<string, number>): Float32Array => {
        const setup = { sampleRateHz: rateHz, channels: 1, maxBlock: 64 }
        const pad = new Float32Array(createProcessor('ducker', params, setup).latencySamples)
        return run('ducker', params, [joined(bed, pad)], {
          sidechain: [joined(speaking, pad)],
        }).sound[0].subarray(pad.length)
      }
      const full = under({ targetSpeechToBackgroundLu: 0, maxDepthDb: 10 })
      const [asked, spoken, heard] = [under({ targetSpeechToBackgroundLu: 15, maxDepthDb: 24 }), [0], [0]]
      for (let at = 0; at + 480 <= speaking.length; at += 480) {
        if (rmsDbfs(speaking, at) < -40) continue
        const depth = rmsDbfs(full, at) - rmsDbfs(bed, at)
        assert.ok(Math.abs(depth + 10) < 0.1, `${depth} dB at ${at / rateHz} s`)
        spoken.push(rmsOf(speaking, at, at + 480) ** 2)
        heard.push(rmsOf(asked, at, at + 480) ** 2)
      }
      const over = dbOf(sumOf(spoken) / sumOf(heard)) / 2
      assert.ok(Math.abs(over - 15) < 2, `${over} dB`)
    }
  })
})

/** Steps of 10 ms: speech of one level with pauses, over a bed of one level. */
const material = (spans: [number, number][], steps: number, speechPower: number, backgroundPower: number) => {
  const speaking = new Uint8Array(steps)
  for (const [from, to] of spans) speaking.fill(1, from, to)
  const voice = Float32Array.from(speaking, (speaks) => speaks * speechPower)
  return {
    speaking,
    speech: voice,
    background: new Float32Array(steps).fill(backgroundPower),
    samplesPerStep: 480,
  }
}

const rule = {
  targetSpeechToBackgroundLu: 12,
  maxDepthDb: 10,
  lookAheadMs: 300,
  downMs: 250,
  holdMs: 250,
  bridgePausesMs: 900,
  upMs: 1200,
  restoreOnlyIfMs: 1000,
}

describe('the curve of the ducker', () => {
  const spans: [number, number][] = [
    [500, 900],
    [960, 1200],
    [1500, 1540],
    [1700, 2300],
    [2900, 3000],
  ]
  const heard = material(spans, 4000, 0.004, 0.0015)

  it('is the curve that the plan decides for the same speech and levels, within 0.05 dB', () => {
    const picture = {
      steps: 4000,
      samplesPerStep: 480,
      speaking: heard.speaking,
      voice: heard.speech,
      energy: { music: heard.background },
    } as unknown as MixPicture
    const ducks = decideDucks(picture, 'music', rule, { rateHz, lengthSamples: 4000 * 480 })
    assert.equal(ducks.length, 3)
    const [drawn, planned] = [new Float32Array(4000 * 480), new Float32Array(4000 * 480)]
    signalDrawer({ kind: 'points', points: duckPoints(heard, rule) }).draw(drawn, 0, drawn.length)
    signalDrawer({ kind: 'ducks', ducks }).draw(planned, 0, planned.length)
    for (let i = 0; i < drawn.length; i += 97)
      assert.ok(
        Math.abs(dbOf(drawn[i]) - dbOf(planned[i])) < 0.05,
        `${i / rateHz} s: ${dbOf(drawn[i])}, ${dbOf(planned[i])}`,
      )
  })
  it('is few points: four for each time it goes down', () => {
    assert.ok(duckPoints(heard, rule).length <= 3 * 4 + 2, String(duckPoints(heard, rule).length))
  })
  it('is a flat line at 0 dB when nobody speaks or nothing plays', () => {
    for (const still of [material([], 1000, 0.004, 0.002), material([[100, 400]], 1000, 0.004, 0)])
      assert.deepEqual(
        duckPoints(still, rule).map(({ db }) => Math.abs(db)),
        [0, 0],
      )
  })
  it('is down at every first syllable and never above it while somebody speaks, for talk made by chance', () => {
    const next = noise(11, 4000, 1)
    let [at, used] = [300, 0]
    const talk: [number, number][] = []
    while (at < 9000) {
      const length = 5 + Math.floor(Math.abs(next[used++]) * 300)
      talk.push([at, at + length])
      at += length + 1 + Math.floor(Math.abs(next[used++]) ** 3 * 800)
    }
    const gains = duckGainsDb(material(talk, 11000, 0.004, 0.002), { ...rule, targetSpeechToBackgroundLu: 0 })
    for (const [from, to] of talk)
      for (let step = from; step <= to; step++)
        assert.ok(Math.abs(gains[step] + 10) < 1e-9, `step ${step}: ${gains[step]}`)
    assert.ok(gains[100] === 0 && gains[gains.length - 1] === 0)
  })
  it('follows levels that change while somebody speaks, no faster than 2 dB a second', () => {
    const swelling = material([[500, 3500]], 4000, 0.004, 0.001)
    swelling.background.fill(0.004, 2000)
    const gains = duckGainsDb(swelling, { ...rule, maxDepthDb: 20, targetSpeechToBackgroundLu: 12 })
    assert.ok(Math.abs(gains[600] + 6) < 0.1, String(gains[600]))
    assert.ok(gains[3400] < -10, String(gains[3400]))
    for (let step = 600; step < 3500; step++) assert.ok(Math.abs(gains[step + 1] - gains[step]) < 0.0201)
  })
  it('goes down for music that begins while somebody speaks, before it begins', () => {
    const entering = material([[300, 2000]], 3000, 0.004, 0)
    entering.background.fill(0.004, 1000)
    const gains = duckGainsDb(entering, { ...rule, targetSpeechToBackgroundLu: 8 })
    assert.ok(gains[900] === 0 && Math.abs(gains[1000] + 8) < 0.05, String(gains[1000]))
  })
})
