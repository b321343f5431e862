// Brings a stem to the settled gain and packs it as its file wants it.
import { gainFromDb } from '../signal/decibels'
import type { JobValue, RenderJob, StemRequest } from './jobs'
import type { MediaRange } from './mediaStore'
import { packPcm } from './pcm'

const blockSamples = 1 << 17

export class StemJob implements RenderJob {
  readonly blocks: number

  constructor(private readonly request: StemRequest) {
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
    for (const channel of sound) for (let i = 0; i < lengthSamples; i++) channel[i] *= gain
    const bytes = new Uint8Array((lengthSamples * sound.length * bitDepth) / 8)
    packPcm(sound, 0, lengthSamples, bitDepth, bytes, { seed: ditherSeed, startSample })
    return { kind: 'stem', startSample, lengthSamples, bytes }
  }
}
