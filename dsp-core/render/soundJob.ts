// Measures a stretch of a file, block by block.
import type { Engine } from '../processors/engine'
import type { JobValue, RenderJob, SoundRequest } from './jobs'
import type { MediaRange } from './mediaStore'
import { leadSecondsOfParts, SoundPartMeasure, trailSamplesOfParts } from './soundPart'

/** Messages are few, reading and computing overlap, and 24-bit stereo fills what was lent for rendering (bufferShelf.ts). */
const blockSamples = 131072

export class SoundJob implements RenderJob {
  readonly blocks: number
  private readonly measure: SoundPartMeasure
  private readonly firstSample: number
  private readonly endSample: number

  constructor(
    private readonly request: SoundRequest,
    engine: Engine,
  ) {
    const { sampleRateHz, lengthSamples, stretch } = request
    this.firstSample = Math.max(0, stretch.startSample - leadSecondsOfParts * sampleRateHz)
    this.endSample = Math.min(lengthSamples, stretch.endSample + trailSamplesOfParts)
    this.blocks = Math.max(1, Math.ceil((this.endSample - this.firstSample) / blockSamples))
    const edges = {
      leadSamples: stretch.startSample - this.firstSample,
      lengthSamples: stretch.endSample - stretch.startSample,
    }
    this.measure = new SoundPartMeasure(request, edges, engine)
  }

  needs(block: number): MediaRange[] {
    const startSample = this.firstSample + block * blockSamples
    const lengthSamples = Math.min(blockSamples, this.endSample - startSample)
    return [{ media: this.request.media, startSample, lengthSamples }]
  }

  run(block: number, [sound]: Float32Array[][]): JobValue {
    this.measure.push(sound, this.needs(block)[0].lengthSamples)
    return { kind: 'sound', part: block < this.blocks - 1 ? null : this.measure.result() }
  }
}
