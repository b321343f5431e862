// The meter made ready for whoever measures a sound block by block.
import { typescriptEngine, type Engine } from '../engine'
import { inBlocks } from '../inBlocks'

export interface PeakMeter {
  /** Reads main[...][0 ... lengthSamples); any length. */
  push(main: Float32Array[], lengthSamples: number): void
  /** The highest so far; the last samples as if silence followed. */
  truePeakDbtp(): number
  samplePeakDbfs(): number
}

const blockSamples = 8192

export const createPeakMeter = (
  setup: { sampleRateHz: number; channels: number },
  engine: Engine = typescriptEngine,
): PeakMeter => {
  const meter = engine.createProcessor('true-peak-meter', {}, { ...setup, maxBlock: blockSamples })
  return {
    push: (main, lengthSamples) =>
      inBlocks(main, lengthSamples, blockSamples, (block, length) => meter.process(block, length)),
    truePeakDbtp: () => meter.readings().truePeakDbtp,
    samplePeakDbfs: () => meter.readings().samplePeakDbfs,
  }
}
