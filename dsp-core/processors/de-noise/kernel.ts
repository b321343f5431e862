// A transform per hop for each pair of channels; one gain per bin.
import { dbFromPower } from '../../signal/decibels'
import { Fft } from '../../signal/fft'
import { FrameWindow, OverlappedFrames } from '../../signal/overlappedFrames'
import { Kernel } from '../kernel'
import { frameSize } from '../../signal/frameSize'
import { groupFrames, NoiseFloor } from './noiseFloor'
import { Suppression } from './suppression'

/** Hops in a frame: 75 % overlap. */
const overlap: i32 = 4
/** Mean square of a frame under which it is silent: -200 dBFS. */
const silent: f64 = 1e-20

export class DeNoiseKernel extends Kernel {
  private fft: Fft = new Fft()
  private window: FrameWindow = new FrameWindow()
  private frames: Array<OverlappedFrames> = []
  private floors: Array<NoiseFloor> = []
  private suppressions: Array<Suppression> = []
  private hop: i32 = 512
  private filled: i32 = 0
  private frame: i32 = 0
  private neutral: bool = false
  private before: f64 = 0
  private after: f64 = 0
  private sumDb: f64 = 0
  private sounding: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const size: i32 = frameSize(sampleRateHz)
    this.hop = Math.floor(size / overlap) as i32
    this.fft.prepare(size)
    this.window.prepare(size, this.hop)
    this.frames = []
    this.floors = []
    this.suppressions = []
    for (let c: i32 = 0; c < channels; c += 2) {
      const frames = new OverlappedFrames()
      frames.prepare(this.window)
      this.frames.push(frames)
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
    for (let p: i32 = 0; p < this.frames.length; p++) {
      this.floors[p].configure(keep, bias, noiseAtLeast, noiseAtMost)
      this.suppressions[p].configure(remember, leastRatio, floor)
    }
  }

  override reset(): void {
    super.reset()
    for (let p: i32 = 0; p < this.frames.length; p++) {
      this.frames[p].reset()
      this.floors[p].reset()
      this.suppressions[p].reset()
    }
    this.filled = 0
    this.frame = 0
    this.before = 0
    this.after = 0
    this.sumDb = 0
    this.sounding = 0
  }

  protected run(start: i32, end: i32): void {
    let at: i32 = start
    while (at < end) {
      const room: i32 = this.hop - this.filled
      const count: i32 = end - at < room ? end - at : room
      for (let p: i32 = 0; p < this.frames.length; p++) {
        const second: i32 = 2 * p + 1 < this.channels ? 2 * p + 1 : 2 * p
        this.frames[p].exchange(this.main[2 * p], this.main[second], at, count, this.filled)
      }
      this.filled += count
      at += count
      if (this.filled == this.hop) {
        this.filled = 0
        this.endHop()
      }
    }
  }

  private endHop(): void {
    for (let p: i32 = 0; p < this.frames.length; p++) {
      if (this.neutral) this.frames[p].pass()
      else this.suppress(p)
    }
    this.frame += 1
  }

  private suppress(p: i32): void {
    const fft = this.fft
    const frames = this.frames[p]
    const floor = this.floors[p]
    const suppression = this.suppressions[p]
    frames.analyse(fft.re, fft.im)
    fft.transform()
    const place: i32 = this.frame % groupFrames
    suppression.apply(fft.outRe, fft.outIm, fft.re, fft.im, floor, place == 0 ? 0 : 1)
    if (place == groupFrames - 1) floor.update()
    fft.transform()
    frames.synthesise(fft.outIm, fft.outRe)
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
