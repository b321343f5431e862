// The highest sample of each 2.5 ms of a sound, whatever its channel: what a limiter will have to hold down.
import type { SoundVectors } from '../processors/wasmVectors'

/** Four in a step of loudness (10 ms). */
export const peakStepsPerSecond = 400

export class PeakLine {
  private readonly found: number[] = []
  private highest = 0
  private position = 0
  private step = 0
  private stepEnd: number

  constructor(
    private readonly sampleRateHz: number,
    private readonly vectors: SoundVectors | null = null,
  ) {
    this.stepEnd = this.endOf(0)
  }

  /** Reads main[...][0 ... lengthSamples). */
  push(main: Float32Array[], lengthSamples: number): void {
    for (let at = 0; at < lengthSamples;) {
      const count = Math.min(lengthSamples - at, this.stepEnd - this.position)
      for (const channel of main) this.highest = this.highestOf(channel, at, count)
      at += count
      this.position += count
      if (this.position === this.stepEnd) this.finishStep()
    }
  }

  /** Of the steps that ended since the last call; `ended`: with what has begun of the last one. */
  take(ended: boolean): Float32Array {
    if (ended && this.position > this.endOf(this.step - 1)) this.finishStep()
    return Float32Array.from(this.found.splice(0))
  }

  private finishStep(): void {
    this.found.push(this.highest)
    this.highest = 0
    this.stepEnd = this.endOf(++this.step)
  }

  private endOf(step: number): number {
    return Math.round(((step + 1) * this.sampleRateHz) / peakStepsPerSecond)
  }

  private highestOf(x: Float32Array, at: number, count: number): number {
    const found = this.vectors?.highest(x, at, count, this.highest)
    let most = found?.highest ?? this.highest
    for (let i = at + (found?.samples ?? 0); i < at + count; i++) {
      const size = Math.abs(x[i])
      if (size > most) most = size
    }
    return most
  }
}
