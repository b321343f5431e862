// Measures the sequence as the editor hears it today, from what the sources bring to the render anyway: each stem
// and the whole, without trims, chains and ducking. It is the "before" that a report may speak of.
import type { RenderPlan } from '../plan/plan'
import type { Engine } from '../processors/engine'
import { createLoudnessMeter, type LoudnessMeter } from '../processors/loudness-meter/loudnessMeter'
import { createPeakMeter, type PeakMeter } from '../processors/true-peak-meter/peakMeter'
import type { SoundVectors } from '../processors/wasmVectors'
import type { Role } from '../timeline/roles'
import { delayLine, type DelayLine } from './delayLine'
import type { UntouchedMeasurement } from './jobs'
import { addScaled } from './mixing'
import type { StripRender } from './stripRender'

/** What the sources bring to one strip, brought in time with all others. */
interface Part {
  from: Float32Array[]
  delay: DelayLine | null
  held: Float32Array[]
}

interface Outlet {
  id: string
  parts: Part[]
  loudness: LoudnessMeter
}

export class UntouchedSound {
  /** How late it is measured. */
  readonly latencySamples: number
  private readonly parts: Part[] = []
  private readonly outlets: Outlet[]
  private readonly peaks: PeakMeter
  private readonly sum: Float32Array[]
  private readonly vectors: SoundVectors | null

  constructor(
    private readonly plan: RenderPlan,
    strips: Map<string, StripRender>,
    pieceSamples: number,
    engine: Engine,
  ) {
    this.vectors = engine.vectors
    const buffers = (): Float32Array[] => engine.createSound(plan.sequence.channels, pieceSamples)
    const latencies = [...strips.values()].map(({ untouched, latencyIn }) => (untouched ? latencyIn : 0))
    this.latencySamples = Math.max(0, ...latencies)
    const parts = new Map<string, Part>()
    for (const [id, { untouched, latencyIn }] of strips) {
      if (!untouched) continue
      const delay = delayLine(engine, untouched.length, this.latencySamples - latencyIn)
      parts.set(id, { from: untouched, delay, held: delay ? buffers() : untouched })
    }
    this.parts = [...parts.values()]
    this.outlets = comparedStrips(plan).map((id) => ({
      id,
      parts: leadingTo(plan, id).flatMap((strip) => parts.get(strip) ?? []),
      loudness: createLoudnessMeter(plan.sequence, engine),
    }))
    this.peaks = createPeakMeter(plan.sequence, engine)
    this.sum = buffers()
  }

  /** After every piece of the strips; of it samples [from, to) are measured, if any. */
  push(lengthSamples: number, from: number, to: number): void {
    for (const { from: sound, delay, held } of this.parts) delay?.process(sound, held, lengthSamples)
    if (from >= to) return
    for (const outlet of this.outlets) {
      const whole = this.gathered(outlet.parts, lengthSamples)
      // Whole pieces stay where the engine finds them.
      const sound = from === 0 ? whole : whole.map((channel) => channel.subarray(from, to))
      outlet.loudness.push(sound, to - from)
      if (outlet.id !== this.plan.master.strip) continue
      this.peaks.push(sound, to - from)
    }
  }

  /** `ended`: with what has begun of the last step. */
  take(ended: boolean): UntouchedMeasurement {
    const energies = this.outlets.map(({ id, loudness }): [string, Float32Array] => [
      id,
      ended ? loudness.finish() : loudness.takeSteps(),
    ])
    const truePeakDbtp = ended ? this.peaks.truePeakDbtp() : -Infinity
    return { energies: Object.fromEntries(energies), truePeakDbtp }
  }

  private gathered(parts: Part[], lengthSamples: number): Float32Array[] {
    if (parts.length === 1) return parts[0].held
    this.sum.forEach((channel, c) => {
      if (parts.length === 0) channel.fill(0, 0, lengthSamples)
      parts.forEach(({ held }, index) => {
        if (index === 0) channel.set(held[c].subarray(0, lengthSamples))
        else addScaled(this.vectors, channel, 0, held[c], 1, lengthSamples)
      })
    })
    return this.sum
  }
}

const comparedRoles: (Role | null)[] = ['dialogue', 'voice-over', 'music']

/** The whole, and the stems whose levels a report sets against each other. */
const comparedStrips = (plan: RenderPlan): string[] => [
  ...new Set([
    plan.master.strip,
    ...plan.outputs
      .filter(({ kind, role }) => kind === 'stem' && comparedRoles.includes(role))
      .map(({ strip }) => strip),
  ]),
]

/** The strip and all that flow into it, each once: inputs stand above what they go into. */
const leadingTo = (plan: RenderPlan, id: string): string[] => {
  const found = new Set([id])
  for (const strip of [...plan.strips].reverse())
    if (found.has(strip.id)) for (const input of strip.inputs) if ('strip' in input) found.add(input.strip)
  return [...found].reverse()
}
