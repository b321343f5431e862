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
  it('with look-ahead is open when the sound begins', () => {
    const x = joined(level(48000, -70), level(4800, -20))
    const params = { thresholdDb: -40, ratio: 20, rangeDb: 60, attackMs: 1, holdMs: 0, releaseMs: 50 }
    const late = runInStep('gate', params, [x]).sound[0][48000 + 4]
    const early = runInStep('gate', { ...params, lookAheadMs: 8 }, [x]).sound[0][48000 + 4]
    assert.ok(dbOf(late) < -60 && Math.abs(dbOf(early) + 20) < 0.5, `${dbOf(late)}, ${dbOf(early)}`)
  })
})
