// Renders the stems and the pre-master of one stretch.
import type { RenderPlan } from '../plan/plan'
import type { Engine } from '../processors/engine'
import type { JobValue, RenderJob } from './jobs'
import { ChainLoudness } from './masterChain'
import type { MediaRange } from './mediaStore'
import type { Stretch } from './stretches'
import { StripsRender } from './stripsRender'

export class StripsJob implements RenderJob {
  readonly blocks: number
  private readonly render: StripsRender
  private readonly loudness: ChainLoudness
  private readonly preMaster: string

  constructor(plan: RenderPlan, stretch: Stretch, engine: Engine) {
    this.render = new StripsRender(plan, stretch, engine)
    this.blocks = this.render.blocks
    this.loudness = new ChainLoudness(plan, engine)
    this.preMaster = plan.master.strip
  }

  needs(block: number): MediaRange[] {
    return this.render.needs(block)
  }

  run(block: number, sound: Float32Array[][]): JobValue {
    const made = this.render.render(block, sound)
    const strips: Record<string, Float32Array[]> = {}
    if (made.lengthSamples > 0)
      for (const id of Object.keys(made.strips))
        strips[id] = made.strips[id].map((channel) => channel.slice(0, made.lengthSamples))
    if (made.lengthSamples > 0)
      this.loudness.push(strips[this.preMaster], made.startSample, made.lengthSamples)
    const ended = block === this.blocks - 1
    return {
      kind: 'strips',
      startSample: made.startSample,
      lengthSamples: made.lengthSamples,
      strips,
      energies: this.loudness.take(ended),
      untouched: this.render.untouched.take(ended),
    }
  }
}
