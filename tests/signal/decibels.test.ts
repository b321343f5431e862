// Logarithm and power by arithmetic, against the library's.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { dbFromGain, dbFromPower, exp2, gainFromDb, log2 } from '../../dsp-core/signal/decibels'

describe('decibels by arithmetic', () => {
  it('log2 is right to 1e-11 for all positive numbers', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
        (x) => Math.abs(log2(x) - Math.log2(x)) < 1e-11,
      ),
      { numRuns: 5000, seed: 1 },
    )
    for (let i = 0; i < 10000; i++)
      assert.ok(Math.abs(log2(0.5 + i / 5000) - Math.log2(0.5 + i / 5000)) < 1e-11)
  })
  it('exp2 is right to 1e-11 of itself from -900 to 900', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -900, max: 900, noNaN: true }),
        (x) => Math.abs(exp2(x) / 2 ** x - 1) < 1e-11,
      ),
      { numRuns: 5000, seed: 1 },
    )
  })
  it('gains and decibels turn into each other without loss that could be heard', () => {
    for (let db = -120; db <= 60; db += 0.37) {
      assert.ok(Math.abs(dbFromGain(gainFromDb(db)) - db) < 1e-9)
      assert.ok(Math.abs(dbFromPower(gainFromDb(db) ** 2) - db) < 1e-9)
      assert.ok(Math.abs(gainFromDb(db) / 10 ** (db / 20) - 1) < 1e-10)
    }
  })
  it('0 dB is 1 exactly, and silence is a number', () => {
    assert.equal(gainFromDb(0), 1)
    assert.ok(Number.isFinite(dbFromGain(0)) && dbFromGain(0) < -6000)
    assert.equal(gainFromDb(-10000), 0)
  })
})
