// Masters one stretch of what the master's chain has made.
import type { RenderPlan } from '../plan/plan'
import type { Engine } from '../processors/engine'
import { createLoudnessMeter, type LoudnessMeter } from '../processors/loudness-meter/loudnessMeter'
import type { JobValue, RenderJob } from './jobs'
import { MasterRender } from './masterRender'
import type { MediaRange } from './mediaStore'
import type { Stretch } from './stretches'

export class MasterJob implements RenderJob {
  readonly blocks: number
  private readonly render: MasterRender
  private readonly meter: LoudnessMeter

  constructor(
    plan: RenderPlan,
    stretch: Stretch,
    gainDb: number,
    private readonly mastered: string,
    engine: Engine,
  ) {
    this.render = new MasterRender(plan, stretch, gainDb, engine)
    this.blocks = this.render.blocks
    this.meter = createLoudnessMeter(plan.sequence, engine)
  }

  needs(block: number): MediaRange[] {
    return [{ media: this.mastered, ...this.render.range(block) }]
  }

  run(block: number, [mastered]: Float32Array[][]): JobValue {
    const made = this.render.render(block, mastered)
    const sound = made.sound.map((channel) => channel.slice(0, made.lengthSamples))
    if (made.lengthSamples > 0) this.meter.push(sound, made.lengthSamples)
    return {
      kind: 'master',
      startSample: made.startSample,
      lengthSamples: made.lengthSamples,
      sound,
      energies: block === this.blocks - 1 ? this.meter.finish() : this.meter.takeSteps(),
      limitedDb: -(made.readings.gainReductionDb ?? 0),
    }
  }
}
