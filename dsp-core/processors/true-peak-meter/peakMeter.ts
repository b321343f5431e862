// The meter made ready for whoever measures a sound block by block.
import { typescriptEngine, type Engine } from '../engine'

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
    push(main, lengthSamples) {
      for (let start = 0; start < lengthSamples; start += blockSamples) {
        const end = Math.min(lengthSamples, start + blockSamples)
        meter.process(
          lengthSamples <= blockSamples ? main : main.map((channel) => channel.subarray(start, end)),
          end - start,
        )
      }
    },
    truePeakDbtp: () => meter.readings().truePeakDbtp,
    samplePeakDbfs: () => meter.readings().samplePeakDbfs,
  }
}
