// The base of all kernels. Written, as they are, in the part of TypeScript that AssemblyScript also compiles:
// fields, typed arrays, loops, arithmetic, square roots; nothing is allocated after `prepare`.

/**
 * A kernel is run in pieces that end at multiples of this count of samples since `reset`, wherever blocks are cut.
 * A multiple of the control step, and long enough not to be felt.
 */
export const pieceSamples: i32 = 1024

/** Dynamics decide their gain once in so many samples, and move in a straight line between. */
export const controlSamples: i32 = 8

/** Channels of a side-chain that are listened to: as many as the largest layout has (7.1). */
export const sidechainRoom: i32 = 8

export abstract class Kernel {
  sampleRateHz: f64 = 0
  channels: i32 = 0
  maxBlock: i32 = 0
  main: Array<Float32Array> = []
  /** Empty when nothing drives it. */
  sidechain: Array<Float32Array> = []
  /** A number for each sample, as the description says (processor.ts); length 0 when there is none. */
  signal: Float32Array = new Float32Array(0)
  /** Samples since reset, modulo pieceSamples. */
  position: i32 = 0
  /** What a meter hands out step by step: values of the steps that ended in the last call of `process`. */
  finished: Float32Array = new Float32Array(0)
  finishedCount: i32 = 0

  prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    this.sampleRateHz = sampleRateHz
    this.channels = channels
    this.maxBlock = maxBlock
  }

  reset(): void {
    this.position = 0
  }

  /** Changes main[...][0 ... samples) in place. */
  process(samples: i32): void {
    this.finishedCount = 0
    let start: i32 = 0
    while (start < samples) {
      const room: i32 = pieceSamples - this.position
      const end: i32 = samples - start > room ? start + room : samples
      this.run(start, end)
      this.position += end - start
      if (this.position == pieceSamples) {
        this.position = 0
        this.settle()
      }
      start = end
    }
  }

  /** One piece, at most pieceSamples long. */
  protected abstract run(start: i32, end: i32): void

  /** Called at fixed samples: puts decayed state to zero before it becomes denormal (which costs 100x the time). */
  protected settle(): void {}

  /** The reading of that index in the description's list. */
  reading(_index: i32): f64 {
    return 0
  }

  /** The value so far of the step that has begun, or -1 when nothing of it was heard. */
  unfinished(): f64 {
    return -1
  }
}
