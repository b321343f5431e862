// Buffers that have come back, for the next reading: a new one each time would be memory to clear and to give back.

/** More than all workers of a large machine have under way by two blocks of a few files each. */
const mostBuffers = 64
/** Lengths are rounded up to it, so that blocks of slightly different lengths share. */
const stepBytes = 1 << 16

export class BufferShelf {
  private readonly buffers: ArrayBuffer[] = []

  /** At least so long, with any content. */
  take(bytes: number): ArrayBuffer {
    const fits = this.buffers.findIndex(
      ({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes + stepBytes,
    )
    if (fits >= 0) return this.buffers.splice(fits, 1)[0]
    // What does not fit has had its time.
    this.buffers.shift()
    return new ArrayBuffer(Math.max(1, Math.ceil(bytes / stepBytes)) * stepBytes)
  }

  give(buffers: ArrayBuffer[]): void {
    for (const buffer of buffers) if (this.buffers.length < mostBuffers) this.buffers.push(buffer)
  }

  clear(): void {
    this.buffers.length = 0
  }
}
