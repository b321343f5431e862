// What a job's readers work with: buffers for in-between results, lent in the order of a stack and used again, and
// the engine's way of reading between samples. As many of the buffers as fit lie in the engine's memory.
import { typescriptEngine, type Engine } from '../processors/engine'
import type { RowWeigher } from '../processors/rowWeigher'
import type { SoundVectors } from '../processors/wasmVectors'

/** Some clips deep at once; together they stay in the cache. */
const roomSamples = 65536

export class Scratch {
  readonly weigher: RowWeigher
  readonly vectors: SoundVectors | null
  /** In the engine's memory. */
  private readonly room: Float32Array[]
  /** Where each buffer that is lent ends there. */
  private readonly ends: number[] = []
  /** For what does not fit there. */
  private readonly others: Float32Array[] = []

  constructor(engine: Engine = typescriptEngine) {
    this.weigher = engine.weigher
    this.vectors = engine.vectors
    this.room = engine.createSound(1, engine.vectors ? roomSamples : 0)
  }

  /** A buffer of this length with any content, until `release`. */
  take(lengthSamples: number): Float32Array {
    const [room] = this.room
    const start = this.ends[this.ends.length - 1] ?? 0
    const end = start + lengthSamples
    if (end <= room.length) {
      // In fours, as vectors are.
      this.ends.push(Math.ceil(end / 4) * 4)
      return room.subarray(start, end)
    }
    const index = this.ends.push(start) - 1
    let buffer = this.others[index]
    if (!buffer || buffer.length < lengthSamples) {
      buffer = new Float32Array(Math.max(4096, 2 ** Math.ceil(Math.log2(lengthSamples + 1))))
      this.others[index] = buffer
    }
    return buffer.subarray(0, lengthSamples)
  }

  takeChannels(channels: number, lengthSamples: number): Float32Array[] {
    return Array.from({ length: channels }, () => this.take(lengthSamples))
  }

  mark(): number {
    return this.ends.length
  }

  release(mark: number): void {
    this.ends.length = mark
  }
}
