// Measures a whole file, block by block.
import type { Engine } from '../processors/engine'
import type { JobValue, RenderJob } from './jobs'
import type { MediaRange } from './mediaStore'
import { SoundMeasure } from './measureSound'

const blockSamples = 65536

export class SoundJob implements RenderJob {
  readonly blocks: number
  private readonly measure: SoundMeasure

  constructor(
    private readonly media: string,
    private readonly sound: { sampleRateHz: number; channels: number; lengthSamples: number },
    engine: Engine,
  ) {
    this.blocks = Math.max(1, Math.ceil(sound.lengthSamples / blockSamples))
    this.measure = new SoundMeasure(sound, engine)
  }

  needs(block: number): MediaRange[] {
    const startSample = block * blockSamples
    const lengthSamples = Math.min(blockSamples, this.sound.lengthSamples - startSample)
    return [{ media: this.media, startSample, lengthSamples }]
  }

  run(block: number, [sound]: Float32Array[][]): JobValue {
    this.measure.push(sound, this.needs(block)[0].lengthSamples)
    if (block < this.blocks - 1) return { kind: 'sound', measurement: null, energies: null }
    return { kind: 'sound', measurement: this.measure.result(), energies: this.measure.energies() }
  }
}
