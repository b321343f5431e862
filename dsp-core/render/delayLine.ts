// Holds sound back by a whole number of samples.
export class DelayLine {
  private readonly rings: Float32Array[]
  private at = 0

  constructor(
    channels: number,
    readonly delaySamples: number,
  ) {
    this.rings = Array.from({ length: channels }, () => new Float32Array(delaySamples))
  }

  /** out[…][0 … lengthSamples) gets what came in `delaySamples` ago. `out` may be the input itself. */
  process(input: Float32Array[], out: Float32Array[], lengthSamples: number): void {
    const delay = this.delaySamples
    let at = this.at
    for (let channel = 0; channel < this.rings.length; channel++) {
      const [ring, source, target] = [this.rings[channel], input[channel], out[channel]]
      at = this.at
      for (let i = 0; i < lengthSamples; i++) {
        const held = ring[at]
        ring[at] = source[i]
        target[i] = held
        if (++at === delay) at = 0
      }
    }
    this.at = at
  }
}

/** Null where nothing is to be held back. */
export const delayLine = (channels: number, delaySamples: number): DelayLine | null =>
  delaySamples > 0 ? new DelayLine(channels, delaySamples) : null
