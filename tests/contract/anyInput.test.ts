// Any processor, set anyhow, given any sound that may reach it behind the read edge: what comes out is finite and
// bounded, nothing throws, and the readings are numbers.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { processors } from '../../dsp-core/processors/index'
import type { ProcessorDescription } from '../../dsp-core/processors/processor'
import { engines } from '../engines'
import { noise } from '../signals'

interface Case {
  sampleRateHz: number
  channels: number
  /** Some of them; the others keep their initial value. */
  params: Record<string, number | undefined>
  /** One kind of sound for each stretch, the same for all channels or not. */
  kinds: Kind[][]
  blocks: number[]
  hasSidechain: boolean
  hasSignal: boolean
  seed: number
  engine: keyof typeof engines
}

const stretchSamples = 700

/** +120 dBFS is the most that the read edge lets through (render/pcm.ts); what is not normal is silence there. */
const kinds = {
  silence: () => 0,
  denormal: (x: number) => x * 1e-40,
  'barely there': (x: number) => x * 1e-37,
  quiet: (x: number) => x * 1e-5,
  loud: (x: number) => x,
  'beyond full scale': (x: number) => x * 1000,
  'as far as the edge lets through': (x: number) => Math.sign(x) * 1e6,
  DC: () => 1,
  'the other DC': () => -1,
  'full scale at Nyquist': (_: number, i: number) => (i % 2 === 0 ? 1 : -1),
  'a click in silence': (_: number, i: number) => (i % 331 === 0 ? 1 : 0),
}
type Kind = keyof typeof kinds

const anyKind = fc.constantFrom(...(Object.keys(kinds) as Kind[]))
const rates = [4000, 8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 192000, 384000, 768000]

/** Ends, the middle and whatever lies between. */
const anyValue = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(min, max, (min + max) / 2), fc.double({ min, max, noNaN: true }))

/** A loop that is not our own runs only where its WebAssembly is. */
const enginesFor = ({ foreign }: Pick<ProcessorDescription, 'foreign'>): Case['engine'][] =>
  foreign ? ['scalar', 'simd'] : ['typescript', 'scalar', 'simd']

const anyCase = ({ params, foreign }: ProcessorDescription): fc.Arbitrary<Case> =>
  fc.record({
    sampleRateHz: fc.oneof(fc.constantFrom(...rates), fc.integer({ min: 4000, max: 768000 })),
    channels: fc.integer({ min: 1, max: 8 }),
    params: fc.record(
      Object.fromEntries(Object.entries(params).map(([name, { min, max }]) => [name, anyValue(min, max)])),
      { requiredKeys: [] },
    ),
    kinds: fc.array(fc.array(anyKind, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 }),
    blocks: fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 5 }),
    hasSidechain: fc.boolean(),
    hasSignal: fc.boolean(),
    seed: fc.nat(1000),
    engine: fc.constantFrom(...enginesFor({ foreign })),
  })

const soundOf = ({ kinds: stretches, channels, seed }: Case): Float32Array[] =>
  Array.from({ length: channels }, (_, channel) => {
    const random = noise(seed + 97 * channel, stretches.length * stretchSamples)
    return random.map((x, i) => {
      const wanted = stretches[Math.floor(i / stretchSamples)]
      return kinds[wanted[channel % wanted.length]](x, i)
    })
  })

/**
 * No processor raises by more than all its gains together (each at most 60 dB) and a resonance of 60 dB. A bound that
 * only something running away exceeds: the promises of each processor are far narrower.
 */
const mostPeak = 1e6 * 10 ** (120 / 20)

const holds = ({ id, ports }: ProcessorDescription, given: Case): void => {
  const { sampleRateHz, channels, params, blocks, hasSidechain, hasSignal, seed, engine } = given
  const sound = soundOf(given)
  const length = sound[0].length
  const key = hasSidechain && ports.includes('sidechain') ? soundOf({ ...given, seed: seed + 5 }) : []
  const signal = hasSignal && ports.includes('signal') ? noise(seed, length).map(Math.abs) : null
  const processor = engines[engine]().createProcessor(id, params as Record<string, number>, {
    sampleRateHz,
    channels,
    maxBlock: 1500,
  })
  // An unending list of empty blocks is no use.
  const lengths = blocks.some((samples) => samples > 0) ? blocks : [1500]
  for (let start = 0, turn = 0; start < length; turn++) {
    const end = Math.min(length, start + lengths[turn % lengths.length])
    const cut = (of: Float32Array[]): Float32Array[] => of.map((channel) => channel.subarray(start, end))
    processor.process(cut(sound), end - start, cut(key), signal?.subarray(start, end))
    start = end
  }
  sound.forEach((channel, c) => {
    const broken = channel.findIndex((x) => !(Math.abs(x) <= mostPeak))
    assert.ok(broken < 0, `channel ${c}, sample ${broken}: ${channel[broken]}`)
  })
  for (const [name, value] of Object.entries(processor.readings()))
    assert.ok(typeof value === 'number' && !Number.isNaN(value), `${name} is ${value}`)
  assert.ok(Number.isInteger(processor.latencySamples) && processor.latencySamples >= 0)
  assert.ok(Number.isInteger(processor.tailSamples) && processor.tailSamples >= 0)
}

describe('whatever is set and whatever sounds', () => {
  for (const description of processors)
    it(`${description.id} gives finite, bounded sound and true numbers`, () => {
      fc.assert(
        fc.property(anyCase(description), (given) => holds(description, given)),
        { seed: 20261124, numRuns: 60 },
      )
    })
})
