// One sound file through a chain of processors, by itself: for trying a processor, and for other programs.
import {
  MissingKernel,
  openEngine,
  type Engine,
  type KernelModules,
  type ProcessorInstance,
  type ProcessorSetup,
} from '../../dsp-core/index'
import { openMediaStore, type NodeMediaStore } from '../media/nodeMedia'
import type { MediaDescription } from '../media/probe'
import { openWavWriter, type WavWriter } from '../media/wavWriter'
import { fail, ProblemError, stopIfCancelled, type Problem } from '../problem'
import { keepMaterial } from './outFolder'
import type { Progress } from './progress'
import { checkWithinLimits } from './withinLimits'

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
  /** What its processors run in. */
  kernels: KernelModules
}

interface ProcessControl {
  progress: Progress
  signal?: AbortSignal
}

export interface ProcessResult {
  nodes: { use: string; latencySamples: number; readings: Record<string, number> }[]
  sampleRateHz: number
  channels: number
  lengthSamples: number
  /** What was wrong with the files, damaged samples among them. */
  problems: Problem[]
}

/** Writes a 32-bit float WAV as long as the input: latency is made up for, tails end with the file. */
export const processFile = async (
  request: ProcessRequest,
  control: ProcessControl,
): Promise<ProcessResult> => {
  await keepMaterial([request.output], [request.input, request.sidechain ?? request.input])
  const files = [{ id: 'in', path: request.input }]
  if (request.sidechain) files.push({ id: 'key', path: request.sidechain })
  const { ffmpegPath, cacheFolder } = request
  const store = await openMediaStore(files, { ffmpegPath, cacheFolder, signal: control.signal })
  try {
    const { sampleRateHz, channels, lengthSamples } = await described(store, 'in', request.input)
    if (request.sidechain) await checkRate(store, request.sidechain, sampleRateHz)
    const setup = { sampleRateHz, channels, maxBlock: blockSamples }
    const nodes = readyChain(openEngine(request.kernels), request.chain, setup)
    const writer = await openWavWriter({
      path: request.output,
      sampleRateHz,
      channels,
      bitDepth: 32,
      lengthSamples,
    })
    try {
      await runChain({
        nodes,
        store,
        writer,
        lengthSamples,
        hasKey: request.sidechain !== undefined,
        ...control,
      })
      await writer.commit()
    } catch (error) {
      await writer.abort()
      throw error
    }
    const { problems } = store
    return { nodes: readingsOf(nodes, request.chain), sampleRateHz, channels, lengthSamples, problems }
  } finally {
    await store.close()
  }
}

const readyChain = (engine: Engine, chain: ChainNode[], setup: ProcessorSetup): ProcessorInstance[] =>
  chain.map(({ use, params }) => {
    try {
      return engine.createProcessor(use, params, setup)
    } catch (error) {
      if (!(error instanceof MissingKernel)) throw error
      return fail('processor-cannot-run', use, { reason: error.message })
    }
  })

interface ChainRun extends ProcessControl {
  nodes: ProcessorInstance[]
  store: NodeMediaStore
  writer: WavWriter
  lengthSamples: number
  hasKey: boolean
}

const runChain = async (run: ChainRun): Promise<void> => {
  const latency = run.nodes.reduce((sum, node) => sum + node.latencySamples, 0)
  const end = run.lengthSamples + latency
  for (let start = 0; start < end; start += blockSamples) {
    stopIfCancelled(run.signal)
    const count = Math.min(blockSamples, end - start)
    const main = await run.store.read('in', start, count)
    const sidechain = run.hasKey ? await run.store.read('key', start, count) : undefined
    for (const node of run.nodes) node.process(main, count, sidechain)
    const late = Math.max(0, latency - start)
    if (late < count)
      await run.writer.writeAt(
        start + late - latency,
        main.map((channel) => channel.subarray(late)),
        count - late,
      )
    run.progress('Processing', (start + count) / end)
  }
}

const described = async (store: NodeMediaStore, id: string, path: string): Promise<MediaDescription> => {
  const found = await store.describe(id)
  if (found) checkWithinLimits(path, found)
  if (found) return found
  throw new ProblemError(store.problems[0] ?? { code: 'media-no-audio', where: path })
}

const checkRate = async (store: NodeMediaStore, path: string, sampleRateHz: number): Promise<void> => {
  const key = await described(store, 'key', path)
  if (key.sampleRateHz !== sampleRateHz)
    fail('chain-invalid', path, {
      reason: `the side-chain has ${key.sampleRateHz} Hz, the input ${sampleRateHz} Hz`,
    })
}

const readingsOf = (nodes: ProcessorInstance[], chain: ChainNode[]): ProcessResult['nodes'] =>
  nodes.map((node, index) => ({
    use: chain[index].use,
    latencySamples: node.latencySamples,
    readings: node.readings(),
  }))
