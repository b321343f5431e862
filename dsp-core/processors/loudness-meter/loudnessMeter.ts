// Loudness as steps of 10 ms, block by block: what gating.ts computes everything from.
import { typescriptEngine, type Engine } from '../engine'
import { inBlocks } from '../inBlocks'

export interface LoudnessMeter {
  /** Reads main[...][0 ... lengthSamples); any length. */
  push(main: Float32Array[], lengthSamples: number): void
  /** K-weighted mean squares of the steps finished since the last call, channels summed with their weights. */
  takeSteps(): Float32Array
  /** As takeSteps, with what has begun of the last step. */
  finish(): Float32Array
}

const blockSamples = 8192

export const createLoudnessMeter = (
  setup: { sampleRateHz: number; channels: number },
  engine: Engine = typescriptEngine,
): LoudnessMeter => {
  const meter = engine.createProcessor('loudness-meter', {}, { ...setup, maxBlock: blockSamples })
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
    push: (main, lengthSamples) =>
      inBlocks(main, lengthSamples, blockSamples, (block, length) => {
        meter.process(block, length)
        keep(meter.finishedSteps())
      }),
    finish() {
      const rest = meter.unfinishedStep()
      if (rest >= 0) keep(Float32Array.of(rest))
      meter.reset()
      return takeSteps()
    },
  }
}
