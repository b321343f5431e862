// Processors whose loop is somebody else's WebAssembly. They run in engines that were handed it, and only there: plain
// TypeScript has no such loop. Between it and the sound stands a kernel of ours that is not compiled.
import type { Kernel } from './kernel'
import type { RowWeigher } from './rowWeigher'
import { VoiceDenoiseKernel } from './voice-denoise/kernel'
import { Rnnoise } from './voice-denoise/rnnoise'

/** Thrown for a processor that the machine lacks what it takes to run. */
export class MissingKernel extends Error {
  constructor(readonly use: string) {
    super(`${use} runs only where there is WebAssembly, and its part of it was built`)
    this.name = 'MissingKernel'
  }
}

/** Those of one engine after the other, started when they are first used. */
export class ForeignKernels {
  private started: Rnnoise | null = null

  constructor(private readonly rnnoise: Uint8Array | null) {}

  /** Whatever was followed is over: as fresh, for the next engine. */
  clear(): this {
    this.started?.clear()
    return this
  }

  kernelFor(use: string, weigher: RowWeigher): Kernel {
    if (use !== 'voice-denoise' || !this.rnnoise) throw new MissingKernel(use)
    this.started ??= new Rnnoise(new WebAssembly.Module(this.rnnoise))
    return new VoiceDenoiseKernel(this.started, weigher)
  }
}
