// The promises that every processor of the list keeps.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { processors } from '../../dsp-core/processors/index'
import { kernels } from '../../dsp-core/processors/kernels'
import type { ProcessorDescription } from '../../dsp-core/processors/processor'
import { createProcessor, run, runInStep } from '../processors/run'
import { constant, impulse, largestDifference, noise, peakOf, speechLike } from '../signals'

const sampleRateHz = 48000
const units = /(Db|Dbfs|Hz|Ms|Percent|Ratio|Q|Lu|Dbtp|Lufs|DbPerOctave|Samples|Choice|Bpm|Beats)$|^(ratio|q)$/
const unitlessReadings = new Set(['correlation', 'lowestCorrelation', 'dcOffset', 'voiceProbability'])

type Values = Record<string, number>

/** Every parameter at each of its ends alone, and all at once. */
const ends = ({ params }: ProcessorDescription): Values[] => {
  const names = Object.keys(params)
  const all = (end: 'min' | 'max') => Object.fromEntries(names.map((name) => [name, params[name][end]]))
  return [
    {},
    all('min'),
    all('max'),
    ...names.flatMap((name) => [{ [name]: params[name].min }, { [name]: params[name].max }]),
  ]
}

/** Away from neutral: half way to one end, so that something happens. */
const busy = ({ params }: ProcessorDescription): Values =>
  Object.fromEntries(
    Object.entries(params).map(([name, { min, max, initial }]) => [
      name,
      initial - min > max - initial ? (min + initial) / 2 : (max + initial) / 2,
    ]),
  )

const stereo = (x: Float32Array, seed = 5) => [x, noise(seed, x.length, peakOf(x))]

const highestGain = (description: ProcessorDescription, values: Values): number =>
  Object.keys(description.params)
    .filter((name) => /gainDb$|makeupDb$/i.test(name))
    .reduce((gain, name) => gain * 10 ** (Math.max(0, values[name] ?? 0) / 20), 8)

const isFinite = (sound: Float32Array[]) => sound.every((channel) => channel.every(Number.isFinite))

const sounds = (): [string, Float32Array][] => [
  ['noise', noise(1, 12000)],
  ['an impulse', impulse(6000, 10)],
  [
    'full scale at a quarter of the rate',
    Float32Array.from({ length: 6000 }, (_, i) => [1, 1, -1, -1][i % 4]),
  ],
  ['DC', constant(6000, 1)],
]

/** Wherever blocks are cut, at random lengths from 1 to 4096 as well. */
const inBlocks = (
  description: ProcessorDescription,
  values: Values,
  sound: Float32Array[],
  lengths: () => number,
) => {
  const processor = createProcessor(description.id, values, {
    sampleRateHz,
    channels: sound.length,
    maxBlock: 4096,
  })
  const out = sound.map((channel) => channel.slice())
  for (let start = 0; start < sound[0].length;) {
    const end = Math.min(sound[0].length, start + lengths())
    processor.process(
      out.map((channel) => channel.subarray(start, end)),
      end - start,
    )
    start = end
  }
  return { out, readings: processor.readings() }
}

describe('the list of processors', () => {
  it('names each once, and has a kernel for each whose loop is our own', () => {
    const ids = processors.map(({ id }) => id)
    assert.deepEqual([...new Set(ids)], ids)
    const own = processors.filter(({ foreign }) => !foreign).map(({ id }) => id)
    assert.deepEqual([...kernels.keys()].sort(), own.sort())
  })
})

for (const description of processors) describeProcessor(description)

