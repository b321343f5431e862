// Brings a stem to the settled gain and packs it as its file wants it.
import type { Engine } from '../processors/engine'
import { gainFromDb } from '../signal/decibels'
import type { JobValue, RenderJob, StemRequest } from './jobs'
import type { MediaRange } from './mediaStore'
import { setScaled } from './mixing'
import { packSound, type LendBytes } from './packSound'

/** As floats they fit what was lent for rendering (bufferShelf.ts). */
const blockSamples = 1 << 16

export class StemJob implements RenderJob {
  readonly blocks: number

  constructor(
    private readonly request: StemRequest,
    private readonly engine: Engine,
    private readonly lend: LendBytes,
  ) {
    const { startSample, endSample } = request.stretch
    this.blocks = Math.max(1, Math.ceil((endSample - startSample) / blockSamples))
  }

  needs(block: number): MediaRange[] {
    const { media, stretch } = this.request
    const startSample = stretch.startSample + block * blockSamples
    return [{ media, startSample, lengthSamples: Math.min(blockSamples, stretch.endSample - startSample) }]
  }

  run(block: number, [sound]: Float32Array[][]): JobValue {
    const [{ startSample, lengthSamples }] = this.needs(block)
    const { gainDb, bitDepth, ditherSeed } = this.request
    const gain = gainFromDb(gainDb)
    for (const channel of sound) setScaled(this.engine.vectors, channel, channel, gain, lengthSamples)
    const dither = { seed: ditherSeed, startSample }
    const bytes = packSound(this.engine, sound, lengthSamples, bitDepth, dither, this.lend)
    return { kind: 'stem', startSample, lengthSamples, bytes }
  }
}
