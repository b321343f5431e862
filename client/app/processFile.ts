// One sound file through a chain of processors, by itself: for trying a processor, and for other programs.
import { createProcessor, type ProcessorInstance } from '../../dsp-core/index'
import { openMediaStore } from '../media/nodeMedia'
import { openWavWriter } from '../media/wavWriter'
import { fail, ProblemError, stopIfCancelled } from '../problem'
import type { Progress } from './progress'

const blockSamples = 16384

export interface ChainNode {
  use: string
  params: Record<string, number>
}

export interface ProcessRequest {
  input: string
  output: string
  chain: ChainNode[]
  sidechain?: string
  ffmpegPath?: string
  cacheFolder: string
}

export interface ProcessResult {
  nodes: { use: string; latencySamples: number; readings: Record<string, number> }[]
  sampleRateHz: number
  channels: number
  lengthSamples: number
}

/** Writes a 32-bit float WAV as long as the input: latency is made up for, tails end with the file. */
export const processFile = async (
  request: ProcessRequest,
  control: { progress: Progress; signal?: AbortSignal },
): Promise<ProcessResult> => {
  const files = [{ id: 'in', path: request.input }]
  if (request.sidechain) files.push({ id: 'key', path: request.sidechain })
  const store = await openMediaStore(files, {
    ffmpegPath: request.ffmpegPath,
    cacheFolder: request.cacheFolder,
  })
  try {
    const input = (await store.describe('in')) ?? failUnread(store.problems)
    const key = request.sidechain ? ((await store.describe('key')) ?? failUnread(store.problems)) : null
    const { sampleRateHz, channels, lengthSamples } = input
    if (key && key.sampleRateHz !== sampleRateHz)
      fail('chain-invalid', request.sidechain ?? '', {
        reason: `the side-chain has ${key.sampleRateHz} Hz, the input ${sampleRateHz} Hz`,
      })
    const nodes = request.chain.map(({ use, params }) =>
      createProcessor(use, params, { sampleRateHz, channels, maxBlock: blockSamples }),
    )
    const latency = nodes.reduce((sum, node) => sum + node.latencySamples, 0)
    const writer = await openWavWriter({
      path: request.output,
      sampleRateHz,
      channels,
      bitDepth: 32,
      lengthSamples,
    })
    try {
      for (let start = 0; start < lengthSamples + latency; start += blockSamples) {
        stopIfCancelled(control.signal)
        const count = Math.min(blockSamples, lengthSamples + latency - start)
        const main = await store.read('in', start, count)
        const sidechain = key ? await store.read('key', start, count) : undefined
        run(nodes, main, count, sidechain)
        const skip = Math.max(0, latency - start)
        if (skip < count)
          await writer.writeAt(
            start + skip - latency,
            main.map((channel) => channel.subarray(skip)),
            count - skip,
          )
        control.progress('Processing', Math.min(1, (start + count) / (lengthSamples + latency)))
      }
      await writer.commit()
    } catch (error) {
      await writer.abort()
      throw error
    }
    return {
      nodes: nodes.map((node, index) => ({
        use: request.chain[index].use,
        latencySamples: node.latencySamples,
        readings: node.readings(),
      })),
      sampleRateHz,
      channels,
      lengthSamples,
    }
  } finally {
    await store.close()
  }
}

const run = (
  nodes: ProcessorInstance[],
  main: Float32Array[],
  count: number,
  sidechain?: Float32Array[],
): void => {
  for (const node of nodes) node.process(main, count, sidechain)
}

const failUnread = (problems: ProblemError['problem'][]): never => {
  throw new ProblemError(
    problems[0] ?? { code: 'media-not-readable', where: '', values: { reason: 'no sound' } },
  )
}
