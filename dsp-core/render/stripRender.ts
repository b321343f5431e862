// One strip of a plan, made ready: gathers its inputs and runs its chain, a piece at a time.
import type { PlanStrip, StripInput } from '../plan/plan'
import { ChainRender, type ChainSetup, type StripSound } from './chainRender'
import { delayLine, type DelayLine } from './delayLine'
import { gainOfDb } from './fold'
import type { MediaWindows, MediaWishes } from './mediaWindows'
import { addScaled, setScaled } from './mixing'
import type { TrackReader } from './readTrack'
import type { Scratch } from './scratch'
import { warmUpSeconds } from './stretches'

interface SourceInput {
  reader: TrackReader
  delaySamples: number
}

interface MixedInput {
  from: StripSound
  gain: number
  delay: DelayLine | null
  held: Float32Array[]
}

export interface StripSetup extends Omit<ChainSetup, 'latencySamples'> {
  /** Whether what comes in is wanted without trims too. */
  compare: boolean
  source(id: string): TrackReader
  strip(id: string): StripSound
}

export class StripRender implements StripSound {
  /** The strip's sound after its chain, valid until the next piece. */
  readonly sound: Float32Array[]
  readonly latencySamples: number
  /** What the sources would have brought without trims, as late as they come in; null where nobody asks or there is no source. */
  readonly untouched: Float32Array[] | null
  readonly latencyIn: number
  private readonly sources: SourceInput[] = []
  private readonly strips: MixedInput[] = []
  private readonly trims: boolean
  private readonly chain: ChainRender
  /** For how many samples nothing has come in; what comes out is then silent but for the chain's tail. */
  private nothingCame = Infinity
  private wentSilent = false
  /** From so much on it rests: after the tail as long as gains are released, and at least as a stretch warms up. */
  private readonly restsAfterSamples: number

  constructor(strip: PlanStrip, setup: StripSetup) {
    const { channels, maxBlock, engine, compare } = setup
    this.sound = engine.createSound(channels, maxBlock)
    const arrivals = strip.inputs.map((input) => this.addInput(input, setup))
    const latencyIn = (this.latencyIn = arrivals[0] ?? 0)
    if (arrivals.some((arrival) => arrival !== latencyIn))
      throw new Error(`The inputs of strip ${strip.id} are not aligned`)
    this.trims = this.sources.some(({ reader }) => reader.trims)
    this.untouched = compare && this.sources.length > 0 ? engine.createSound(channels, maxBlock) : null
    // What nothing goes into stays silent.
    const chain = strip.inputs.length > 0 ? strip.chain : []
    this.chain = new ChainRender(chain, { ...setup, latencySamples: latencyIn })
    this.latencySamples = latencyIn + this.chain.latencySamples
    const { fadesInSamples, releasesInSamples } = this.chain
    this.restsAfterSamples = fadesInSamples + Math.max(releasesInSamples, warmUpSeconds * setup.sampleRateHz)
  }

  /** Up to the end of the last piece. */
  get silentSamples(): number {
    return this.nothingCame - this.restsAfterSamples
  }

  needs(from: number, to: number, wishes: MediaWishes): void {
    for (const { reader, delaySamples } of this.sources)
      reader.needs(from - delaySamples, to - delaySamples, wishes)
  }

  /** Sources are read where they are wanted, so their delay costs nothing; other strips are held back. */
  process(position: number, lengthSamples: number, windows: MediaWindows, scratch: Scratch): void {
    if (this.rests(position, lengthSamples)) return this.rest()
    const { sound, untouched } = this
    const { vectors } = scratch
    this.wentSilent = false
    const hasSources = this.sources.length > 0
    if (!hasSources && this.strips.length === 0)
      for (const channel of sound) channel.fill(0, 0, lengthSamples)
    const apart = this.trims ? untouched : null
    this.sources.forEach(({ reader, delaySamples }, index) => {
      const from = position - delaySamples
      reader.render(from, from + lengthSamples, sound, windows, scratch, apart, index === 0)
    })
    if (!apart) untouched?.forEach((channel, c) => channel.set(sound[c].subarray(0, lengthSamples)))
    this.strips.forEach((input, index) => {
      input.delay?.process(input.from.sound, input.held, lengthSamples)
      for (let channel = 0; channel < sound.length; channel++) {
        const held = input.held[channel]
        if (index === 0 && !hasSources) setScaled(vectors, sound[channel], held, input.gain, lengthSamples)
        else addScaled(vectors, sound[channel], 0, held, input.gain, lengthSamples)
      }
    })
    this.chain.process(sound, position, lengthSamples)
  }

  /** Whether nothing comes in, and nothing is left of what came before. */
  private rests(position: number, lengthSamples: number): boolean {
    const silent =
      this.sources.every(
        ({ reader, delaySamples }) =>
          !reader.sounds(position - delaySamples, position - delaySamples + lengthSamples),
      ) &&
      this.strips.every(({ from, delay }) => from.silentSamples >= (delay?.delaySamples ?? 0) + lengthSamples)
    const before = this.nothingCame
    this.nothingCame = silent ? before + lengthSamples : 0
    return silent && Number.isFinite(this.restsAfterSamples) && before >= this.restsAfterSamples
  }

  private rest(): void {
    if (this.wentSilent) return
    for (const channel of [...this.sound, ...(this.untouched ?? [])]) channel.fill(0)
    this.wentSilent = true
  }

  /** How late the input arrives. */
  private addInput(input: StripInput, setup: StripSetup): number {
    if ('source' in input) {
      this.sources.push({ reader: setup.source(input.source), delaySamples: input.delaySamples })
      return input.delaySamples
    }
    const from = setup.strip(input.strip)
    const channels = from.sound.length
    const delay = delayLine(setup.engine, channels, input.delaySamples)
    const held = delay ? setup.engine.createSound(channels, setup.maxBlock) : from.sound
    this.strips.push({ from, gain: gainOfDb(input.gainDb), delay, held })
    return from.latencySamples + input.delaySamples
  }
}
