// The master's chain made ready, for the render and for a first look at what it will do to the loudness.
import type { RenderPlan } from '../plan/plan'
import type { Engine } from '../processors/engine'
import { typescriptEngine } from '../processors/engine'
import { createLoudnessMeter, type LoudnessMeter } from '../processors/loudness-meter/loudnessMeter'
import { ChainRender, type ChainSetup } from './chainRender'

/** The master runs in pieces that stay in the processor's cache. */
export const masterPieceSamples = 4096

export const masterSetup = (plan: RenderPlan, engine: Engine): ChainSetup => ({
  sampleRateHz: plan.sequence.sampleRateHz,
  channels: plan.sequence.channels,
  maxBlock: masterPieceSamples,
  engine,
  signals: plan.signals,
  latencySamples: 0,
  strip: (id) => {
    throw new Error(`The master cannot be driven by strip ${id}`)
  },
})

/** The loudness of a stretch of pre-master after the chain, but without its warm-up: near enough to begin with. */
export class ChainLoudness {
  private readonly chain: ChainRender
  private readonly meter: LoudnessMeter
  private readonly piece: Float32Array[]

  constructor(plan: RenderPlan, engine: Engine = typescriptEngine) {
    this.chain = new ChainRender(plan.master.chain, masterSetup(plan, engine))
    this.meter = createLoudnessMeter(plan.sequence, engine)
    this.piece = engine.createSound(plan.sequence.channels, masterPieceSamples)
  }

  /** Reads preMaster[…][0 … lengthSamples), which begins at sample `startSample` of the sequence. */
  push(preMaster: Float32Array[], startSample: number, lengthSamples: number): void {
    for (let at = 0; at < lengthSamples; at += masterPieceSamples) {
      const length = Math.min(masterPieceSamples, lengthSamples - at)
      this.piece.forEach((channel, c) => channel.set(preMaster[c].subarray(at, at + length)))
      this.chain.process(this.piece, startSample + at, length)
      this.meter.push(this.piece, length)
    }
  }

  /** 10 ms loudness steps since the last time; `ended`: with what has begun of the last one. */
  take(ended: boolean): Float32Array {
    return ended ? this.meter.finish() : this.meter.takeSteps()
  }
}
