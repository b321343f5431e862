// Puts the loudness steps (or peaks) of stretches, which arrive in any order, back into one line.
import { joinSteps } from '../../dsp-core/index'

export class StepLine {
  private readonly parts: Float32Array[][]

  constructor(stretches: number) {
    this.parts = Array.from({ length: stretches }, () => [])
  }

  add(stretch: number, steps: Float32Array): this {
    this.parts[stretch].push(steps)
    return this
  }

  /** All steps in the order of time. */
  whole(): Float32Array {
    return joinSteps(this.parts.flat())
  }
}
