// Measures the details of a whole file, block by block.
import type { Engine } from '../processors/engine'
import type { JobValue, RenderJob } from './jobs'
import type { MediaRange } from './mediaStore'
import { SoundDetailsMeasure } from './soundDetails'

const blockSamples = 65536

export class SoundDetailsJob implements RenderJob {
  readonly blocks: number
  private readonly measure: SoundDetailsMeasure

  constructor(
    private readonly media: string,
    private readonly sound: { sampleRateHz: number; channels: number; lengthSamples: number },
    engine: Engine,
  ) {
    this.blocks = Math.max(1, Math.ceil(sound.lengthSamples / blockSamples))
    this.measure = new SoundDetailsMeasure(sound, engine)
  }

  needs(block: number): MediaRange[] {
    const startSample = block * blockSamples
    const lengthSamples = Math.min(blockSamples, this.sound.lengthSamples - startSample)
    return [{ media: this.media, startSample, lengthSamples }]
  }

  run(block: number, [sound]: Float32Array[][]): JobValue {
    this.measure.push(sound, this.needs(block)[0].lengthSamples)
    return { kind: 'sound-details', details: block < this.blocks - 1 ? null : this.measure.result() }
  }
}