function describeProcessor(description: ProcessorDescription): void {
  const { id, params } = description
  describe(`processor ${id}`, () => {
    it('says in every name what unit it has, and starts within its range', () => {
      for (const [name, { min, max, initial, title }] of Object.entries(params)) {
        assert.match(name, units)
        assert.ok(min < max && initial >= min && initial <= max && title.length > 0, name)
      }
      for (const name of description.readings) {
        assert.ok(
          unitlessReadings.has(name) || /(Db|Dbfs|Dbtp|Lu|Lufs|Hz|Percent|Samples|Count)$/.test(name),
          name,
        )
      }
      for (const name of Object.keys(description.neutral)) assert.ok(name in params, name)
    })
    it("hands its kernel what it designs, in the kernel's own order", () => argumentsAreDesign(description))
    it('stays finite at every end of its parameters', () => {
      for (const values of ends(description)) {
        for (const [name, x] of sounds()) {
          const { sound, readings } = run(id, values, stereo(x))
          assert.ok(isFinite(sound), `${name} with ${JSON.stringify(values)}`)
          assert.ok(
            Math.max(...sound.map((channel) => peakOf(channel))) <= highestGain(description, values) * 4,
          )
          assert.ok(!Object.values(readings).some(Number.isNaN))
        }
      }
    })
    it('gives silence for silence', () => {
      for (const values of ends(description)) {
        const { sound } = run(id, values, [new Float32Array(5000), new Float32Array(5000)])
        assert.equal(Math.max(...sound.map((channel) => peakOf(channel))), 0, JSON.stringify(values))
      }
    })
    it('gives the same bits for blocks of 1, 7, 512, 4096 and of chance', () => {
      const sound = stereo(speechLike(3, 20000))
      const next = noise(9, 5000, 1)
      let at = 0
      const whole = inBlocks(description, busy(description), sound, () => 4096)
      for (const lengths of [
        () => 1,
        () => 7,
        () => 512,
        () => 1 + Math.floor(Math.abs(next[at++]) * 1500),
      ]) {
        const cut = inBlocks(description, busy(description), sound, lengths)
        assert.deepEqual(cut.out, whole.out)
        assert.deepEqual(cut.readings, whole.readings)
      }
    })
    it('is as fresh after a reset', () => resetIsFresh(description))
    if (Object.keys(description.neutral).length > 0) {
      it('changes nothing when neutral (below -120 dBFS)', () => neutralNulls(description))
    }
    it('is late by exactly what it says', () => latencyIsTrue(description))
    it('is silent to -120 dB when its tail is over', () => tailEnds(description))
    if (description.ports.includes('signal')) {
      it('follows its signal to the sample, wherever blocks are cut', () => followsSignal(description))
    }
    it('treats one signal on two channels as it treats it on one', () => {
      const x = speechLike(8, 20000)
      const values = { ...busy(description), ...description.alike } as Values
      const one = run(id, values, [x])
      const two = run(id, values, [x, x.slice()])
      assert.ok(largestDifference(two.sound[0], one.sound[0]) < 1e-6)
      assert.ok(largestDifference(two.sound[1], one.sound[0]) < 1e-6)
    })
    it('allocates nothing while it runs', () => allocatesNothing(description))
    it('is not slowed by the end of a sound (no denormal numbers)', () => silenceIsFast(description))
    it('runs in 5.1 and at 44.1 and 96 kHz', () => {
      for (const rate of [44100, 96000]) {
        const sound = Array.from({ length: 6 }, (_, c) => noise(c + 1, 5000, 0.5))
        assert.ok(isFinite(run(id, busy(description), sound, { sampleRateHz: rate }).sound))
      }
    })
    if (id.endsWith('-meter')) {
      it('is a meter: leaves every bit of the sound alone', () => {
        const sound = stereo(noise(6, 9000))
        assert.deepEqual(run(id, {}, sound).sound, sound)
      })
    }
  })
}

const neutral = ({ neutral }: ProcessorDescription): Values => neutral as Values

function neutralNulls(description: ProcessorDescription): void {
  const sound = stereo(speechLike(4, 30000))
  const { sound: out } = runInStep(description.id, { ...busy(description), ...neutral(description) }, sound)
  out.forEach((channel, c) => assert.ok(largestDifference(channel, sound[c]) < 1e-6))
}

/** A step of the signal is heard at its own sample (and its latency), in full, and in blocks of any size. */
function followsSignal(description: ProcessorDescription): void {
  assert.ok(description.signal, 'says what its signal means')
  const sound = [constant(3000, 0.25), constant(3000, 0.25)]
  const follow = (after: number, blockSamples: number) =>
    run(description.id, neutral(description), sound, {
      blockSamples,
      signal: Float32Array.from({ length: 3000 }, (_, i) => (i < 1500 ? 0.2 : after)),
    })
  const { sound: steady, latencySamples } = follow(0.2, 4096)
  const { sound: stepped, readings } = follow(-0.9, 4096)
  for (const blockSamples of [1, 7, 512]) {
    const cut = follow(-0.9, blockSamples)
    assert.deepEqual([cut.sound, cut.readings], [stepped, readings])
  }
  if (description.id.endsWith('-meter')) return
  const changed = 1500 + latencySamples
  for (const c of [0, 1]) {
    assert.equal(
      stepped[c].findIndex((value, i) => value !== steady[c][i]),
      changed,
    )
    assert.ok(
      largestDifference(stepped[c].subarray(changed), constant(3000 - changed, stepped[c][changed])) < 1e-7,
    )
  }
}

