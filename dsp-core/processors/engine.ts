// What runs processors: plain TypeScript, or the kernels compiled to WebAssembly (build-kernels.js), which somebody
// above hands in as a module. Both give the same sound; vector instructions within -140 dBFS.
import { createProcessor, type ProcessorInstance, type ProcessorSetup } from './instance'
import { typescriptWeigher, type RowWeigher } from './rowWeigher'
import { wasmEngine } from './wasmEngine'
import type { SoundVectors } from './wasmVectors'

/** The compiled kernels, scalar or with vector instructions; null where there are none. */
export type KernelModule = WebAssembly.Module | null

export interface Engine {
  createProcessor(use: string, params: Record<string, number>, setup: ProcessorSetup): ProcessorInstance
  /** Silence, where this engine's processors work without copying. Its channels may be replaced while processors are created: keep the array, not the channels. */
  createSound(channels: number, lengthSamples: number): Float32Array[]
  /** Reads sources between their samples. */
  readonly weigher: RowWeigher
  /** Whole sounds at once; null where there are no vector instructions. */
  readonly vectors: SoundVectors | null
}

export const typescriptEngine: Engine = {
  createProcessor,
  createSound: (channels, lengthSamples) =>
    Array.from({ length: channels }, () => new Float32Array(lengthSamples)),
  weigher: typescriptWeigher(),
  vectors: null,
}

/** A fresh one for each piece of work: what it held goes with it. */
export const openEngine = (kernels: KernelModule): Engine =>
  kernels ? wasmEngine(kernels) : typescriptEngine
