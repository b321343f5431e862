// Loudness as steps of 10 ms, block by block: what gating.ts computes everything from.
import { sectionTable } from '../../signal/filterDesign'
import { channelWeights, kWeighting } from './kWeighting'
import { LoudnessMeterKernel } from './kernel'

export interface LoudnessMeter {
  /** Reads main[...][0 ... lengthSamples); any length. */
  push(main: Float32Array[], lengthSamples: number): void
  /** K-weighted mean squares of the steps finished since the last call, channels summed with their weights. */
  takeSteps(): Float32Array
  /** As takeSteps, with what has begun of the last step. */
  finish(): Float32Array
}

const blockSamples = 8192

export const createLoudnessMeter = (setup: { sampleRateHz: number; channels: number }): LoudnessMeter => {
  const kernel = new LoudnessMeterKernel()
  kernel.prepare(setup.sampleRateHz, setup.channels, blockSamples)
  kernel.configure(
    sectionTable(kWeighting(setup.sampleRateHz)),
    Float64Array.from(channelWeights(setup.channels)),
  )
  let kept = new Float32Array(1024)
  let count = 0

  const keep = (steps: Float32Array) => {
    if (count + steps.length > kept.length) {
      const larger = new Float32Array(2 * (count + steps.length))
      larger.set(kept.subarray(0, count))
      kept = larger
    }
    kept.set(steps, count)
    count += steps.length
  }
  const takeSteps = () => {
    const taken = kept.slice(0, count)
    count = 0
    return taken
  }
  return {
    takeSteps,
    push(main, lengthSamples) {
      for (let start = 0; start < lengthSamples; start += blockSamples) {
        const end = Math.min(lengthSamples, start + blockSamples)
        kernel.main = start === 0 ? main : main.map((channel) => channel.subarray(start, end))
        kernel.process(end - start)
        keep(kernel.finished.subarray(0, kernel.finishedCount))
      }
    },
    finish() {
      const rest = kernel.unfinished()
      if (rest >= 0) keep(Float32Array.of(rest))
      kernel.reset()
      return takeSteps()
    },
  }
}
