// What the leveler promises beyond the contract: speakers come out alike, pauses do not rise, and a hand is not hasty.
import assert from 'node:assert/strict'
import { engines } from '../engines'
import { collectionOf, decoded, hasMaterial, recordings } from '../listen/material'
import { describeWithData } from '../sharedData'
import { dbOf, gainOf, joined, largestDifference, noise, pinkNoise, speechLike } from '../signals'
import { run, runInStep } from './run'

const rateHz = 48000
const seconds = (s: number) => Math.round(s * rateHz)
const scaled = (x: Float32Array, db: number) => x.map((value) => value * gainOf(db))

const lufs = (x: Float32Array, from = 0, to = x.length): number => {
  const part = x.slice(from, to)
  return run('loudness-meter', {}, [part, part.slice()]).readings.integratedLufs
}

const atLufs = (x: Float32Array, level: number) => scaled(x, level - lufs(x))

interface Turn {
  fromSample: number
  toSample: number
}

/** Speakers one after the other, each at -23 LUFS plus its offset, pauses between, noise under it all. */
const talk = (speakers: Float32Array[], offsets: number[], pauses: number[], noisePeakDb: number) => {
  const parts: Float32Array[] = []
  const turns: Turn[] = []
  let at = 0
  speakers.forEach((speaker, i) => {
    const voice = scaled(atLufs(speaker, -23), offsets[i % offsets.length])
    const pause = new Float32Array(seconds(pauses[i % pauses.length]))
    turns.push({ fromSample: at, toSample: at + voice.length })
    parts.push(voice, pause)
    at += voice.length + pause.length
  })
  const bed = pinkNoise(5, at, gainOf(noisePeakDb))
  return { sound: joined(...parts).map((value, i) => value + bed[i]), turns }
}

/** Gain in dB around a sample: where the sound is loudest in 10 ms. */
const gainAt = (before: Float32Array, after: Float32Array, at: number): number => {
  let loudest = at
  for (let i = at; i < at + 480 && i < before.length; i++)
    if (Math.abs(before[i]) > Math.abs(before[loudest])) loudest = i
  return dbOf(after[loudest] / before[loudest])
}

/** Short-term loudness (3 s) twice a second within turns. */
const shortTerm = (x: Float32Array, turns: Turn[]): number[] =>
  turns.flatMap(({ fromSample, toSample }) => {
    const levels: number[] = []
    for (let at = fromSample; at + seconds(3) <= toSample; at += seconds(0.5))
      levels.push(lufs(x, at, at + seconds(3)))
    return levels.filter((level) => level > -60).sort((a, b) => a - b)
  })

const spread = (levels: number[]): number => {
  const sorted = [...levels].sort((a, b) => a - b)
  return sorted[Math.floor(0.95 * (sorted.length - 1))] - sorted[Math.floor(0.05 * sorted.length)]
}

/** By how much a pause is lifted over what the turns beside it get, dB. */
const mostLift = (before: Float32Array, after: Float32Array, turns: Turn[]): number => {
  let most = -Infinity
  for (let i = 0; i + 1 < turns.length; i++) {
    const [end, begin] = [turns[i].toSample, turns[i + 1].fromSample]
    const beside: number[] = []
    for (let at = end - seconds(2); at < end; at += 4800) beside.push(gainAt(before, after, at))
    for (let at = begin; at < begin + seconds(2); at += 4800) beside.push(gainAt(before, after, at))
    for (let at = end; at + 480 <= begin; at += 4800)
      most = Math.max(most, gainAt(before, after, at) - Math.max(...beside))
  }
  return most
}

const made = (count: number, length: number) =>
  Array.from({ length: count }, (_, i) => speechLike(20 + i, seconds(length)))

