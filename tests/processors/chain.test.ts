// What somebody wrote as a chain is believed only after a check.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { checkChain } from '../../dsp-core/processors/checkChain'
import { createProcessor } from '../../dsp-core/processors/instance'
import { processors } from '../../dsp-core/processors/index'
import { engines } from '../engines'

const faultsOf = (chain: unknown): string[] => {
  const checked = checkChain(chain)
  return 'faults' in checked ? checked.faults : []
}

describe('a chain that somebody wrote', () => {
  it('is read when it is right', () => {
    const chain = [
      { use: 'gain', gainDb: -3 },
      { use: 'limiter' },
      { use: 'compressor', ratio: 4, thresholdDb: -20 },
    ]
    assert.deepEqual(checkChain(chain), {
      nodes: [
        { use: 'gain', params: { gainDb: -3 } },
        { use: 'limiter', params: {} },
        { use: 'compressor', params: { ratio: 4, thresholdDb: -20 } },
      ],
    })
    assert.deepEqual(checkChain([]), { nodes: [] })
  })
  it('is refused with its reason when it is wrong', () => {
    const wrong: [unknown, RegExp][] = [
      [null, /array/],
      ['gain', /array/],
      [{ use: 'gain' }, /array/],
      [[null], /node 1 is not an object/],
      [[[]], /not an object/],
      [[{}], /does not say/],
      [[{ use: 'cave' }], /no processor "cave"/],
      [[{ use: 7 }], /no processor/],
      [[{ use: '__proto__' }], /no processor/],
      [[{ use: 'gain', gaindb: 3 }], /no parameter "gaindb"/],
      [[{ use: 'gain', toString: 3 }], /no parameter "toString"/],
      [JSON.parse('[{"use":"gain","__proto__":3}]'), /no parameter "__proto__"/],
      [JSON.parse('[{"use":"gain","constructor":{"prototype":1}}]'), /no parameter "constructor"/],
      [[{ use: 'gain', gainDb: 61 }], /goes from -120 to 60/],
      [[{ use: 'gain', gainDb: NaN }], /not a number/],
      [[{ use: 'gain', gainDb: Infinity }], /goes from/],
      [[{ use: 'gain', gainDb: '3' }], /not a number/],
      [[{ use: 'gain' }, { use: 'gain', gainDb: null }], /node 2/],
      [Array.from({ length: 65 }, () => ({ use: 'gain' })), /at most 64/],
    ]
    for (const [chain, reason] of wrong) assert.match(faultsOf(chain).join('; '), reason)
  })
  it('never throws, and tells at most a few dozen faults of any length', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const chain of [value, [value]]) assert.ok(faultsOf(chain).length < 30)
      }),
      { numRuns: 500, seed: 3 },
    )
    const long = [
      Object.fromEntries([['use', 'x'.repeat(1e6)], ...Array.from({ length: 1000 }, (_, i) => [`p${i}`, 1])]),
    ]
    assert.ok(faultsOf(long).join('').length < 2000)
    const many = [
      { use: 'gain', ...Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`p${i}`.repeat(99), 1])) },
    ]
    assert.ok(faultsOf(many).join('').length < 10000)
  })
  it('can be made into processors whatever it holds, once it has passed', () => {
    const nodes = processors.map(({ id, params }) => {
      const values: Record<string, fc.Arbitrary<string | number>> = { use: fc.constant(id) }
      for (const [name, { min, max }] of Object.entries(params))
        values[name] = fc.double({ min, max, noNaN: true })
      return fc.record(values, { requiredKeys: ['use'] })
    })
    fc.assert(
      fc.property(fc.array(fc.oneof(...nodes), { maxLength: 3 }), (chain) => {
        const checked = checkChain(chain)
        assert.ok('nodes' in checked)
        for (const { use, params } of checked.nodes) {
          const setup = { sampleRateHz: 44100, channels: 2, maxBlock: 64 }
          const isForeign = processors.some(({ id, foreign }) => id === use && foreign)
          const processor = isForeign
            ? engines.scalar().createProcessor(use, params, setup)
            : createProcessor(use, params, setup)
          assert.ok(Number.isInteger(processor.latencySamples) && processor.latencySamples >= 0)
          assert.ok(Number.isInteger(processor.tailSamples) && processor.tailSamples >= 0)
        }
      }),
      { numRuns: 100, seed: 4 },
    )
  })
  it('is refused by createProcessor too, as a programming error', () => {
    const setup = { sampleRateHz: 48000, channels: 2, maxBlock: 100 }
    assert.throws(() => createProcessor('nothing', {}, setup), RangeError)
    assert.throws(() => createProcessor('gain', { gainDb: 99 }, setup), RangeError)
    assert.throws(
      () => createProcessor('gain', { toString: 1 } as object as Record<string, number>, setup),
      RangeError,
    )
    assert.throws(() => createProcessor('gain', {}, { ...setup, channels: 0 }), RangeError)
    const gain = createProcessor('gain', {}, setup)
    assert.throws(() => gain.process([new Float32Array(200), new Float32Array(200)], 101), RangeError)
    assert.throws(() => gain.process([new Float32Array(100)], 100), RangeError)
  })
})
