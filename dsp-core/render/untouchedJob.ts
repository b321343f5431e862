// Measures one stretch of the sequence as it plays untouched; nothing of it is kept.
import type { RenderPlan } from '../plan/plan'
import { untouchedPlan } from '../plan/untouchedPlan'
import { createLoudnessMeter, type LoudnessMeter } from '../processors/loudness-meter/loudnessMeter'
import type { JobValue, RenderJob } from './jobs'
import { SoundMeasure } from './measureSound'
import type { MediaRange } from './mediaStore'
import type { Stretch } from './stretches'
import { StripsRender } from './stripsRender'

export class UntouchedJob implements RenderJob {
  readonly blocks: number
  private readonly render: StripsRender
  private readonly meters = new Map<string, LoudnessMeter>()
  private readonly mix: SoundMeasure

  constructor(
    private readonly plan: RenderPlan,
    stretch: Stretch,
  ) {
    this.render = new StripsRender(untouchedPlan(plan), stretch)
    this.blocks = this.render.blocks
    this.mix = new SoundMeasure(plan.sequence)
  }

  needs(block: number): MediaRange[] {
    return this.render.needs(block)
  }

  run(block: number, sound: Float32Array[][]): JobValue {
    const made = this.render.render(block, sound)
    const last = block === this.blocks - 1
    const energies: Record<string, Float32Array> = {}
    for (const [id, strip] of Object.entries(made.strips)) {
      const meter = this.meters.get(id) ?? createLoudnessMeter(this.plan.sequence)
      this.meters.set(id, meter)
      if (made.lengthSamples > 0) meter.push(strip, made.lengthSamples)
      energies[id] = last ? meter.finish() : meter.takeSteps()
    }
    if (made.lengthSamples > 0) this.mix.push(made.strips[this.plan.master.strip], made.lengthSamples)
    const truePeakDbtp = last ? this.mix.result().truePeakDbtp : -Infinity
    return { kind: 'untouched', lengthSamples: made.lengthSamples, energies, truePeakDbtp }
  }
}
