// Nodes in a row, made ready: each gets the side-chain and the signal it follows, in time with its own sound.
import type { PlanNode, PlanSignal } from '../plan/plan'
import type { Engine } from '../processors/engine'
import { processors } from '../processors/index'
import { completeParameters, type ProcessorInstance, type ProcessorSetup } from '../processors/instance'
import { delayLine, type DelayLine } from './delayLine'
import { signalDrawer, type SignalDrawer } from './drawSignal'

/** So many releases after the last of it nothing is left of a reduction of 60 dB: what it still does is under -120 dB. */
const releasesOfAll = 16

/** The sound of a strip, piece by piece, and how late it is. */
export interface StripSound {
  sound: Float32Array[]
  latencySamples: number
  /** How many samples of silence have come out last. */
  readonly silentSamples: number
}

export interface ChainSetup extends ProcessorSetup {
  engine: Engine
  signals: Record<string, PlanSignal>
  strip(id: string): StripSound
  /** How late the chain's input is. */
  latencySamples: number
}

interface ReadyNode {
  use: string
  processor: ProcessorInstance
  latencyBefore: number
  sidechain: { from: Float32Array[]; held: Float32Array[]; delay: DelayLine | null } | null
  drawer: SignalDrawer | null
  signal: Float32Array | undefined
}

export class ChainRender {
  readonly latencySamples: number
  /** After so much silence nothing comes out any more (-120 dB); Infinity where a side-chain must be heard all the time. */
  readonly fadesInSamples: number
  /** So long after that gains still go back to where they were. */
  readonly releasesInSamples: number
  private readonly nodes: ReadyNode[] = []

  constructor(chain: PlanNode[], setup: ChainSetup) {
    let latency = setup.latencySamples
    for (const node of chain) {
      const ready = readyNode(node, latency, setup)
      this.nodes.push(ready)
      latency += ready.processor.latencySamples
    }
    this.latencySamples = latency - setup.latencySamples
    const tails = this.nodes.map(({ sidechain, processor }) => (sidechain ? Infinity : processor.tailSamples))
    this.fadesInSamples = tails.reduce((sum, tail) => sum + tail, this.latencySamples)
    this.releasesInSamples =
      (releasesOfAll * Math.max(0, ...chain.map(releaseMs)) * setup.sampleRateHz) / 1000
  }

  /** Changes `main` in place; its first sample entered the render at position `position`. */
  process(main: Float32Array[], position: number, lengthSamples: number): void {
    for (const node of this.nodes) {
      node.drawer?.draw(node.signal!, position - node.latencyBefore, lengthSamples)
      const { sidechain } = node
      if (sidechain?.delay) sidechain.delay.process(sidechain.from, sidechain.held, lengthSamples)
      node.processor.process(main, lengthSamples, sidechain?.held, node.signal)
    }
  }

  /** Of each node, in order. */
  readings(): { use: string; readings: Record<string, number> }[] {
    return this.nodes.map(({ use, processor }) => ({ use, readings: processor.readings() }))
  }
}

/** The longest of a node. */
const releaseMs = ({ use, params }: PlanNode): number => {
  const description = processors.find(({ id }) => id === use)
  const complete = Object.entries(description ? completeParameters(description, params) : params)
  return Math.max(0, ...complete.map(([name, value]) => (/releaseMs$/i.test(name) ? value : 0)))
}

const readyNode = (node: PlanNode, latencyBefore: number, setup: ChainSetup): ReadyNode => {
  const { sampleRateHz, channels, maxBlock } = setup
  const signal = node.signal === undefined ? null : setup.signals[node.signal]
  if (signal === undefined) throw new Error(`There is no signal ${node.signal}`)
  return {
    use: node.use,
    processor: setup.engine.createProcessor(node.use, node.params, { sampleRateHz, channels, maxBlock }),
    latencyBefore,
    sidechain:
      node.sidechain === undefined ? null : readySidechain(setup.strip(node.sidechain), latencyBefore, setup),
    drawer: signal && signalDrawer(signal),
    signal: signal ? new Float32Array(maxBlock) : undefined,
  }
}

const readySidechain = (
  { sound, latencySamples }: StripSound,
  latencyBefore: number,
  { engine, maxBlock }: ChainSetup,
): ReadyNode['sidechain'] => {
  if (latencySamples > latencyBefore) throw new Error('A side-chain is later than what it drives')
  const delay = delayLine(engine, sound.length, latencyBefore - latencySamples)
  const held = delay ? engine.createSound(sound.length, maxBlock) : sound
  return { from: sound, held, delay }
}
