// A transform per hop for each pair of channels; one gain per bin.
import { Fft } from '../../signal/fft'
import { FrameWindow, OverlappedFrames } from '../../signal/overlappedFrames'
import { RemovedLevel } from '../../signal/removedLevel'
import { Kernel } from '../kernel'
import { frameHop, frameSize } from '../../signal/frameSize'
import { Suppression } from './suppression'

export class DeReverbKernel extends Kernel {
  private fft: Fft = new Fft()
  private window: FrameWindow = new FrameWindow()
  private frames: Array<OverlappedFrames> = []
  private suppressions: Array<Suppression> = []
  private removed: RemovedLevel = new RemovedLevel()
  private hop: i32 = 512
  private filled: i32 = 0
  private neutral: bool = false

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const size: i32 = frameSize(sampleRateHz)
    this.hop = frameHop(sampleRateHz)
    this.fft.prepare(size)
    this.window.prepare(size, this.hop)
    this.frames = []
    this.suppressions = []
    for (let c: i32 = 0; c < channels; c += 2) {
      const frames = new OverlappedFrames()
      frames.prepare(this.window)
      this.frames.push(frames)
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
    for (let p: i32 = 0; p < this.frames.length; p++) {
      this.frames[p].reset()
      this.suppressions[p].reset()
    }
    this.removed.reset()
    this.filled = 0
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
      else this.suppress(this.frames[p], this.suppressions[p])
    }
  }

  private suppress(frames: OverlappedFrames, suppression: Suppression): void {
    const fft = this.fft
    frames.analyse(fft.re, fft.im)
    fft.transform()
    suppression.apply(fft.outRe, fft.outIm, fft.re, fft.im, this.removed)
    fft.transform()
    frames.synthesise(fft.outIm, fft.outRe)
  }

  /** 0 the level of what was removed against what came in. */
  override reading(_index: i32): f64 {
    return this.removed.db()
  }
}
