// How far the sum of the written stems is from the pre-master they were cut from: the largest difference of any
// sample, and the highest sample of the pre-master itself, full scale 1.
import { gainFromDb } from '../signal/decibels'
import type { JobValue, RenderJob, ResidualRequest } from './jobs'
import type { MediaRange } from './mediaStore'

const blockSamples = 65536

export class ResidualJob implements RenderJob {
  readonly blocks: number
  private peak = 0
  private wholePeak = 0
  private readonly rest = new Float64Array(blockSamples)

  constructor(private readonly request: ResidualRequest) {
    this.blocks = Math.max(1, Math.ceil(request.lengthSamples / blockSamples))
  }

  needs(block: number): MediaRange[] {
    const startSample = block * blockSamples
    const lengthSamples = Math.min(blockSamples, this.request.lengthSamples - startSample)
    return [this.request.of, ...this.request.sum].map((media) => ({ media, startSample, lengthSamples }))
  }

  run(block: number, [whole, ...parts]: Float32Array[][]): JobValue {
    const gain = gainFromDb(this.request.gainDb)
    const { lengthSamples } = this.needs(block)[0]
    for (let channel = 0; channel < this.request.channels; channel++) {
      const expected = whole[channel]
      const rest = this.rest.subarray(0, lengthSamples)
      for (let i = 0; i < lengthSamples; i++) rest[i] = expected[i] * gain
      this.wholePeak = Math.max(this.wholePeak, highest(rest))
      for (const part of parts) subtract(rest, part[channel])
      this.peak = Math.max(this.peak, highest(rest))
    }
    return { kind: 'residual', peak: this.peak, wholePeak: this.wholePeak }
  }
}

const subtract = (rest: Float64Array, part: Float32Array): void => {
  for (let i = 0; i < rest.length; i++) rest[i] -= part[i]
}

const highest = (x: Float64Array): number => {
  let most = 0
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(x[i])
    if (size > most) most = size
  }
  return most
}
