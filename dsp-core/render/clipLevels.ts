// Levels of a clip as it comes by: level of each step of 10 ms, noise floor, silence, correlation.
import { measurementStepsPerSecond } from '../timeline/measurements'

/** Steps at or below this count as silence, dBFS RMS. */
const silenceDbfs = -70
/** The quietest tenth. */
const floorShare = 0.1

export interface ClipLevelReadings {
  noiseFloorDbfs: number
  silenceShare: number
  correlation: number
  /** Mean square of each step, mean of the channels. */
  squares: Float32Array
}

export class ClipLevels {
  readonly squares: Float32Array
  private readonly channels: number
  private readonly stepSums: Float64Array
  private step = 0
  private inStep = 0
  private stepEnd: number
  private at = 0
  private stepProducts = 0
  private products = 0
  private leftSquares = 0
  private rightSquares = 0

  constructor(
    private readonly sampleRateHz: number,
    channels: number,
    steps: number,
  ) {
    this.channels = channels
    this.squares = new Float32Array(steps)
    this.stepSums = new Float64Array(channels)
    this.stepEnd = this.endOf(0)
  }

  push(block: readonly Float32Array[], length: number): void {
    for (let from = 0; from < length;) {
      const to = Math.min(length, from + this.stepEnd - this.at)
      const { stepSums } = this
      if (this.channels === 2) this.addTwo(block[0], block[1], from, to)
      else for (let c = 0; c < this.channels; c++) stepSums[c] = addSquares(stepSums[c], block[c], from, to)
      this.at += to - from
      this.inStep += to - from
      from = to
      if (this.at === this.stepEnd) this.closeStep()
    }
  }

  /** Three sums in one loop do not wait for each other. */
  private addTwo(left: Float32Array, right: Float32Array, from: number, to: number): void {
    let squares = this.stepSums[0]
    let rightSquares = this.stepSums[1]
    let products = this.stepProducts
    for (let i = from; i < to; i++) {
      const l = left[i]
      const r = right[i]
      squares += l * l
      rightSquares += r * r
      products += l * r
    }
    this.stepSums[0] = squares
    this.stepSums[1] = rightSquares
    this.stepProducts = products
  }

  finish(): ClipLevelReadings {
    if (this.inStep > 0) this.closeStep()
    const sorted = this.squares.slice().sort()
    const quiet = sorted[Math.floor(floorShare * (sorted.length - 1))] ?? 0
    const silent = 10 ** (silenceDbfs / 10)
    const both = Math.sqrt(this.leftSquares * this.rightSquares)
    return {
      noiseFloorDbfs: 10 * Math.log10(quiet),
      silenceShare: sorted.length ? sorted.filter((square) => square < silent).length / sorted.length : 1,
      correlation: this.channels === 2 && both > 0 ? Math.max(-1, Math.min(1, this.products / both)) : 1,
      squares: this.squares,
    }
  }

  private closeStep(): void {
    // What is no number counts as silence.
    if (!Number.isFinite(this.stepProducts)) this.stepProducts = 0
    let sum = 0
    for (let c = 0; c < this.channels; c++) {
      if (!(this.stepSums[c] < Infinity)) this.stepSums[c] = 0
      sum += this.stepSums[c]
    }
    if (this.step < this.squares.length) this.squares[this.step] = sum / (this.channels * this.inStep)
    this.leftSquares += this.stepSums[0]
    this.rightSquares += this.stepSums[this.channels - 1]
    this.products += this.stepProducts
    this.stepProducts = 0
    this.stepSums.fill(0)
    this.inStep = 0
    this.step++
    this.stepEnd = this.endOf(this.step)
  }

  private endOf(step: number): number {
    return Math.round(((step + 1) * this.sampleRateHz) / measurementStepsPerSecond)
  }
}

/** One sum through all blocks, so that it does not matter where they were cut. */
const addSquares = (before: number, x: Float32Array, from: number, to: number): number => {
  let sum = before
  for (let i = from; i < to; i++) sum += x[i] * x[i]
  return sum
}
