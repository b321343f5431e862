// A transform per hop for each pair of channels; one gain per bin.
import { ChannelPairs } from '../../signal/channelPairs'
import { frameHop, frameSize } from '../../signal/frameSize'
import { RemovedLevel } from '../../signal/removedLevel'
import { Kernel } from '../kernel'
import { Suppression } from './suppression'

export class DeReverbKernel extends Kernel {
  private pairs: ChannelPairs = new ChannelPairs()
  private suppressions: Array<Suppression> = []
  private removed: RemovedLevel = new RemovedLevel()
  private neutral: bool = false

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const size: i32 = frameSize(sampleRateHz)
    this.pairs.prepare(channels, size, frameHop(sampleRateHz))
    this.suppressions = []
    for (let p: i32 = 0; p < this.pairs.count; p++) {
      const suppression = new Suppression()
      suppression.prepare(size)
      this.suppressions.push(suppression)
    }
  }

  configure(
    floor: f64,
    hopDecay: f64,
    lateHops: i32,
    lateShare: f64,
    fallShare: f64,
    keep: f64,
    remember: f64,
    bandEdges: Float64Array,
  ): void {
    this.neutral = floor >= 1
    for (let p: i32 = 0; p < this.suppressions.length; p++)
      this.suppressions[p].configure(
        floor,
        hopDecay,
        lateHops,
        lateShare,
        fallShare,
        keep,
        remember,
        bandEdges,
      )
  }

  override reset(): void {
    super.reset()
    this.pairs.reset()
    for (let p: i32 = 0; p < this.suppressions.length; p++) this.suppressions[p].reset()
    this.removed.reset()
  }

  protected run(start: i32, end: i32): void {
    let at: i32 = start
    while (at < end) {
      at = this.pairs.exchange(this.main, at, end)
      if (this.pairs.hopIsFull()) this.endHop()
    }
  }

  private endHop(): void {
    const fft = this.pairs.fft
    for (let p: i32 = 0; p < this.pairs.count; p++) {
      if (this.neutral) this.pairs.pass(p)
      else {
        this.pairs.analyse(p)
        this.suppressions[p].decide(fft.re, fft.im, this.removed)
        this.pairs.synthesise(p, this.suppressions[p].gains)
      }
    }
  }

  /** 0 the level of what was removed against what came in. */
  override reading(_index: i32): f64 {
    return this.removed.db()
  }
}
