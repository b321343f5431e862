// The highest sample of each 2.5 ms of a sound, whatever its channel: what a limiter will have to hold down.
import type { SoundVectors } from '../processors/wasmVectors'

/** Four in a step of loudness (10 ms). */
export const peakStepsPerSecond = 400

export class PeakLine {
  private found: number[] = []
  private highest = 0
  private position = 0
  private step = 0
  private stepEnd: number
  /** Whole steps as vectors take them; 0 where steps differ in length. */
  private readonly stepSamples: number

  constructor(
    private readonly sampleRateHz: number,
    private readonly vectors: SoundVectors | null = null,
  ) {
    const stepSamples = sampleRateHz / peakStepsPerSecond
    this.stepSamples = stepSamples % 4 === 0 ? stepSamples : 0
    this.stepEnd = this.endOf(0)
  }

  /** Reads main[...][0 ... lengthSamples). */
  push(main: Float32Array[], lengthSamples: number): void {
    for (let at = 0; at < lengthSamples;) {
      at += this.wholeSteps(main, at, lengthSamples - at)
      const count = Math.min(lengthSamples - at, this.stepEnd - this.position)
      for (const channel of main) this.hear(channel, at, count)
      at += count
      this.position += count
      if (this.position === this.stepEnd) this.finishStep()
    }
  }

  /** Of the steps that ended since the last call; `ended`: with what has begun of the last one. */
  take(ended: boolean): Float32Array {
    if (ended && this.position > this.endOf(this.step - 1)) this.finishStep()
    const taken = Float32Array.from(this.found)
    this.found = []
    return taken
  }

  /** All that begin and end in the next `count` samples, where vectors can; answers how many samples these are. */
  private wholeSteps(main: Float32Array[], at: number, count: number): number {
    const { vectors, stepSamples } = this
    const isStepStart = this.stepEnd - this.position === stepSamples
    const steps = vectors && isStepStart ? Math.floor(count / stepSamples) : 0
    const peaks = steps > 0 ? vectors!.highestInSteps(main, at, stepSamples, steps) : null
    if (!peaks) return 0
    for (const peak of peaks) this.found.push(peak)
    this.position += steps * stepSamples
    this.step += steps
    this.stepEnd = this.endOf(this.step)
    return steps * stepSamples
  }

  private finishStep(): void {
    this.found.push(this.highest)
    this.highest = 0
    this.stepEnd = this.endOf(++this.step)
  }

  private endOf(step: number): number {
    return Math.round(((step + 1) * this.sampleRateHz) / peakStepsPerSecond)
  }

  private hear(x: Float32Array, at: number, count: number): void {
    for (let i = at; i < at + count; i++) {
      const size = Math.abs(x[i])
      if (size > this.highest) this.highest = size
    }
  }
}
