// What runs processors: plain TypeScript, or the kernels compiled to WebAssembly (build-kernels.js), which somebody
// above hands in as a module. Both give the same sound; vector instructions within -140 dBFS.
import { ForeignKernels } from './foreignKernels'
import { createProcessor, type ProcessorInstance, type ProcessorSetup } from './instance'
import { typescriptWeigher, type RowWeigher } from './rowWeigher'
import { KernelMemory, wasmEngine } from './wasmEngine'
import type { SoundVectors } from './wasmVectors'

/** What is compiled, scalar or with vector instructions; null where there is no WebAssembly. */
export type KernelModules = {
  kernels: WebAssembly.Module
  /** What others made (foreignKernels.ts), compiled where it is used, which is seldom; null when it was not built. */
  rnnoise: Uint8Array | null
} | null

export interface Engine {
  createProcessor(use: string, params: Record<string, number>, setup: ProcessorSetup): ProcessorInstance
  /** Silence, where this engine's processors work without copying. Its channels may be replaced while processors are created: keep the array, not the channels. */
  createSound(channels: number, lengthSamples: number): Float32Array[]
  /** Reads sources between their samples. */
  readonly weigher: RowWeigher
  /** Whole sounds at once; null where there are no vector instructions. */
  readonly vectors: SoundVectors | null
  /** After processors and sounds were created, and again after any later ones: then its sounds stay where they are. */
  reserve(): void
}

export const typescriptEngine: Engine = {
  createProcessor,
  createSound: (channels, lengthSamples) =>
    Array.from({ length: channels }, () => new Float32Array(lengthSamples)),
  weigher: typescriptWeigher(),
  vectors: null,
  reserve: () => undefined,
}

/** Opens one engine for each piece of work, all in the same memory: the one before is over then. */
export const engineOpener = (modules: KernelModules): (() => Engine) => {
  if (!modules) return () => typescriptEngine
  const memory = new KernelMemory(modules.kernels)
  const foreign = new ForeignKernels(modules.rnnoise)
  return () => wasmEngine(memory.clear(), foreign.clear())
}

export const openEngine = (modules: KernelModules): Engine => engineOpener(modules)()
