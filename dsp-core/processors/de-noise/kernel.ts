// A transform per hop for each pair of channels; one gain per bin.
import { ChannelPairs } from '../../signal/channelPairs'
import { dbFromPower } from '../../signal/decibels'
import { frameSize } from '../../signal/frameSize'
import { Kernel } from '../kernel'
import { groupFrames, NoiseFloor } from './noiseFloor'
import { Suppression } from './suppression'

/** Mean square of a frame under which it is silent: -200 dBFS. */
const silent: f64 = 1e-20

export class DeNoiseKernel extends Kernel {
  private pairs: ChannelPairs = new ChannelPairs()
  private floors: Array<NoiseFloor> = []
  private suppressions: Array<Suppression> = []
  private frame: i32 = 0
  private neutral: bool = false
  private before: f64 = 0
  private after: f64 = 0
  private sumDb: f64 = 0
  private sounding: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const size: i32 = frameSize(sampleRateHz)
    // 50 % overlap.
    this.pairs.prepare(channels, size, size >> 1)
    this.floors = []
    this.suppressions = []
    for (let p: i32 = 0; p < this.pairs.count; p++) {
      const floor = new NoiseFloor()
      floor.prepare((size >> 1) + 1)
      this.floors.push(floor)
      const suppression = new Suppression()
      suppression.prepare(size)
      this.suppressions.push(suppression)
    }
  }

  configure(
    floor: f64,
    remember: f64,
    leastRatio: f64,
    keep: f64,
    bias: f64,
    noiseAtLeast: Float64Array,
    noiseAtMost: Float64Array,
  ): void {
    this.neutral = floor >= 1
    for (let p: i32 = 0; p < this.pairs.count; p++) {
      this.floors[p].configure(keep, bias, noiseAtLeast, noiseAtMost)
      this.suppressions[p].configure(remember, leastRatio, floor)
    }
  }

  override reset(): void {
    super.reset()
    this.pairs.reset()
    for (let p: i32 = 0; p < this.pairs.count; p++) {
      this.floors[p].reset()
      this.suppressions[p].reset()
    }
    this.frame = 0
    this.before = 0
    this.after = 0
    this.sumDb = 0
    this.sounding = 0
  }

  protected run(start: i32, end: i32): void {
    let at: i32 = start
    while (at < end) {
      at = this.pairs.exchange(this.main, at, end)
      if (this.pairs.hopIsFull()) this.endHop()
    }
  }

  private endHop(): void {
    this.frame += 1
    const groupEnds: bool = this.frame % groupFrames == 0
    for (let p: i32 = 0; p < this.pairs.count; p++) {
      if (this.neutral) this.pairs.pass(p)
      else this.suppress(p, groupEnds)
    }
  }

  private suppress(p: i32, groupEnds: bool): void {
    const floor = this.floors[p]
    const suppression = this.suppressions[p]
    this.pairs.analyse(p)
    suppression.decide(this.pairs.fft, floor)
    if (groupEnds) floor.update()
    this.pairs.synthesise(p, suppression.gains)
    this.count(suppression.before, suppression.after)
  }

  private count(before: f64, after: f64): void {
    this.before += before
    this.after += after
    if (before <= silent) return
    this.sumDb += dbFromPower(before / after)
    this.sounding += 1
  }

  /** 0 energy taken away in all, 1 mean of what was taken from each frame that sounds. */
  override reading(index: i32): f64 {
    if (index == 0) return this.after > 0 ? dbFromPower(this.before / this.after) : 0
    return this.sounding > 0 ? this.sumDb / this.sounding : 0
  }
}
