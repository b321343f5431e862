// Puts the loudness steps (or peaks) of stretches, which arrive in any order, into one line, each where it belongs.
import type { Stretch } from '../../dsp-core/index'

export class StepLine {
  private readonly steps: Float32Array
  /** Where the next steps of each stretch go. */
  private readonly next: number[]

  /** Stretches begin at whole seconds. */
  constructor(stretches: Stretch[], sampleRateHz: number, stepsPerSecond: number) {
    const stepAt = (sample: number): number => Math.ceil((sample / sampleRateHz) * stepsPerSecond)
    this.next = stretches.map(({ startSample }) => stepAt(startSample))
    this.steps = new Float32Array(stepAt(stretches[stretches.length - 1].endSample) + 1)
  }

  add(stretch: number, steps: Float32Array): this {
    this.steps.set(steps, this.next[stretch])
    this.next[stretch] += steps.length
    return this
  }

  /** All steps in the order of time, when all have arrived. */
  whole(): Float32Array {
    return this.steps.subarray(0, this.next[this.next.length - 1])
  }
}
