// Holds sound back by a whole number of samples.
export class DelayLine {
  private readonly rings: Float32Array[]
  private at = 0
  private readonly leaving = new Float32Array(4096)

  constructor(
    channels: number,
    readonly delaySamples: number,
  ) {
    this.rings = Array.from({ length: channels }, () => new Float32Array(delaySamples))
  }

  /** out[…][0 … lengthSamples) gets what came in `delaySamples` ago. `out` may be the input itself. */
  process(input: Float32Array[], out: Float32Array[], lengthSamples: number): void {
    const { leaving, delaySamples } = this
    for (let done = 0; done < lengthSamples;) {
      const count = Math.min(lengthSamples - done, delaySamples - this.at, leaving.length)
      for (let channel = 0; channel < this.rings.length; channel++) {
        const ring = this.rings[channel]
        leaving.set(ring.subarray(this.at, this.at + count))
        ring.set(input[channel].subarray(done, done + count), this.at)
        out[channel].set(leaving.subarray(0, count), done)
      }
      this.at = (this.at + count) % delaySamples
      done += count
    }
  }
}

/** Null where nothing is to be held back. */
export const delayLine = (channels: number, delaySamples: number): DelayLine | null =>
  delaySamples > 0 ? new DelayLine(channels, delaySamples) : null
