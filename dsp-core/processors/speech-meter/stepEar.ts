// Sound in, one list of inputs for every step of 10 ms, or every few, out: downmix, decimation, frames, context.
import { Context } from './context'
import { Decimator } from './decimate'
import { StepFrames } from './frames'

/** Frames are taken near this rate: speech lies below 8 kHz. */
const workingRateHz = 16000
const stepsPerSecond = 100
const lowFrequencyChannel = 3
/** Quiet recordings are lifted above the level that counts as silence (frames.ts): by 20 dB. */
const lift = 10

/** Beyond it is damage, not sound. */
const loudest = 1e6

export interface StepSink {
  (inputs: Float64Array): void
}

export class StepEar {
  private readonly factor: number
  private readonly rateHz: number
  private readonly decimator: Decimator
  private readonly frames: StepFrames
  private readonly context: Context
  private mixed = new Float64Array(0)
  private kept: Float64Array
  private count: number
  /** Index of kept[0] on the decimated grid. */
  private first: number
  private step = 0
  private heard = 0

  constructor(
    private readonly sampleRateHz: number,
    private readonly sink: StepSink,
    every: number,
  ) {
    this.context = new Context(every)
    this.factor = Math.max(1, Math.round(sampleRateHz / workingRateHz))
    this.rateHz = sampleRateHz / this.factor
    this.decimator = new Decimator(this.factor)
    this.frames = new StepFrames(this.rateHz)
    this.count = this.frames.lookSamples
    this.first = -this.count
    this.kept = new Float64Array(4 * this.count)
  }

  push(channels: readonly Float32Array[], lengthSamples: number): void {
    if (this.mixed.length < lengthSamples) this.mixed = new Float64Array(lengthSamples)
    this.downmix(channels, lengthSamples)
    this.heard += lengthSamples
    this.take(this.decimator.push(this.mixed, lengthSamples))
    this.drain(false)
  }

  /** Gives back the count of all steps. */
  finish(): number {
    this.take(this.decimator.finish())
    this.take(new Float64Array(2 * this.frames.lookSamples + Math.ceil(this.rateHz / stepsPerSecond)))
    const steps = Math.ceil((this.heard * stepsPerSecond) / this.sampleRateHz)
    while (this.step < steps) this.hearStep()
    this.drain(true)
    return steps
  }

  private downmix(channels: readonly Float32Array[], length: number): void {
    const used = channels.filter((_, c) => channels.length < 6 || c !== lowFrequencyChannel)
    const share = lift / used.length
    const { mixed } = this
    if (used.length === 2) return mixTwo(used[0], used[1], share, mixed, length)
    mixed.fill(0, 0, length)
    for (const channel of used) for (let i = 0; i < length; i++) mixed[i] += channel[i] * share
    for (let i = 0; i < length; i++) if (!(Math.abs(mixed[i]) < loudest)) mixed[i] = 0
  }

  private take(samples: Float64Array): void {
    if (this.kept.length < this.count + samples.length) {
      const larger = new Float64Array(this.count + samples.length + 1024)
      larger.set(this.kept.subarray(0, this.count))
      this.kept = larger
    }
    this.kept.set(samples, this.count)
    this.count += samples.length
  }

  private drain(ended: boolean): void {
    while (!ended && this.middle() + this.frames.lookSamples <= this.count) this.hearStep()
    const used = Math.min(this.count, Math.max(0, this.middle() - this.frames.lookSamples))
    this.kept.copyWithin(0, used, this.count)
    this.count -= used
    this.first += used
    while (this.context.next(ended)) this.sink(this.context.inputs)
  }

  /** Where in `kept` the middle of the next step lies. */
  private middle(): number {
    return Math.round(((this.step + 0.5) * this.rateHz) / stepsPerSecond) - this.first
  }

  private hearStep(): void {
    this.frames.hear(this.kept, this.middle())
    this.context.receive(this.frames.row)
    this.step++
    while (this.step % 64 === 0 && this.context.next(false)) this.sink(this.context.inputs)
  }
}

const mixTwo = (
  left: Float32Array,
  right: Float32Array,
  share: number,
  mixed: Float64Array,
  length: number,
): void => {
  for (let i = 0; i < length; i++) {
    const x = (left[i] + right[i]) * share
    mixed[i] = x < loudest && x > -loudest ? x : 0
  }
}
