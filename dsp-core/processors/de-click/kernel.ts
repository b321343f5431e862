// Clicks of each channel, found and replaced frame by frame.
import { ClickFinder } from '../../signal/clickFinder'
import { LinearPrediction } from '../../signal/linearPrediction'
import { MissingSamples } from '../../signal/missingSamples'
import { RemovedLevel } from '../../signal/removedLevel'
import { frameSamples, SlidingFrame } from '../../signal/slidingFrame'
import { Kernel } from '../kernel'

/** Godsill and Rayner find 20 to 60 enough for what gaps of milliseconds need. */
const order: i32 = 32

export class DeClickKernel extends Kernel {
  private frames: Array<SlidingFrame> = []
  private prediction: LinearPrediction = new LinearPrediction()
  private finder: ClickFinder = new ClickFinder()
  private missing: MissingSamples = new MissingSamples()
  private removed: RemovedLevel = new RemovedLevel()
  private wet: f64 = 0
  private repaired: f64 = 0
  private samples: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const hop: i32 = frameSamples(sampleRateHz)
    this.frames = []
    for (let c: i32 = 0; c < channels; c++) {
      const frame = new SlidingFrame()
      frame.prepare(hop, hop, hop)
      this.frames.push(frame)
    }
    this.prediction.prepare(order, 3 * hop)
    this.finder.prepare(this.prediction, 3 * hop)
    // 5 ms and the margins.
    this.missing.prepare(order, (Math.ceil(sampleRateHz / 200) as i32) + 16)
  }

  configure(cellSamples: i32, surroundingCells: i32, standsOut: f64, longestSamples: i32, wet: f64): void {
    this.finder.configure(cellSamples, surroundingCells, standsOut, longestSamples)
    this.wet = wet
  }

  override reset(): void {
    super.reset()
    for (let c: i32 = 0; c < this.channels; c++) this.frames[c].reset()
    this.removed.reset()
    this.repaired = 0
    this.samples = 0
  }

  protected run(start: i32, end: i32): void {
    let at: i32 = start
    while (at < end) {
      const room: i32 = this.frames[0].room()
      const stop: i32 = end - at > room ? at + room : end
      for (let c: i32 = 0; c < this.channels; c++) this.frames[c].exchange(this.main[c], at, stop)
      if (stop - at == room) for (let c: i32 = 0; c < this.channels; c++) this.repair(this.frames[c])
      at = stop
    }
  }

  /** 0 the level of what was removed against what came in, 1 the share of samples that were replaced. */
  override reading(index: i32): f64 {
    if (index == 0) return this.removed.db()
    return this.samples > 0 ? (100 * this.repaired) / this.samples : 0
  }

  private repair(frame: SlidingFrame): void {
    frame.advance()
    const x = frame.data
    const to: i32 = frame.before + frame.hop
    let heard: f64 = 0
    for (let i: i32 = frame.before; i < to; i++) heard += x[i] * x[i]
    this.removed.heard += heard
    this.samples += frame.hop
    if (this.wet > 0 && this.prediction.fit(x)) {
      this.finder.listen(x)
      let from: i32 = frame.before
      while (this.finder.next(from, to)) {
        this.replace(x, this.finder.begin, this.finder.end)
        from = this.finder.end
      }
    }
    frame.release()
  }

  private replace(x: Float64Array, begin: i32, end: i32): void {
    const missing = this.missing
    const count: i32 = end - begin
    missing.count = count
    for (let i: i32 = 0; i < count; i++) missing.places[i] = begin + i
    missing.solve(x, this.prediction.a)
    for (let i: i32 = 0; i < count; i++) {
      const change: f64 = this.wet * (missing.values[i] - x[begin + i])
      x[begin + i] += change
      this.removed.removed += change * change
    }
    this.repaired += count
  }
}
