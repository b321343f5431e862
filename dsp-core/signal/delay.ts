// Delays every channel by the same number of samples and applies a gain on the way: look-ahead.
import { History } from './history'
import { multiply } from './widen'

export class DelayedGain {
  private histories: Array<History> = []
  private delaySamples: i32 = 0

  prepare(channels: i32, maxDelaySamples: i32, piece: i32): void {
    this.histories = []
    for (let c: i32 = 0; c < channels; c++) {
      const history = new History()
      history.prepare(maxDelaySamples, piece)
      this.histories.push(history)
    }
  }

  configure(delaySamples: i32): void {
    this.delaySamples = delaySamples
  }

  reset(): void {
    for (let c: i32 = 0; c < this.histories.length; c++) this.histories[c].reset()
  }

  /** main[...][start ... end) becomes what it was delaySamples ago, times gains[0 ...); `isOne` says that they all are. */
  run(main: Array<Float32Array>, start: i32, end: i32, gains: Float64Array, isOne: bool): void {
    if (isOne) {
      this.delay(main, start, end)
      return
    }
    for (let c: i32 = 0; c < this.histories.length; c++) {
      if (this.delaySamples == 0) this.apply(main[c], start, end, gains)
      else this.applyDelayed(this.histories[c], main[c], start, end, gains)
    }
  }

  /** As `run`, without a gain. */
  delay(main: Array<Float32Array>, start: i32, end: i32): void {
    if (this.delaySamples == 0) return
    for (let c: i32 = 0; c < this.histories.length; c++) {
      const history = this.histories[c]
      const x = main[c]
      history.append(x, start, end)
      history.copyTo(x, start, history.end - (end - start) - this.delaySamples, end - start)
    }
  }

  private apply(x: Float32Array, start: i32, end: i32, gains: Float64Array): void {
    multiply(x, start, gains, x, start, end - start)
  }

  private applyDelayed(history: History, x: Float32Array, start: i32, end: i32, gains: Float64Array): void {
    history.append(x, start, end)
    const past = history.data
    const from: i32 = history.end - (end - start) - this.delaySamples - start
    multiply(past, from + start, gains, x, start, end - start)
  }
}
