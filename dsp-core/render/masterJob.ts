// Masters one stretch of what the master's chain has made, and packs it as the file wants it.
import type { Engine } from '../processors/engine'
import { createLoudnessMeter, type LoudnessMeter } from '../processors/loudness-meter/loudnessMeter'
import type { JobValue, MasterRequest, RenderJob } from './jobs'
import { MasterRender } from './masterRender'
import type { MediaRange } from './mediaStore'
import { sumUp } from './mixing'
import { NoiseShaper } from './noiseShaper'
import { packSound, type LendBytes } from './packSound'

export class MasterJob implements RenderJob {
  readonly blocks: number
  private readonly render: MasterRender
  private readonly meter: LoudnessMeter
  private readonly shaper: NoiseShaper | null
  private readonly addsSquares: boolean

  constructor(
    private readonly request: MasterRequest,
    private readonly engine: Engine,
    private readonly lend: LendBytes,
  ) {
    const { plan, stretch, gainDb, packing } = request
    this.render = new MasterRender(plan, stretch, gainDb, engine)
    this.blocks = this.render.blocks
    this.addsSquares = plan.promises.some(({ id }) => id === 'rms-level')
    this.meter = createLoudnessMeter(plan.sequence, engine)
    // It starts afresh at every stretch anyway.
    this.shaper = packing.shaped ? new NoiseShaper(plan.sequence.sampleRateHz, packing.ditherSeed) : null
  }

  needs(block: number): MediaRange[] {
    return [{ media: this.request.mastered, ...this.render.range(block) }]
  }

  run(block: number, [mastered]: Float32Array[][]): JobValue {
    const { startSample, lengthSamples, sound, readings } = this.render.render(block, mastered)
    if (lengthSamples > 0) this.meter.push(sound, lengthSamples)
    const { bitDepth, ditherSeed } = this.request.packing
    const dither = { seed: ditherSeed, startSample, shaper: this.shaper }
    return {
      kind: 'master',
      startSample,
      lengthSamples,
      bytes: packSound(this.engine, sound, lengthSamples, bitDepth, dither, this.lend),
      energies: block === this.blocks - 1 ? this.meter.finish() : this.meter.takeSteps(),
      squares: this.addsSquares ? this.squaresOf(sound, lengthSamples) : 0,
      limitedDb: -(readings.gainReductionDb ?? 0),
    }
  }

  private squaresOf(sound: Float32Array[], lengthSamples: number): number {
    const { vectors } = this.engine
    return sound.reduce((sums, channel) => sumUp(vectors, channel, lengthSamples, sums), {
      sum: 0,
      squares: 0,
    }).squares
  }
}
