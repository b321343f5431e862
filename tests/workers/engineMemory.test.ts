// The engine's memory as workers use it: one job after the other, and blocks of any size.
import assert from 'node:assert/strict'
import type { ProblemError } from '../../client/problem'
import { inlineWorker } from '../../client/workers/inlineWorker'
import { WorkerPool } from '../../client/workers/pool'
import {
  engineOpener,
  SoundInlet,
  type Engine,
  type JobRequest,
  type PackedSound,
} from '../../dsp-core/index'
import { interpolator } from '../../dsp-core/render/interpolate'
import { Scratch } from '../../dsp-core/render/scratch'
import { modulesOf } from '../engines'
import { noise } from '../render/madePlans'

/** Of one channel, 24 bits: so that it fills what an engine keeps free for later, but for some bytes. */
const packed = (lengthSamples: number): PackedSound => ({
  format: { sample: 's24', channels: 1, bigEndian: false },
  bytes: new Uint8Array(3 * lengthSamples).fill(0x10),
  at: 0,
})
const freeBytes = 16 << 20
const almostAll = Math.floor((freeBytes - 4096) / 4 / 1.25 / 4) * 4

const take = (engine: Engine, lengthSamples: number): Float32Array => {
  const inlet = new SoundInlet()
  inlet.use(engine)
  return inlet.take([{ media: 'm', startSample: 0, lengthSamples }], [packed(lengthSamples)])[0][0]
}

describe('the memory of an engine', () => {
  it('does not move the sound of a block while that is worked on, however large it is', () => {
    for (const less of [0, 4096, 16384, 65536]) {
      const engine = engineOpener(modulesOf('simd'))()
      const meter = engine.createProcessor(
        'loudness-meter',
        {},
        { sampleRateHz: 48000, channels: 2, maxBlock: 8192 },
      )
      engine.reserve()
      const sound = take(engine, almostAll - less)
      const lengthSamples = sound.length
      meter.process([sound.subarray(0, 8192), sound.subarray(0, 8192)], 8192)
      assert.equal(sound.length, lengthSamples)
    }
  })

  it('reads between samples to the same bits, whatever job was there before', () => {
    const source = noise(40_000)
    const read = (engine: Engine): number[] => {
      const scratch = new Scratch(engine)
      engine.reserve()
      take(engine, almostAll - 50_000)
      const reader = interpolator(1000.5, 44100 / 48000)
      const { startSample, lengthSamples } = reader.span(0, 3000)
      const piece = source.subarray(startSample, startSample + lengthSamples)
      return [...reader.read([piece], startSample, { from: 0, to: 3000 }, scratch)[0]]
    }
    const open = engineOpener(modulesOf('simd'))
    const first = read(open())
    open().createSound(64, 1 << 19)
    assert.deepEqual(read(open()), first)
  })
})

describe('a pool', () => {
  it('says so when its kernels are of another build, instead of going on without', async () => {
    const kernels = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))
    const pool = new WorkerPool(inlineWorker, 1, { kernels, rnnoise: null })
    const request: JobRequest = {
      kind: 'residual',
      sum: ['m'],
      of: 'm',
      gainDb: 0,
      channels: 1,
      lengthSamples: 1,
    }
    await assert.rejects(
      pool.run([request], { store: { read: async () => [new Float32Array(1)] }, onValue: () => undefined }),
      ({ problem }: ProblemError) => /another build/.test(String(problem.values?.reason)),
    )
    pool.close()
  })
})
