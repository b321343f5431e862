// A processor made ready for use: parameters completed and checked, kernel prepared and configured.
import { MissingKernel } from './foreignKernels'
import { processors } from './index'
import type { Kernel } from './kernel'
import { kernels } from './kernels'
import { processorLimits, type Design, type ProcessorDescription } from './processor'

export interface ProcessorSetup {
  sampleRateHz: number
  channels: number
  /** The most samples that one call of `process` may bring. */
  maxBlock: number
}

export interface ProcessorInstance {
  readonly latencySamples: number
  /** How long it may sound after its input (and its latency) has ended. */
  readonly tailSamples: number
  /** Changes main[...][0 ... lengthSamples) in place. `signal` has a number for each sample (description.signal). */
  process(
    main: Float32Array[],
    lengthSamples: number,
    sidechain?: Float32Array[],
    signal?: Float32Array,
  ): void
  /** Afterwards it is as fresh. */
  reset(): void
  /** What it measured since reset; meters measure, dynamics tell their gain reduction. */
  readings(): Record<string, number>
  /** Values of the steps that ended in the last call of `process` (of meters that have steps). Valid until the next. */
  finishedSteps(): Float32Array
  /** The value so far of the step that has begun; -1 when nothing of it was heard. */
  unfinishedStep(): number
}

/** Values of all parameters: those given, else their initial ones. Throws for what checkChain would have refused. */
export const completeParameters = (
  description: ProcessorDescription,
  params: Record<string, number>,
): Record<string, number> => {
  const complete: Record<string, number> = {}
  for (const [name, { initial }] of Object.entries(description.params)) complete[name] = initial
  for (const [name, value] of Object.entries(params)) {
    if (!Object.prototype.hasOwnProperty.call(description.params, name))
      throw new RangeError(`${description.id} has no parameter ${name}`)
    const { min, max } = description.params[name]
    if (!(value >= min && value <= max)) {
      throw new RangeError(`${description.id}: ${name} is ${value}, outside ${min} ... ${max}`)
    }
    complete[name] = value
  }
  return complete
}

type Configurable = Kernel & { configure(...design: Design[string][]): void }

/** A processor to be created: everything checked, parameters complete. */
export interface ProcessorOrder {
  description: ProcessorDescription
  params: Record<string, number>
  /** What the kernel's `configure` takes. */
  design: Design[string][]
}

export const noSidechain: Float32Array[] = []
export const noSignal = new Float32Array(0)

const checkSetup = ({ sampleRateHz, channels, maxBlock }: ProcessorSetup) => {
  const { lowestRateHz, highestRateHz, mostChannels } = processorLimits
  if (!(sampleRateHz >= lowestRateHz && sampleRateHz <= highestRateHz))
    throw new RangeError(`sample rate ${sampleRateHz} Hz`)
  if (!(Number.isInteger(channels) && channels >= 1 && channels <= mostChannels))
    throw new RangeError(`${channels} channels`)
  if (!(Number.isInteger(maxBlock) && maxBlock >= 1)) throw new RangeError(`blocks of ${maxBlock} samples`)
}

/** Designs of late: a render creates the same processors again for every stretch, and an equalizer takes 20 ms. */
const designs = new Map<string, Design[string][]>()
const mostDesigns = 128

const designed = (
  description: ProcessorDescription,
  params: Record<string, number>,
  { sampleRateHz, channels }: ProcessorSetup,
): Design[string][] => {
  const key = JSON.stringify([description.id, sampleRateHz, channels, params])
  const known = designs.get(key)
  if (known) return known
  const design = Object.values(description.design(params, { sampleRateHz, channels }))
  if (designs.size >= mostDesigns) designs.clear()
  designs.set(key, design)
  return design
}

/** Throws for what checkChain would have refused. */
export const orderProcessor = (
  use: string,
  params: Record<string, number>,
  setup: ProcessorSetup,
): ProcessorOrder => {
  checkSetup(setup)
  const description = processors.find(({ id }) => id === use)
  if (!description) throw new RangeError(`there is no processor ${use}`)
  const complete = completeParameters(description, params)
  return { description, params: complete, design: designed(description, complete, setup) }
}

export const checkBlock = (setup: ProcessorSetup, main: Float32Array[], lengthSamples: number): void => {
  if (lengthSamples > setup.maxBlock) throw new RangeError(`${lengthSamples} samples in a block`)
  if (main.length !== setup.channels) throw new RangeError(`${main.length} channels, not ${setup.channels}`)
}

/** In plain TypeScript. */
export const createProcessor = (
  use: string,
  params: Record<string, number>,
  setup: ProcessorSetup,
): ProcessorInstance => {
  const order = orderProcessor(use, params, setup)
  const Made = kernels.get(use)
  if (!Made) throw new MissingKernel(use)
  return instanceOf(new Made(), order, setup)
}

/** Of a kernel that works where the sound lies. */
export const instanceOf = (
  made: Kernel,
  { description, params: complete, design }: ProcessorOrder,
  setup: ProcessorSetup,
): ProcessorInstance => {
  const kernel = made as Configurable
  kernel.prepare(setup.sampleRateHz, setup.channels, setup.maxBlock)
  kernel.configure(...design)
  kernel.reset()
  return {
    latencySamples: description.latencySamples(complete, setup),
    tailSamples: description.tailSamples(complete, setup),
    process(main, lengthSamples, sidechain = noSidechain, signal = noSignal) {
      checkBlock(setup, main, lengthSamples)
      kernel.main = main
      kernel.sidechain = sidechain
      kernel.signal = signal
      kernel.process(lengthSamples)
    },
    reset: () => kernel.reset(),
    readings: () =>
      Object.fromEntries(description.readings.map((name, index) => [name, kernel.reading(index)])),
    finishedSteps: () => kernel.finished.subarray(0, kernel.finishedCount),
    unfinishedStep: () => kernel.unfinished(),
  }
}
