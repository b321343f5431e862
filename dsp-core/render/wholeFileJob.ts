// Listens to a whole file, block by block, and says at its end what it heard.
import type { JobValue, RenderJob } from './jobs'
import type { MediaRange } from './mediaStore'

const blockSamples = 65536

export interface WholeFile {
  media: string
  sampleRateHz: number
  channels: number
  lengthSamples: number
}

export interface FileListener {
  push(sound: Float32Array[], lengthSamples: number): void
  /** `ended`: the whole file was heard; before, there is nothing to say. */
  value(ended: boolean): JobValue
}

/** `listen`: is given the longest block there will be. */
export class WholeFileJob implements RenderJob {
  readonly blocks: number
  private readonly listener: FileListener

  constructor(
    private readonly file: WholeFile,
    listen: (maxBlock: number) => FileListener,
  ) {
    this.blocks = Math.max(1, Math.ceil(file.lengthSamples / blockSamples))
    this.listener = listen(blockSamples)
  }

  needs(block: number): MediaRange[] {
    const startSample = block * blockSamples
    const lengthSamples = Math.min(blockSamples, this.file.lengthSamples - startSample)
    return [{ media: this.file.media, startSample, lengthSamples }]
  }

  run(block: number, [sound]: Float32Array[][]): JobValue {
    this.listener.push(sound, this.needs(block)[0].lengthSamples)
    return this.listener.value(block === this.blocks - 1)
  }
}
