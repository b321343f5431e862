// The plan's signals as they are drawn: straight in dB, held outside, and the same wherever blocks are cut.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Duck, PlanSignal } from '../../dsp-core/plan/plan'
import { signalDrawer } from '../../dsp-core/render/drawSignal'
import { decibels } from './madePlans'

const draw = (signal: PlanSignal, from: number, length: number): Float32Array => {
  const out = new Float32Array(length).fill(-1)
  signalDrawer(signal).draw(out, from, length)
  return out
}
const duck = (startSample: number, endSample: number, depthDb: number, given: Partial<Duck> = {}): Duck => ({
  startSample,
  endSample,
  depthDb,
  downSamples: 100,
  upSamples: 400,
  reason: '',
  ...given,
})

describe('Signals', () => {
  it('go straight in dB between points and stay put outside them', () => {
    const signal: PlanSignal = {
      kind: 'points',
      points: [
        { atSample: 100, db: -10 },
        { atSample: 200, db: 0 },
        { atSample: 200, db: -30 },
      ],
    }
    const out = draw(signal, 0, 300)
    for (const [at, db] of [
      [0, -10],
      [100, -10],
      [150, -5],
      [199, -0.1],
      [200, -30],
      [299, -30],
    ])
      assert.ok(Math.abs(decibels(out[at]) - db) < 1e-4, `${at}: ${decibels(out[at])}`)
    assert.ok(draw({ kind: 'points', points: [] }, 0, 10).every((x) => x === 1))
  })

  it('a dip is complete from its start to its end, with straight ways down and up', () => {
    const out = draw({ kind: 'ducks', ducks: [duck(1000, 2000, -12)] }, 0, 3000)
    const at = (n: number): number => decibels(out[n])
    assert.equal(out[899], 1)
    for (const [n, db] of [
      [900, 0],
      [950, -6],
      [1000, -12],
      [1999, -12],
      [2000, -12],
      [2200, -6],
    ])
      assert.ok(Math.abs(at(n) - db) < 1e-4, `${n}: ${at(n)}`)
    assert.equal(out[2400], 1)
  })

  it('of two dips at once the deeper one counts', () => {
    const both = draw({ kind: 'ducks', ducks: [duck(1000, 3000, -6), duck(1500, 2000, -9)] }, 0, 4000)
    assert.ok(Math.abs(decibels(both[1200]) + 6) < 1e-4)
    assert.ok(Math.abs(decibels(both[1700]) + 9) < 1e-4)
    assert.ok(Math.abs(decibels(both[2900]) + 6) < 1e-4)
  })

  it('a dip without ramps is a step', () => {
    const out = draw({ kind: 'ducks', ducks: [duck(10, 20, -6, { downSamples: 0, upSamples: 0 })] }, 0, 30)
    out.forEach((x, n) => assert.ok(Math.abs(decibels(x) - (n >= 10 && n < 20 ? -6 : 0)) < 1e-4))
  })

  it('are the same wherever a block begins and ends', () => {
    const ducks = Array.from({ length: 30 }, (_, i) => duck(200 + i * 137, 260 + i * 211, -3 - (i % 7)))
    const points = ducks.map(({ startSample, depthDb }) => ({ atSample: startSample, db: depthDb }))
    for (const signal of [{ kind: 'ducks', ducks } as const, { kind: 'points', points } as const]) {
      const whole = draw(signal, 0, 8000)
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 7999 }), fc.integer({ min: 1, max: 3000 }), (from, length) => {
          const to = Math.min(8000, from + length)
          assert.deepEqual(draw(signal, from, to - from), whole.slice(from, to))
        }),
      )
    }
  })
})
