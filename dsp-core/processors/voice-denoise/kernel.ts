// Frames of 10 ms for RNNoise, and what it would remove taken away in part. Not compiled: its loop is RNNoise's own.
import { dbFromPower } from '../../signal/decibels'
import { History } from '../../signal/history'
import { Kernel, pieceSamples } from '../kernel'
import type { RowWeigher } from '../rowWeigher'
import { NoiseOfVoice } from './noiseOfVoice'
import { ratesFor, type Rates } from './rates'
import { frameSamples, type Rnnoise } from './rnnoise'

/** Channels that are left and right of each other, by how many there are: 5.1 and 7.1 as in files, L R C LFE ... */
const pairsOf: Record<number, number[]> = { 2: [0], 6: [0, 4], 8: [0, 4, 6] }

const made = (channels: number, lengthSamples: number): Float32Array[] =>
  Array.from({ length: channels }, () => new Float32Array(lengthSamples))

/** Left and right become half their sum and half their difference. */
const toMiddle = (left: Float32Array, right: Float32Array): void => {
  for (let i = 0; i < left.length; i++) {
    const l = left[i]
    const r = right[i]
    left[i] = 0.5 * (l + r)
    right[i] = 0.5 * (l - r)
  }
}

const toSides = (middle: Float32Array, side: Float32Array): void => {
  for (let i = 0; i < middle.length; i++) {
    const m = middle[i]
    const s = side[i]
    middle[i] = m + s
    side[i] = m - s
  }
}

export class VoiceDenoiseKernel extends Kernel {
  private rates: Rates = ratesFor(48000)
  private share = 0
  private noises: NoiseOfVoice[] = []
  private pairs: number[] = []
  /** What was heard, and what is to be removed at 48 kHz. */
  private heard: History[] = []
  private removed: History[] = []
  private heardCount = 0
  private frame: Float32Array[] = []
  private frames = 0
  /** So many samples must have been heard for the next frame. */
  private wanted = 0
  /** What is to be removed of this piece. */
  private taken: Float32Array[] = []
  private before = new Float64Array(0)
  private after = new Float64Array(0)
  private probabilities = 0

  constructor(
    private readonly rnnoise: Rnnoise,
    private readonly weigher: RowWeigher,
  ) {
    super()
  }

  override prepare(sampleRateHz: number, channels: number, maxBlock: number): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.rates = ratesFor(sampleRateHz)
    const { step, there, back, latencySamples } = this.rates
    this.pairs = pairsOf[channels] ?? []
    this.frame = made(channels, frameSamples)
    this.taken = made(channels, pieceSamples)
    const span = latencySamples + pieceSamples + 2 * there.reach + Math.ceil(frameSamples * step)
    const spanRemoved = Math.ceil((latencySamples + pieceSamples) / step) + 2 * back.reach + frameSamples
    this.heard = this.frame.map(() => historyOf(span, pieceSamples))
    this.removed = this.frame.map(() => historyOf(spanRemoved, frameSamples))
    this.noises = this.frame.map(() => new NoiseOfVoice(this.rnnoise))
    this.before = new Float64Array(channels)
    this.after = new Float64Array(channels)
    this.finished = new Float32Array(Math.ceil((maxBlock + pieceSamples) / step / frameSamples) + 2)
  }

  configure(share: number): void {
    this.share = share
  }

  override reset(): void {
    super.reset()
    for (const noise of this.noises) noise.reset()
    for (const history of [...this.heard, ...this.removed]) history.reset()
    this.heardCount = 0
    this.frames = 0
    this.wanted = this.rates.there.needed(frameSamples)
    this.before.fill(0)
    this.after.fill(0)
    this.probabilities = 0
  }

  protected run(start: number, end: number): void {
    for (let c = 0; c < this.channels; c++) this.heard[c].append(this.main[c], start, end)
    this.heardCount += end - start
    const from = this.heardCount - (end - start) - this.rates.latencySamples
    if (this.share > 0) {
      while (this.wanted <= this.heardCount) this.hearFrame()
      const to = from + end - start
      // The newest frame ended 480 samples before what was heard of it.
      const { end: ends } = this.removed[0]
      const first = (this.frames - 1) * frameSamples - ends
      const sources = this.removed.map(({ data }) => data)
      this.rates.back.read(sources, first, this.taken, { from, to }, this.weigher)
    }
    for (let c = 0; c < this.channels; c++) this.take(c, start, end)
  }

  /** 0 energy taken away in all, 1 how surely somebody spoke, mean of all frames. */
  override reading(index: number): number {
    if (index === 1) return this.frames > 0 ? this.probabilities / this.frames : 0
    const [before, after] = [this.before, this.after].map((of) => of.reduce((sum, value) => sum + value, 0))
    return before > 0 && after > 0 ? dbFromPower(before / after) : 0
  }

  private hearFrame(): void {
    const { frame, noises, pairs } = this
    const from = this.frames * frameSamples
    const sources = this.heard.map(({ data }) => data)
    const range = { from, to: from + frameSamples }
    this.rates.there.read(sources, this.heardCount - this.heard[0].end, frame, range, this.weigher)
    for (const left of pairs) toMiddle(frame[left], frame[left + 1])
    let probability = 0
    for (let c = 0; c < noises.length; c++) probability = Math.max(probability, noises[c].takeFrom(frame[c]))
    for (const left of pairs) toSides(frame[left], frame[left + 1])
    for (let c = 0; c < frame.length; c++) this.removed[c].append(frame[c], 0, frameSamples)
    this.probabilities += probability
    this.finished[this.finishedCount++] = probability
    this.frames++
    this.wanted = this.rates.there.needed((this.frames + 1) * frameSamples)
  }

  private take(c: number, start: number, end: number): void {
    const { data, end: ends } = this.heard[c]
    const at = ends - (end - start) - this.rates.latencySamples - start
    const [sound, taken, share] = [this.main[c], this.taken[c], this.share]
    let [before, after] = [this.before[c], this.after[c]]
    for (let i = start; i < end; i++) {
      const dry = data[at + i]
      const rest = dry - share * taken[i - start]
      sound[i] = rest
      before += dry * dry
      after += rest * rest
    }
    this.before[c] = before
    this.after[c] = after
  }
}

const historyOf = (span: number, piece: number): History => {
  const history = new History()
  history.prepare(span, piece)
  return history
}
