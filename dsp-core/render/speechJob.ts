// Hears where people speak in a whole file, block by block.
import { SpeechMeter } from '../processors/speech-meter/index'
import type { JobValue, RenderJob } from './jobs'
import type { MediaRange } from './mediaStore'

const blockSamples = 65536

export class SpeechJob implements RenderJob {
  readonly blocks: number
  private readonly meter: SpeechMeter

  constructor(
    private readonly media: string,
    private readonly sound: { sampleRateHz: number; lengthSamples: number },
  ) {
    this.blocks = Math.max(1, Math.ceil(sound.lengthSamples / blockSamples))
    this.meter = new SpeechMeter(sound.sampleRateHz)
  }

  needs(block: number): MediaRange[] {
    const startSample = block * blockSamples
    const lengthSamples = Math.min(blockSamples, this.sound.lengthSamples - startSample)
    return [{ media: this.media, startSample, lengthSamples }]
  }

  run(block: number, [sound]: Float32Array[][]): JobValue {
    this.meter.push(sound, this.needs(block)[0].lengthSamples)
    return { kind: 'speech', speech: block < this.blocks - 1 ? null : this.meter.finish().speech }
  }
}
