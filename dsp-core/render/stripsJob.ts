// Renders the strips that leave over one stretch, and measures what the master is given.
import type { RenderPlan } from '../plan/plan'
import type { Engine } from '../processors/engine'
import { createLoudnessMeter, type LoudnessMeter } from '../processors/loudness-meter/loudnessMeter'
import type { JobValue, RenderJob } from './jobs'
import type { MediaRange } from './mediaStore'
import type { Stretch } from './stretches'
import { masteredStrip, StripsRender } from './stripsRender'

export class StripsJob implements RenderJob {
  readonly blocks: number
  private readonly render: StripsRender
  private readonly meter: LoudnessMeter
  private readonly mastered: string

  constructor(plan: RenderPlan, stretch: Stretch, engine: Engine) {
    this.render = new StripsRender(plan, stretch, engine)
    this.blocks = this.render.blocks
    this.meter = createLoudnessMeter(plan.sequence, engine)
    this.mastered = masteredStrip(plan)
  }

  needs(block: number): MediaRange[] {
    return this.render.needs(block)
  }

  run(block: number, sound: Float32Array[][]): JobValue {
    const made = this.render.render(block, sound)
    const strips: Record<string, Float32Array[]> = {}
    if (made.lengthSamples > 0) {
      for (const id of Object.keys(made.strips))
        strips[id] = made.strips[id].map((channel) => channel.slice(0, made.lengthSamples))
      this.meter.push(strips[this.mastered], made.lengthSamples)
    }
    const ended = block === this.blocks - 1
    return {
      kind: 'strips',
      startSample: made.startSample,
      lengthSamples: made.lengthSamples,
      strips,
      energies: ended ? this.meter.finish() : this.meter.takeSteps(),
      untouched: this.render.untouched.take(ended),
    }
  }
}
