// Renders the stems, the pre-master and what the master's chain makes of it over one stretch, block by block. It says which media a block
// needs and turns them into sound; everything that is late is brought back in time before it leaves.
import type { PlanStrip, RenderPlan } from '../plan/plan'
import { typescriptEngine, type Engine } from '../processors/engine'
import { delayLine, type DelayLine } from './delayLine'
import { MediaWindows, MediaWishes } from './mediaWindows'
import type { MediaRange } from './mediaStore'
import { TimelineReaders } from './readTimeline'
import { Scratch } from './scratch'
import { renderBlockSamples, warmUpStart, type Stretch } from './stretches'
import { StripRender, type StripSetup } from './stripRender'
import { UntouchedSound } from './untouchedSound'

/** The graph is run in pieces that stay in the processor's cache. */
const pieceSamples = 16384

interface RenderedStrips {
  startSample: number
  /** 0 while warming up. */
  lengthSamples: number
  /** Those that leave (leavingStrips), by strip. Valid until the next block; buffers may be longer than lengthSamples. */
  strips: Record<string, Float32Array[]>
}

interface Outlet {
  id: string
  from: StripRender
  delay: DelayLine | null
  piece: Float32Array[]
  block: Float32Array[]
}

export class StripsRender {
  readonly blocks: number
  /** The same sequence as it plays today; null where it is not to be compared. */
  readonly untouched: UntouchedSound | null
  private readonly graph: StripRender[] = []
  private readonly outlets: Outlet[] = []
  private readonly scratch: Scratch
  private readonly firstPosition: number
  private readonly endPosition: number
  /** How late everything leaves: the latest of all outlets. */
  private readonly latencySamples: number

  constructor(
    plan: RenderPlan,
    private readonly stretch: Stretch,
    engine: Engine = typescriptEngine,
  ) {
    this.scratch = new Scratch(engine)
    const strips = this.build(plan, engine)
    const leaving = leavingStrips(plan).map((id) => found(strips.get(id), `strip ${id}`))
    this.latencySamples = Math.max(...leaving.map(({ latencySamples }) => latencySamples))
    for (const id of leavingStrips(plan)) this.outlets.push(this.outlet(id, strips.get(id)!, engine))
    this.untouched = compares(plan) ? new UntouchedSound(plan, strips, pieceSamples, engine) : null
    engine.reserve()
    this.firstPosition = warmUpStart(stretch, plan.sequence.sampleRateHz)
    this.endPosition = stretch.endSample + this.latencySamples
    this.blocks = Math.max(1, Math.ceil((this.endPosition - this.firstPosition) / renderBlockSamples))
  }

  needs(block: number): MediaRange[] {
    const [from, to] = this.positions(block)
    const wishes = new MediaWishes()
    for (const strip of this.graph) strip.needs(from, to, wishes)
    return wishes.joined()
  }

  /** Blocks come in order. `media` in the order of `needs`. */
  render(block: number, media: Float32Array[][]): RenderedStrips {
    const windows = new MediaWindows(this.needs(block), media)
    const [from, to] = this.positions(block)
    const startSample = clamp(from - this.latencySamples, this.stretch)
    const endSample = clamp(to - this.latencySamples, this.stretch)
    for (let position = from; position < to; position += pieceSamples) {
      const length = Math.min(pieceSamples, to - position)
      for (const strip of this.graph) strip.process(position, length, windows, this.scratch)
      for (const outlet of this.outlets) this.leave(outlet, position, length, startSample, endSample)
      this.measureUntouched(position, length)
    }
    return {
      startSample,
      lengthSamples: endSample - startSample,
      strips: Object.fromEntries(this.outlets.map(({ id, block: sound }) => [id, sound])),
    }
  }

  private leave(
    outlet: Outlet,
    position: number,
    length: number,
    startSample: number,
    endSample: number,
  ): void {
    const { from, delay, piece, block } = outlet
    const sound = delay ? piece : from.sound
    delay?.process(from.sound, piece, length)
    const leaves = position - this.latencySamples
    const [first, last] = [Math.max(leaves, startSample), Math.min(leaves + length, endSample)]
    if (first >= last) return
    for (let channel = 0; channel < block.length; channel++)
      block[channel].set(sound[channel].subarray(first - leaves, last - leaves), first - startSample)
  }

  private measureUntouched(position: number, length: number): void {
    if (!this.untouched) return
    const leaves = position - this.untouched.latencySamples
    const first = clamp(leaves, this.stretch)
    const last = clamp(leaves + length, this.stretch)
    this.untouched.push(length, first - leaves, last - leaves)
  }

  private positions(block: number): [number, number] {
    const from = this.firstPosition + block * renderBlockSamples
    return [from, Math.max(from, Math.min(from + renderBlockSamples, this.endPosition))]
  }

  private build(plan: RenderPlan, engine: Engine): Map<string, StripRender> {
    const readers = new TimelineReaders(plan.timelines)
    const sources = new Map(plan.sources.map((source) => [source.id, source]))
    const strips = new Map<string, StripRender>()
    const setup: StripSetup = {
      sampleRateHz: plan.sequence.sampleRateHz,
      channels: plan.sequence.channels,
      maxBlock: pieceSamples,
      compare: compares(plan),
      engine,
      signals: plan.signals,
      source: (id) => readers.source(found(sources.get(id), `source ${id}`), plan.sequence),
      strip: (id) => found(strips.get(id), `strip ${id} above`),
    }
    for (const strip of [...plan.strips, ...masterStrips(plan)]) {
      const made = new StripRender(strip, setup)
      strips.set(strip.id, made)
      this.graph.push(made)
    }
    return strips
  }

  private outlet(id: string, from: StripRender, engine: Engine): Outlet {
    const buffers = (length: number): Float32Array[] => engine.createSound(from.sound.length, length)
    const delay = delayLine(engine, from.sound.length, this.latencySamples - from.latencySamples)
    return { id, from, delay, piece: buffers(pieceSamples), block: buffers(renderBlockSamples) }
  }
}

const compares = ({ compare = true }: RenderPlan): boolean => compare

const found = <T>(thing: T | undefined, name: string): T => {
  if (thing === undefined) throw new Error(`The plan has no ${name}`)
  return thing
}

const clamp = (sample: number, stretch: Stretch): number =>
  Math.max(stretch.startSample, Math.min(stretch.endSample, sample))

/** The strip that the master's gain and limiter are given: the sum of all stems after the master's chain. */
export const masteredStrip = (plan: RenderPlan): string => {
  if (plan.master.chain.length === 0) return plan.master.strip
  let id = 'mastered'
  while (plan.strips.some((strip) => strip.id === id)) id += '*'
  return id
}

/** The chain runs with the strips, not with the limiter: that is repeated until the loudness is right. */
const masterStrips = (plan: RenderPlan): PlanStrip[] => {
  const { strip, chain } = plan.master
  if (chain.length === 0) return []
  const inputs = [{ strip, gainDb: 0, delaySamples: 0 }]
  return [{ id: masteredStrip(plan), title: 'Master', role: null, inputs, chain }]
}

/** Strips that become files, the sum these are held against, and what is mastered, each once. */
export const leavingStrips = (plan: RenderPlan): string[] => {
  const stems = plan.outputs.filter(({ kind }) => kind === 'stem').map(({ strip }) => strip)
  const sum = stems.length > 0 ? [plan.master.strip] : []
  return [...new Set([...stems, ...sum, masteredStrip(plan)])]
}
