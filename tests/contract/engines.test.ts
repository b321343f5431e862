// One kernel source, three engines: WebAssembly gives the bits of plain TypeScript, vector instructions the same
// sound within -140 dBFS of full scale, or of the loudest it makes where that is louder.
import assert from 'node:assert/strict'
import type { Engine } from '../../dsp-core/processors/engine'
import { processors } from '../../dsp-core/processors/index'
import type { ProcessorDescription } from '../../dsp-core/processors/processor'
import { engines } from '../engines'
import { constant, impulse, largestDifference, noise, peakOf, speechLike } from '../signals'

const closeBy = 1e-7
const maxBlock = 4096

type Values = Record<string, number>

const settings = ({ params }: ProcessorDescription): Values[] => {
  const all = (of: (name: string) => number): Values =>
    Object.fromEntries(Object.keys(params).map((name) => [name, of(name)]))
  const between = (share: number) => (name: string) => {
    const { min, max } = params[name]
    return min + share * (max - min)
  }
  return [
    {},
    all((name) => params[name].min),
    all((name) => params[name].max),
    all(between(0.35)),
    all(between(0.7)),
  ]
}

const sounds = (): Float32Array[][] => [
  [speechLike(3, 20000), noise(5, 20000, 0.3)],
  [noise(1, 9000), constant(9000, 1)],
  [impulse(6000, 10), Float32Array.from({ length: 6000 }, (_, i) => [1, 1, -1, -1][i % 4])],
  [noise(2, 7000, 0.4)],
  Array.from({ length: 5 }, (_, c) => noise(c + 1, 7000, 0.5)),
]

interface Made {
  sound: Float32Array[]
  readings: Record<string, number>
  steps: number[]
}

const run = (
  engine: Engine,
  { id, ports }: ProcessorDescription,
  values: Values,
  input: Float32Array[],
  block: (at: number) => number,
  where: 'elsewhere' | 'in its memory' = 'elsewhere',
): Made => {
  const processor = engine.createProcessor(id, values, {
    sampleRateHz: 48000,
    channels: input.length,
    maxBlock,
  })
  const length = input[0].length
  const driver = ports.includes('sidechain') ? [speechLike(9, length)] : undefined
  const moving = ports.includes('signal') ? noise(7, length, 0.8) : undefined
  const sound = where === 'elsewhere' ? input.map((channel) => channel.slice()) : lent(engine, input)
  const steps: number[] = []
  for (let start = 0; start < length;) {
    const end = Math.min(length, start + block(start))
    processor.process(
      sound.map((channel) => channel.subarray(start, end)),
      end - start,
      driver?.map((channel) => channel.subarray(start, end)),
      moving?.subarray(start, end),
    )
    steps.push(...processor.finishedSteps())
    start = end
  }
  // A zero has no sign that could be heard.
  const heard = sound.map((channel) => channel.map((x) => x + 0))
  return { sound: heard, readings: processor.readings(), steps: [...steps, processor.unfinishedStep()] }
}

const lent = (engine: Engine, input: Float32Array[]): Float32Array[] => {
  const sound = engine.createSound(input.length, input[0].length)
  sound.forEach((channel, c) => channel.set(input[c]))
  return sound
}

const whole = () => maxBlock
const cut = (at: number) => 1 + ((at * 7919) % 1500)

const close = (a: number, b: number, within: number): boolean => Object.is(a, b) || Math.abs(a - b) <= within

describe('engines', () => {
  for (const description of processors.filter(({ foreign }) => !foreign)) {
    const cases = (check: (values: Values, input: Float32Array[]) => void) => {
      for (const values of settings(description)) for (const input of sounds()) check(values, input)
    }
    it(`${description.id}: WebAssembly gives the bits of plain TypeScript`, () =>
      cases((values, input) => {
        const wanted = run(engines.typescript(), description, values, input, whole)
        const made = run(engines.scalar(), description, values, input, cut, 'in its memory')
        assert.deepEqual(made, wanted, JSON.stringify(values))
      }))
    it(`${description.id}: vector instructions give the same sound within -140 dBFS, wherever blocks are cut`, () =>
      cases((values, input) => {
        const wanted = run(engines.typescript(), description, values, input, whole)
        const made = run(engines.simd(), description, values, input, whole)
        const loudest = Math.max(1, ...wanted.sound.map((channel) => peakOf(channel)))
        wanted.sound.forEach((channel, c) => {
          const difference = largestDifference(made.sound[c], channel)
          assert.ok(difference <= closeBy * loudest, `${JSON.stringify(values)}: ${difference}`)
        })
        for (const [name, value] of Object.entries(wanted.readings))
          assert.ok(close(made.readings[name], value, 1e-3), `${name}: ${made.readings[name]}, not ${value}`)
        for (const where of ['elsewhere', 'in its memory'] as const) {
          const again = run(engines.simd(), description, values, input, cut, where)
          assert.deepEqual(again, made, `${where}: ${JSON.stringify(values)}`)
        }
      }))
  }

  for (const description of processors.filter(({ foreign }) => foreign)) {
    it(`${description.id}: its own loop gives the same sound within -110 dBFS with vector instructions`, () => {
      for (const values of settings(description))
        for (const input of sounds()) {
          const wanted = run(engines.scalar(), description, values, input, whole)
          const made = run(engines.simd(), description, values, input, whole)
          wanted.sound.forEach((channel, c) =>
            assert.ok(largestDifference(made.sound[c], channel) <= 3e-6, JSON.stringify(values)),
          )
          assert.deepEqual(run(engines.simd(), description, values, input, cut), made, JSON.stringify(values))
        }
    })
  }

  it('work in place on sound of their own, and keep it when memory grows', () => {
    const engine = engines.simd()
    const sound = engine.createSound(2, 256)
    const processor = engine.createProcessor(
      'gain',
      { gainDb: 6 },
      { sampleRateHz: 48000, channels: 2, maxBlock: 256 },
    )
    sound[0].fill(0.25)
    for (let i = 0; i < 40; i++) engine.createSound(2, 1 << 16)
    assert.equal(sound[0].length, 256)
    processor.process(sound, 256)
    assert.ok(Math.abs(sound[0][100] - 0.25 * 10 ** (6 / 20)) < 1e-6)
    assert.equal(sound[1][100], 0)
  })
})
