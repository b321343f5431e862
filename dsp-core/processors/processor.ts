// What a processor says about itself, and the promises every processor keeps (tests/contract/processors.test.ts).

/** A number a preset may set, in plain units; the unit is the end of its name. */
export interface ParameterDescription {
  title: string
  min: number
  max: number
  initial: number
}

/** What a processor can be made for: from narrow-band telephony's half to twice DXD; any layout there is. */
export const processorLimits = { lowestRateHz: 4000, highestRateHz: 768000, mostChannels: 64 }

export interface ProcessorContext {
  sampleRateHz: number
  channels: number
}

export type ProcessorPort = 'main' | 'sidechain' | 'signal'

/**
 * What each sample of a signal is: a linear gain; a place from -1 (left) to 1 (right), added to the set one; how surely
 * somebody speaks, 0 to 1.
 */
export type SignalMeaning = 'gain' | 'position' | 'speech'

/** Values of all parameters, complete and in range. */
export type Parameters<P extends string> = Record<P, number>

/** What `design` hands to the kernel's `configure`, in this order: numbers, or tables it copies. */
export type Design = Record<string, number | Float64Array>

export interface ProcessorDescription<P extends string = string> {
  /** kebab-case; the folder's name; what presets and plans say. */
  id: string
  title: string
  /** Whose WebAssembly its loop is, where it is not our own: it runs only in engines that have it (foreignKernels.ts). */
  foreign?: 'rnnoise'
  ports: ProcessorPort[]
  /** Of processors with that port. */
  signal?: SignalMeaning
  params: Record<P, ParameterDescription>
  /** Settings at which the sound passes unchanged. Empty for meters, which never change it. */
  neutral: Partial<Record<P, number>>
  /** Of processors that place sound in space: settings at which left and right are treated alike. Absent: always. */
  alike?: Partial<Record<P, number>>
  readings: string[]
  /** How many samples the output is late; the renderer makes up for it. */
  latencySamples(params: Parameters<P>, context: ProcessorContext): number
  /** How long it may sound after its input has ended (to -120 dB). */
  tailSamples(params: Parameters<P>, context: ProcessorContext): number
  design(params: Parameters<P>, context: ProcessorContext): Design
}

export const defineProcessor = <P extends string>(
  description: ProcessorDescription<P>,
): ProcessorDescription<P> => description
