// Renders the strips that leave over one stretch, and measures what the master is given.
import type { RenderPlan } from '../plan/plan'
import type { Engine } from '../processors/engine'
import { createLoudnessMeter, type LoudnessMeter } from '../processors/loudness-meter/loudnessMeter'
import type { JobValue, RenderJob, StripsValue } from './jobs'
import type { MediaRange } from './mediaStore'
import { packSound, type LendBytes } from './packSound'
import { PeakLine } from './peakLine'
import type { Stretch } from './stretches'
import { masteredStrip, StripsRender } from './stripsRender'

export class StripsJob implements RenderJob {
  readonly blocks: number
  private readonly render: StripsRender
  private readonly meter: LoudnessMeter
  private readonly peaks: PeakLine
  private readonly mastered: string

  constructor(
    plan: RenderPlan,
    stretch: Stretch,
    private readonly engine: Engine,
    private readonly lend: LendBytes,
  ) {
    this.render = new StripsRender(plan, stretch, engine)
    this.blocks = this.render.blocks
    this.meter = createLoudnessMeter(plan.sequence, engine)
    this.peaks = new PeakLine(plan.sequence.sampleRateHz, engine.vectors)
    this.mastered = masteredStrip(plan)
  }

  needs(block: number): MediaRange[] {
    return this.render.needs(block)
  }

  run(block: number, sound: Float32Array[][]): JobValue {
    const made = this.render.render(block, sound)
    const strips: StripsValue['strips'] = {}
    if (made.lengthSamples > 0) {
      for (const id of Object.keys(made.strips))
        strips[id] = packSound(this.engine, made.strips[id], made.lengthSamples, 32, null, this.lend)
      this.meter.push(made.strips[this.mastered], made.lengthSamples)
      this.peaks.push(made.strips[this.mastered], made.lengthSamples)
    }
    const ended = block === this.blocks - 1
    return {
      kind: 'strips',
      startSample: made.startSample,
      lengthSamples: made.lengthSamples,
      strips,
      energies: ended ? this.meter.finish() : this.meter.takeSteps(),
      peaks: this.peaks.take(ended),
      untouched: this.render.untouched?.take(ended) ?? null,
    }
  }
}
