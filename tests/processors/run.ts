// Runs a processor over whole sounds, as the tests need it.
import type { Engine } from '../../dsp-core/processors/engine'
import { processors } from '../../dsp-core/processors/index'
import { createProcessor as createPlain } from '../../dsp-core/processors/instance'
import { engines } from '../engines'

/** In plain TypeScript; what has no such loop, where its own runs without vector instructions. */
export const createProcessor: Engine['createProcessor'] = (use, params, setup) =>
  processors.find(({ id }) => id === use)?.foreign
    ? engines.scalar().createProcessor(use, params, setup)
    : createPlain(use, params, setup)

interface RunSetup {
  sampleRateHz?: number
  blockSamples?: number
  sidechain?: Float32Array[]
  signal?: Float32Array
}

interface RunResult {
  sound: Float32Array[]
  readings: Record<string, number>
  latencySamples: number
  tailSamples: number
}

const cut = (sound: Float32Array[] | undefined, start: number, end: number) =>
  sound?.map((channel) => channel.slice(start, end))

/** The sound as it comes out, latency included. */
export const run = (
  use: string,
  params: Record<string, number>,
  sound: Float32Array[],
  { sampleRateHz = 48000, blockSamples = 4096, sidechain, signal }: RunSetup = {},
): RunResult => {
  const setup = { sampleRateHz, channels: sound.length, maxBlock: blockSamples }
  const processor = createProcessor(use, params, setup)
  const out = sound.map((channel) => channel.slice())
  for (let start = 0; start < sound[0].length; start += blockSamples) {
    const end = Math.min(sound[0].length, start + blockSamples)
    const block = out.map((channel) => channel.subarray(start, end))
    processor.process(block, end - start, cut(sidechain, start, end), signal?.slice(start, end))
  }
  const { latencySamples, tailSamples } = processor
  return { sound: out, readings: processor.readings(), latencySamples, tailSamples }
}

/** As `run`, with the latency taken off: as long as the input and in step with it. */
export const runInStep = (
  use: string,
  params: Record<string, number>,
  sound: Float32Array[],
  setup: RunSetup = {},
): RunResult => {
  const { latencySamples } = run(
    use,
    params,
    [new Float32Array(1), ...sound.slice(1).map(() => new Float32Array(1))],
    {
      ...setup,
      sidechain: undefined,
      signal: undefined,
    },
  )
  const padded = sound.map((channel) => {
    const longer = new Float32Array(channel.length + latencySamples)
    longer.set(channel)
    return longer
  })
  const result = run(use, params, padded, setup)
  return { ...result, sound: result.sound.map((channel) => channel.slice(latencySamples)) }
}
