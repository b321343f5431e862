// Reads the level meter over a whole file, block by block.
import type { Engine } from '../processors/engine'
import type { ProcessorInstance } from '../processors/instance'
import type { JobValue, RenderJob } from './jobs'
import type { MediaRange } from './mediaStore'

const blockSamples = 65536

export class LevelsJob implements RenderJob {
  readonly blocks: number
  private readonly meter: ProcessorInstance

  constructor(
    private readonly media: string,
    private readonly sound: { sampleRateHz: number; channels: number; lengthSamples: number },
    engine: Engine,
  ) {
    const { sampleRateHz, channels, lengthSamples } = sound
    this.blocks = Math.max(1, Math.ceil(lengthSamples / blockSamples))
    const setup = { sampleRateHz, channels, maxBlock: blockSamples }
    this.meter = engine.createProcessor('level-meter', {}, setup)
  }

  needs(block: number): MediaRange[] {
    const startSample = block * blockSamples
    const lengthSamples = Math.min(blockSamples, this.sound.lengthSamples - startSample)
    return [{ media: this.media, startSample, lengthSamples }]
  }

  run(block: number, [sound]: Float32Array[][]): JobValue {
    this.meter.process(sound, this.needs(block)[0].lengthSamples)
    return { kind: 'levels', readings: block < this.blocks - 1 ? null : this.meter.readings() }
  }
}
