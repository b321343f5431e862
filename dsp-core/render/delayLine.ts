// Holds sound back by a whole number of samples.
import type { Engine } from '../processors/engine'

export class DelayLine {
  private readonly rings: Float32Array[]
  private at = 0

  constructor(
    engine: Engine,
    channels: number,
    readonly delaySamples: number,
  ) {
    this.rings = engine.createSound(channels, delaySamples)
  }

  /** out[…][0 … lengthSamples) gets what came in `delaySamples` ago. `out` is not the input. */
  process(input: Float32Array[], out: Float32Array[], lengthSamples: number): void {
    const { delaySamples } = this
    for (let done = 0; done < lengthSamples;) {
      const count = Math.min(lengthSamples - done, delaySamples - this.at)
      for (let channel = 0; channel < this.rings.length; channel++) {
        const ring = this.rings[channel]
        out[channel].set(ring.subarray(this.at, this.at + count), done)
        ring.set(input[channel].subarray(done, done + count), this.at)
      }
      this.at = (this.at + count) % delaySamples
      done += count
    }
  }
}

/** Null where nothing is to be held back. */
export const delayLine = (engine: Engine, channels: number, delaySamples: number): DelayLine | null =>
  delaySamples > 0 ? new DelayLine(engine, channels, delaySamples) : null
