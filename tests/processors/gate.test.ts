// What the gate promises beyond the contract.
import assert from 'node:assert/strict'
import { constant, dbOf, gainOf, joined, sine } from '../signals'
import { run, runInStep } from './run'

const level = (lengthSamples: number, dbfs: number) => constant(lengthSamples, gainOf(dbfs))

/** Gain in dB after a steady level. */
const settled = (params: Record<string, number>, dbfs: number): number => {
  const { sound } = run('gate', { holdMs: 0, releaseMs: 20, ...params }, [level(96000, dbfs)])
  return dbOf(sound[0][95999]) - dbfs
}

describe('the gate', () => {
  it('leaves what is over its threshold alone, and lowers what is under it by the ratio, down to the range', () => {
    const params = { thresholdDb: -40, ratio: 2, rangeDb: 15 }
    assert.ok(Math.abs(settled(params, -39)) < 1e-5)
    assert.ok(Math.abs(settled(params, -45) + 5) < 0.05)
    assert.ok(Math.abs(settled(params, -52) + 12) < 0.05)
    assert.ok(Math.abs(settled(params, -70) + 15) < 0.05)
  })
  it('holds after the sound has ended, then closes in its release time', () => {
    const x = joined(level(4800, -20), level(96000, -60))
    const { sound } = run('gate', { thresholdDb: -40, ratio: 20, rangeDb: 40, holdMs: 200, releaseMs: 100 }, [
      x,
    ])
    const gainDb = (ms: number) => dbOf(sound[0][4800 + 48 * ms]) + 60
    assert.ok(gainDb(190) > -0.1, String(gainDb(190)))
    assert.ok(Math.abs(gainDb(300) + 40 * (1 - Math.exp(-1))) < 1, String(gainDb(300)))
    assert.ok(gainDb(900) < -39)
  })
  it('does not flutter around its threshold: hysteresis keeps it open', () => {
    const wobble = sine({ hz: 4, dbfs: 0, lengthSamples: 96000 }).map((value) => gainOf(-41 + 2 * value))
    const params = { thresholdDb: -40, ratio: 10, holdMs: 0, releaseMs: 5, attackMs: 0.1 }
    const steady = run('gate', { ...params, hysteresisDb: 6 }, [wobble]).readings
    const nervous = run('gate', { ...params, hysteresisDb: 0 }, [wobble]).readings
    assert.ok(steady.openPercent > 98 && nervous.openPercent < 60, JSON.stringify([steady, nervous]))
  })
  it('opens at its threshold and shuts at threshold less hysteresis, within 0.1 dB', () => {
    for (const [thresholdDb, hysteresisDb] of [
      [-40, 6],
      [-30, 0],
      [-55, 12],
    ]) {
      const params = {
        thresholdDb,
        hysteresisDb,
        ratio: 20,
        rangeDb: 40,
        holdMs: 0,
        releaseMs: 5,
        attackMs: 0.1,
      }
      const isOpen = (opening: number, dbfs: number) => {
        const { sound } = run('gate', params, [joined(level(4800, opening), level(48000, dbfs))])
        return dbOf(sound[0][52000]) - dbfs > -0.5
      }
      const [shut, open] = [-100, -10]
      assert.ok(!isOpen(shut, thresholdDb - 0.1) && isOpen(shut, thresholdDb + 0.1))
      assert.ok(isOpen(open, thresholdDb - hysteresisDb + 0.1))
      assert.ok(!isOpen(open, thresholdDb - hysteresisDb - 0.1))
    }
  })
  it('as an expander follows its static curve within 0.1 dB: the ratio under the threshold, never beyond the range', () => {
    for (const [ratio, rangeDb] of [
      [1.5, 12],
      [2, 40],
      [4, 90],
    ]) {
      for (let dbfs = -80; dbfs <= -20; dbfs += 5) {
        const wanted = Math.max(-rangeDb, Math.min(0, (dbfs + 40) * (ratio - 1)))
        const measured = settled({ thresholdDb: -40, hysteresisDb: 0, ratio, rangeDb }, dbfs)
        assert.ok(Math.abs(measured - wanted) < 0.1, `${ratio}, ${dbfs} dBFS: ${measured}, not ${wanted}`)
      }
    }
  })
  it('stays open through a pause shorter than its hold, to the last bit, and shuts in a longer one', () => {
    const word = level(9600, -20)
    const paused = (ms: number) => [joined(word, level(48 * ms, -60), word)]
    const params = { thresholdDb: -40, ratio: 20, rangeDb: 40, holdMs: 250, releaseMs: 5, attackMs: 0.1 }
    const short = run('gate', params, paused(240))
    assert.deepEqual(short.sound, paused(240))
    assert.equal(short.readings.openPercent, 100)
    const long = run('gate', params, paused(400))
    assert.ok(long.readings.gainReductionDb > 39, String(long.readings.gainReductionDb))
    // 250 of 800 ms are open by hold, 400 by the words.
    assert.ok(Math.abs(long.readings.openPercent - 81.25) < 0.2, String(long.readings.openPercent))
  })
  it('opens to 63 % in its attack time and shuts to 63 % in its release time, within 5 %', () => {
    for (const [attackMs, releaseMs] of [
      [2, 50],
      [20, 200],
    ]) {
      for (let late = 0; late < 8; late++) {
        const opening = 72000 + late
        const shutting = opening + 24000
        const x = joined(level(opening, -70), level(24000, -20), level(96000, -70))
        const params = { thresholdDb: -40, ratio: 20, rangeDb: 40, holdMs: 0, attackMs, releaseMs }
        const { sound } = run('gate', params, [x])
        const timeOf = (from: number, reached: (db: number) => boolean) => {
          let i = from
          while (!reached(dbOf(sound[0][i] / x[i]))) i++
          return (i - from) / 48
        }
        const up = timeOf(opening, (db) => db >= -40 * Math.exp(-1))
        const down = timeOf(shutting, (db) => db <= -40 * (1 - Math.exp(-1)))
        assert.ok(Math.abs(up / attackMs - 1) < 0.05, `${up} ms, not ${attackMs}`)
        assert.ok(Math.abs(down / releaseMs - 1) < 0.05, `${down} ms, not ${releaseMs}`)
      }
    }
  })
  it('is opened by the side-chain where there is one', () => {
    const main = [level(48000, -60)]
    const params = { thresholdDb: -40, ratio: 20, rangeDb: 30, holdMs: 0, releaseMs: 5, attackMs: 0.1 }
    const speaking = run('gate', params, main, { sidechain: [level(48000, -20)] })
    const silent = run('gate', params, main, { sidechain: [new Float32Array(48000)] })
    assert.deepEqual(speaking.sound, main)
    assert.ok(Math.abs(dbOf(silent.sound[0][40000]) + 90) < 0.1)
  })
  it('with look-ahead is open when the sound begins', () => {
    const x = joined(level(48000, -70), level(4800, -20))
    const params = { thresholdDb: -40, ratio: 20, rangeDb: 60, attackMs: 1, holdMs: 0, releaseMs: 50 }
    const late = runInStep('gate', params, [x]).sound[0][48000 + 4]
    const early = runInStep('gate', { ...params, lookAheadMs: 8 }, [x]).sound[0][48000 + 4]
    assert.ok(dbOf(late) < -60 && Math.abs(dbOf(early) + 20) < 0.5, `${dbOf(late)}, ${dbOf(early)}`)
  })
})
