// K-weighted steps of 10 ms, handed out one by one, and what a chain wants to read of them with bounded memory.
import { LoudnessReadings } from '../../signal/loudness'
import { LoudnessSteps } from '../../signal/loudnessSteps'
import { Kernel, pieceSamples } from '../kernel'

export class LoudnessMeterKernel extends Kernel {
  private steps: LoudnessSteps = new LoudnessSteps()
  private readings: LoudnessReadings = new LoudnessReadings()

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.steps.prepare(sampleRateHz, channels, pieceSamples)
    this.readings.prepare()
    this.finished = new Float32Array(this.steps.mostIn(maxBlock))
  }

  configure(sections: Float64Array, weights: Float64Array): void {
    this.steps.configure(sections, weights)
  }

  override reset(): void {
    super.reset()
    this.steps.reset()
    this.readings.reset()
    this.finishedCount = 0
  }

  protected run(start: i32, end: i32): void {
    const ended: i32 = this.steps.hear(this.main, start, end)
    for (let s: i32 = 0; s < ended; s++) {
      const energy: f64 = this.steps.energies[s]
      this.finished[this.finishedCount] = energy as f32
      this.finishedCount++
      this.readings.push(energy)
    }
  }

  protected override settle(): void {
    this.steps.settle()
  }

  /** In the order of the description's list. */
  override reading(index: i32): f64 {
    if (index == 0) return this.readings.integratedLufs()
    if (index == 1) return this.readings.maxMomentaryLufs()
    if (index == 2) return this.readings.maxShortTermLufs()
    if (index == 3) return this.readings.rangeLu()
    return index == 4 ? this.readings.momentaryLufs() : this.readings.shortTermLufs()
  }

  /** Weighted mean square. */
  override unfinished(): f64 {
    return this.steps.unfinished()
  }
}