function argumentsAreDesign(description: ProcessorDescription): void {
  const source = readFileSync(
    join(__dirname, `../../dsp-core/processors/${description.id}/kernel.ts`),
    'utf8',
  )
  const list = /configure\(([^)]*)\)/.exec(source)?.[1] ?? ''
  const names = [...list.matchAll(/(\w+):/g)].map(([, name]) => name)
  const initial = Object.fromEntries(
    Object.entries(description.params).map(([name, { initial }]) => [name, initial]),
  )
  assert.deepEqual(names, Object.keys(description.design(initial, { sampleRateHz, channels: 2 })))
}

function resetIsFresh(description: ProcessorDescription): void {
  const setup = { sampleRateHz, channels: 2, maxBlock: 4096 }
  const used = createProcessor(description.id, busy(description), setup)
  const fresh = createProcessor(description.id, busy(description), setup)
  for (let i = 0; i < 5; i++) used.process(stereo(noise(20 + i, 3001)), 3001)
  used.reset()
  for (let i = 0; i < 5; i++) {
    const [a, b] = [stereo(speechLike(i, 4001)), stereo(speechLike(i, 4001))]
    used.process(a, 4001)
    fresh.process(b, 4001)
    assert.deepEqual(a, b)
  }
  assert.deepEqual(used.readings(), fresh.readings())
}

/** Settings at which an impulse comes through nearly alone: neutral ones, but as much latency as it can have. */
function latencyIsTrue(description: ProcessorDescription): void {
  for (const lookAheadMs of 'lookAheadMs' in description.params ? [1, 3.3, 10] : [0]) {
    const values = lookAheadMs ? { ...neutral(description), lookAheadMs } : neutral(description)
    for (const rate of [44100, 48000]) {
      const { sound, latencySamples } = run(description.id, values, [impulse(4000, 100, 0.5)], {
        sampleRateHz: rate,
      })
      const heard = sound[0].findIndex((value) => Math.abs(value) > 0.4)
      assert.equal(heard - 100, latencySamples)
    }
  }
}

function tailEnds(description: ProcessorDescription): void {
  for (const values of [busy(description), {}, ...ends(description).slice(1, 3)]) {
    const probe = createProcessor(description.id, values, { sampleRateHz, channels: 2, maxBlock: 1 })
    const end = 4800 + probe.latencySamples + probe.tailSamples
    const x = new Float32Array(end + 4800)
    x.set(noise(2, 4800, 0.5))
    const { sound } = run(description.id, values, [x, x.slice().reverse().reverse()])
    const loudest = Math.max(peakOf(sound[0], 0, end), 1e-3)
    assert.ok(peakOf(sound[0], end) <= 1e-6 * loudest, `${JSON.stringify(values)}: ${peakOf(sound[0], end)}`)
  }
}

function allocatesNothing(description: ProcessorDescription): void {
  const processor = createProcessor(description.id, busy(description), {
    sampleRateHz,
    channels: 2,
    maxBlock: 512,
  })
  const quiet = noise(1, 512, 0.5)
  const block = [quiet.slice(), quiet.slice()]
  const turn = (blocks: number) => {
    for (let i = 0; i < blocks; i++) {
      block[0].set(quiet)
      block[1].set(quiet)
      processor.process(block, 512)
    }
  }
  turn(500)
  const buffersBefore = process.memoryUsage().arrayBuffers
  turn(2000)
  assert.ok(process.memoryUsage().arrayBuffers <= buffersBefore)
}

/** Six seconds of silence after noise: nine tenths take no more than three times what the noise did (CPU time). */
function silenceIsFast(description: ProcessorDescription): void {
  const processor = createProcessor(description.id, busy(description), {
    sampleRateHz,
    channels: 2,
    maxBlock: 4800,
  })
  const time = (make: () => Float32Array[]): number => {
    const block = make()
    const before = process.cpuUsage()
    processor.process(block, 4800)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  const loud = Array.from({ length: 20 }, (_, i) => time(() => stereo(noise(i, 4800, 0.1)))).sort(
    (a, b) => a - b,
  )
  const quiet = Array.from({ length: 60 }, () => time(() => [new Float32Array(4800), new Float32Array(4800)]))
  const slowest = quiet.sort((a, b) => a - b)[Math.floor(quiet.length * 0.9)]
  assert.ok(slowest < 3 * loud[10] + 500, `${slowest} us against ${loud[10]} us`)
}
