// What a job's readers work with: buffers for in-between results, lent in the order of a stack and used again, and
// the engine's way of reading between samples.
import { typescriptEngine } from '../processors/engine'
import type { RowWeigher } from '../processors/rowWeigher'
import type { SoundVectors } from '../processors/wasmVectors'

export class Scratch {
  private readonly buffers: Float32Array[] = []
  private used = 0

  constructor(
    readonly weigher: RowWeigher = typescriptEngine.weigher,
    readonly vectors: SoundVectors | null = null,
  ) {}

  /** A buffer of this length with any content, until `release`. */
  take(lengthSamples: number): Float32Array {
    const index = this.used++
    let buffer = this.buffers[index]
    if (!buffer || buffer.length < lengthSamples) {
      buffer = new Float32Array(Math.max(4096, 2 ** Math.ceil(Math.log2(lengthSamples + 1))))
      this.buffers[index] = buffer
    }
    return buffer.subarray(0, lengthSamples)
  }

  takeChannels(channels: number, lengthSamples: number): Float32Array[] {
    return Array.from({ length: channels }, () => this.take(lengthSamples))
  }

  mark(): number {
    return this.used
  }

  release(mark: number): void {
    this.used = mark
  }
}
