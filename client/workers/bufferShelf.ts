// Buffers that have come back, for the next reading: a new one each time would be memory to clear and to give back.
import type { LendBytes } from '../../dsp-core/index'

/** More than all workers of a large machine have under way by two blocks of a few files each. */
const mostBuffers = 64
/** Lengths are rounded up to it, so that blocks of slightly different lengths share. */
const stepBytes = 1 << 16
/** Pieces of a few files travel in one buffer, since each costs to hand over: 24-bit stereo blocks of two files fit. */
const sharedBytes = 12 << 16

export class BufferShelf {
  private readonly buffers: ArrayBuffer[] = []

  /** At least so long, with any content. */
  private take(bytes: number): ArrayBuffer {
    const fits = this.buffers.findIndex(
      ({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes + stepBytes,
    )
    if (fits >= 0) return this.buffers.splice(fits, 1)[0]
    // What does not fit has had its time.
    this.buffers.shift()
    return new ArrayBuffer(Math.max(1, Math.ceil(bytes / stepBytes)) * stepBytes)
  }

  /** Lends bytes of as few buffers as it can, side by side. */
  lender(): LendBytes {
    let shared = new ArrayBuffer(0)
    let used = 0
    return (bytes) => {
      if (used + bytes > shared.byteLength) {
        shared = this.take(Math.max(sharedBytes, bytes))
        used = 0
      }
      const lent = new Uint8Array(shared, used, bytes)
      // Where any sample format may begin.
      used += Math.ceil(bytes / 8) * 8
      return lent
    }
  }

  give(buffers: ArrayBuffer[]): void {
    for (const buffer of buffers) if (this.buffers.length < mostBuffers) this.buffers.push(buffer)
  }

  clear(): void {
    this.buffers.length = 0
  }
}