describe('the leveler', () => {
  it('brings a voice of any level in its reach to the target, within 1 LU', () => {
    for (const level of [-33, -28, -23, -14]) {
      const { sound } = runInStep('leveler', {}, [atLufs(speechLike(3, seconds(12)), level)])
      const reached = lufs(sound[0], seconds(3))
      assert.ok(Math.abs(reached + 23) < 1, `${level}: ${reached} LUFS`)
    }
  })
  it('lifts and lowers by no more than it may', () => {
    const soft = runInStep('leveler', { maxGainDb: 6 }, [atLufs(speechLike(3, seconds(8)), -40)])
    assert.ok(Math.abs(soft.readings.mostGainDb - 6) < 0.1, String(soft.readings.mostGainDb))
    const loud = runInStep('leveler', { maxCutDb: 4 }, [atLufs(speechLike(3, seconds(8)), -12)])
    assert.ok(Math.abs(loud.readings.mostCutDb - 4) < 0.1, String(loud.readings.mostCutDb))
  })
  it('makes speakers who are 8 to 12 LU apart come out within 2 LU of each other', () => {
    const { sound, turns } = talk(made(6, 6), [0, -10, 0, -12, -4, 4], [0.5, 2, 5], -55)
    const out = runInStep('leveler', {}, [sound]).sound[0]
    const levels = turns.map(({ fromSample, toSample }) => lufs(out, fromSample + seconds(1), toSample))
    assert.ok(Math.max(...levels) - Math.min(...levels) < 2, levels.join(' '))
  })
  it('is ready for the next speaker after half a second of pause, and has left no one early', () => {
    const { sound, turns } = talk(made(4, 5), [4, -8, 4, -8], [0.5], -60)
    const out = runInStep('leveler', {}, [sound]).sound[0]
    for (const { fromSample, toSample } of turns) {
      const settled = gainAt(sound, out, fromSample + seconds(3))
      const first = gainAt(sound, out, fromSample + seconds(0.2))
      const last = gainAt(sound, out, toSample - seconds(0.2))
      assert.ok(Math.abs(first - settled) < 6, `first word: ${first}, later ${settled}`)
      assert.ok(Math.abs(last - settled) < 3, `last word: ${last}, before ${settled}`)
    }
  })
  it('does not lift a pause over what the speech beside it gets', () => {
    const { sound, turns } = talk(made(5, 5), [0, -10, 2, -8, 0], [0.5, 3, 8], -50)
    const out = runInStep('leveler', {}, [sound]).sound[0]
    assert.ok(mostLift(sound, out, turns) < 0.5, String(mostLift(sound, out, turns)))
  })
  it('leaves a room in which nobody speaks alone, to the last bit', () => {
    const room = pinkNoise(2, seconds(8), gainOf(-52))
    const { sound, readings } = runInStep('leveler', {}, [room])
    assert.ok(readings.heededPercent === 0 && largestDifference(sound[0], room) === 0)
  })
  it('treats a voice alike on one channel and on two', () => {
    const voice = atLufs(speechLike(3, seconds(6)), -33)
    const one = runInStep('leveler', {}, [voice]).sound[0]
    const two = runInStep('leveler', {}, [voice, voice.slice()]).sound[1]
    assert.ok(largestDifference(one, two) < 1e-6)
  })
  it('gives the same bits in WebAssembly and wherever blocks are cut, through changes of speaker', () => {
    const { sound } = talk(made(3, 3), [0, -10, 4], [1], -55)
    const through = (engine: ReturnType<typeof engines.scalar>, blockSamples: number) => {
      const out = sound.slice()
      const processor = engine.createProcessor(
        'leveler',
        {},
        { sampleRateHz: rateHz, channels: 1, maxBlock: 8192 },
      )
      for (let at = 0; at < out.length; at += blockSamples) {
        const block = out.subarray(at, Math.min(out.length, at + blockSamples))
        processor.process([block], block.length)
      }
      return out
    }
    const whole = through(engines.typescript(), 8192)
    assert.deepEqual(through(engines.scalar(), 777), whole)
    assert.ok(largestDifference(through(engines.simd(), 1024), whole) < 1e-6)
    assert.ok(largestDifference(whole.subarray(0, seconds(1)), new Float32Array(seconds(1))) === 0)
  })
  it('is not led astray by clicks, breaths of noise or silence', () => {
    const x = joined(new Float32Array(seconds(2)), noise(1, 4800, 0.02), new Float32Array(seconds(3)))
    const { readings } = runInStep('leveler', {}, [x])
    assert.equal(readings.mostGainDb, 0)
  })
})

describeWithData('the leveler, on recorded speech', () => {
  /** One recording of each collection: speakers, rooms and languages as different as can be. */
  const speakers = (): Float32Array[] => {
    const collections = new Set<string>()
    return recordings('speech')
      .filter(({ name }) => !collections.has(collectionOf(name)) && collections.add(collectionOf(name)))
      .map((recording) => decoded(recording)[0].slice(seconds(0.5), seconds(9)))
      .filter((x) => x.length === seconds(8.5) && lufs(x) > -50)
      .slice(0, 10)
  }
  it('narrows short-term loudness across jumps of 8 to 12 LU to a quarter, and lifts no pause by 3 dB', function () {
    if (!hasMaterial) return this.skip()
    const { sound, turns } = talk(speakers(), [0, -10, 2, -10, 0, 8, -4, 6, -6, 4], [0.5, 2, 6], -48)
    const out = runInStep('leveler', {}, [sound]).sound[0]
    const [before, after] = [spread(shortTerm(sound, turns)), spread(shortTerm(out, turns))]
    assert.ok(turns.length >= 6 && before > 10, `${turns.length} speakers, ${before} LU`)
    assert.ok(after < before / 4, `${before} LU before, ${after} LU after`)
    assert.ok(mostLift(sound, out, turns) < 3, String(mostLift(sound, out, turns)))
  })
})
