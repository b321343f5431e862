// Masters one stretch of what the master's chain has made (stripsRender.ts): gain and limiter; on time and exactly as
// long.
import type { RenderPlan } from '../plan/plan'
import { typescriptEngine, type Engine } from '../processors/engine'
import { ChainRender } from './chainRender'
import { gainOfDb } from './fold'
import { setScaled } from './mixing'
import { renderBlockSamples, warmUpStart, type Stretch } from './stretches'

/** It runs in pieces that stay in the processor's cache. */
const pieceSamples = 16384

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
    private readonly engine: Engine = typescriptEngine,
  ) {
    const { sampleRateHz, channels, lengthSamples } = plan.sequence
    this.limiter = new ChainRender([plan.master.limiter], {
      ...{ sampleRateHz, channels, maxBlock: pieceSamples, engine, signals: plan.signals, latencySamples: 0 },
      strip: (id) => {
        throw new Error(`The limiter cannot be driven by strip ${id}`)
      },
    })
    this.latencySamples = this.limiter.latencySamples
    this.gain = gainOfDb(gainDb)
    this.lengthSamples = lengthSamples
    this.firstPosition = warmUpStart(stretch, sampleRateHz)
    this.endPosition = stretch.endSample + this.latencySamples
    this.blocks = Math.max(1, Math.ceil((this.endPosition - this.firstPosition) / renderBlockSamples))
    this.piece = engine.createSound(channels, pieceSamples)
    this.block = engine.createSound(channels, renderBlockSamples)
  }

  /** What of the mastered strip a block wants. */
  range(block: number): { startSample: number; lengthSamples: number } {
    const [from, to] = this.positions(block)
    const startSample = Math.min(from, this.lengthSamples)
    return { startSample, lengthSamples: Math.min(to, this.lengthSamples) - startSample }
  }

  /** Blocks come in order. */
  render(block: number, mastered: Float32Array[]): RenderedMaster {
    const [from, to] = this.positions(block)
    const given = this.range(block).lengthSamples
    const startSample = clamp(from - this.latencySamples, this.stretch)
    const endSample = clamp(to - this.latencySamples, this.stretch)
    for (let at = 0; at < to - from; at += pieceSamples) {
      const length = Math.min(pieceSamples, to - from - at)
      this.take(mastered, at, length, given)
      for (const channel of this.piece) setScaled(this.engine.vectors, channel, channel, this.gain, length)
      this.limiter.process(this.piece, from + at, length)
      this.leave(from + at - this.latencySamples, length, startSample, endSample)
    }
    const readings = this.limiter.readings()[0].readings
    return { startSample, lengthSamples: endSample - startSample, sound: this.block, readings }
  }

  /** After the sequence's end there is silence. */
  private take(mastered: Float32Array[], at: number, length: number, given: number): void {
    const there = Math.max(0, Math.min(length, given - at))
    this.piece.forEach((piece, channel) => {
      if (there > 0) piece.set(mastered[channel].subarray(at, at + there))
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
