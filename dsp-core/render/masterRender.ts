// Masters one stretch of the pre-master: chain, gain, limiter; on time and exactly as long.
import type { RenderPlan } from '../plan/plan'
import { typescriptEngine, type Engine } from '../processors/engine'
import { ChainRender } from './chainRender'
import { gainOfDb } from './fold'
import { masterPieceSamples, masterSetup } from './masterChain'
import { renderBlockSamples, warmUpStart, type Stretch } from './stretches'

interface RenderedMaster {
  startSample: number
  /** 0 while warming up. */
  lengthSamples: number
  /** Valid until the next block; buffers may be longer than lengthSamples. */
  sound: Float32Array[]
  /** The limiter's, over this stretch so far. */
  readings: Record<string, number>
}

export class MasterRender {
  readonly blocks: number
  private readonly chain: ChainRender
  private readonly limiter: ChainRender
  private readonly gain: number
  private readonly latencySamples: number
  private readonly firstPosition: number
  private readonly endPosition: number
  private readonly lengthSamples: number
  private readonly piece: Float32Array[]
  private readonly block: Float32Array[]

  constructor(
    plan: RenderPlan,
    private readonly stretch: Stretch,
    gainDb: number,
    engine: Engine = typescriptEngine,
  ) {
    const { sampleRateHz, channels, lengthSamples } = plan.sequence
    const setup = masterSetup(plan, engine)
    this.chain = new ChainRender(plan.master.chain, setup)
    this.limiter = new ChainRender([plan.master.limiter], {
      ...setup,
      latencySamples: this.chain.latencySamples,
    })
    this.latencySamples = this.chain.latencySamples + this.limiter.latencySamples
    this.gain = gainOfDb(gainDb)
    this.lengthSamples = lengthSamples
    this.firstPosition = warmUpStart(stretch, sampleRateHz)
    this.endPosition = stretch.endSample + this.latencySamples
    this.blocks = Math.max(1, Math.ceil((this.endPosition - this.firstPosition) / renderBlockSamples))
    this.piece = engine.createSound(channels, masterPieceSamples)
    this.block = Array.from({ length: channels }, () => new Float32Array(renderBlockSamples))
  }

  /** What of the pre-master a block wants. */
  range(block: number): { startSample: number; lengthSamples: number } {
    const [from, to] = this.positions(block)
    const startSample = Math.min(from, this.lengthSamples)
    return { startSample, lengthSamples: Math.min(to, this.lengthSamples) - startSample }
  }

  /** Blocks come in order. */
  render(block: number, preMaster: Float32Array[]): RenderedMaster {
    const [from, to] = this.positions(block)
    const given = this.range(block).lengthSamples
    const startSample = clamp(from - this.latencySamples, this.stretch)
    const endSample = clamp(to - this.latencySamples, this.stretch)
    for (let at = 0; at < to - from; at += masterPieceSamples) {
      const length = Math.min(masterPieceSamples, to - from - at)
      this.take(preMaster, at, length, given)
      this.chain.process(this.piece, from + at, length)
      for (const channel of this.piece) for (let i = 0; i < length; i++) channel[i] *= this.gain
      this.limiter.process(this.piece, from + at, length)
      this.leave(from + at - this.latencySamples, length, startSample, endSample)
    }
    const readings = this.limiter.readings()[0].readings
    return { startSample, lengthSamples: endSample - startSample, sound: this.block, readings }
  }

  /** After the sequence's end the pre-master is silence. */
  private take(preMaster: Float32Array[], at: number, length: number, given: number): void {
    const there = Math.max(0, Math.min(length, given - at))
    this.piece.forEach((piece, channel) => {
      if (there > 0) piece.set(preMaster[channel].subarray(at, at + there))
      piece.fill(0, there, length)
    })
  }

  private leave(leaves: number, length: number, startSample: number, endSample: number): void {
    const [first, last] = [Math.max(leaves, startSample), Math.min(leaves + length, endSample)]
    if (first >= last) return
    this.block.forEach((block, channel) =>
      block.set(this.piece[channel].subarray(first - leaves, last - leaves), first - startSample),
    )
  }

  private positions(block: number): [number, number] {
    const from = this.firstPosition + block * renderBlockSamples
    return [from, Math.max(from, Math.min(from + renderBlockSamples, this.endPosition))]
  }
}

const clamp = (sample: number, stretch: Stretch): number =>
  Math.max(stretch.startSample, Math.min(stretch.endSample, sample))
