// Channels in pairs, each pair in overlapping frames of the same length: what suppressors of noise and of rooms walk by.
import { Fft } from './fft'
import { FrameWindow, OverlappedFrames } from './overlappedFrames'

export class ChannelPairs {
  /** How many pairs; the last channel of an odd number is paired with itself. */
  count: i32 = 0
  fft: Fft = new Fft()
  private channels: i32 = 0
  private hop: i32 = 0
  private filled: i32 = 0
  private frames: Array<OverlappedFrames> = []

  /** size: of a frame, a power of two; hop: a half, a quarter or an eighth of it. */
  prepare(channels: i32, size: i32, hop: i32): void {
    this.channels = channels
    this.count = (channels + 1) >> 1
    this.hop = hop
    this.fft.prepare(size)
    const window = new FrameWindow()
    window.prepare(size, hop)
    this.frames = []
    for (let p: i32 = 0; p < this.count; p++) {
      const frames = new OverlappedFrames()
      frames.prepare(window)
      this.frames.push(frames)
    }
  }

  reset(): void {
    for (let p: i32 = 0; p < this.count; p++) this.frames[p].reset()
    this.filled = 0
  }

  /** Exchanges samples up to `end`, or to where a hop is full, for those a frame ago; returns how far. */
  exchange(main: Array<Float32Array>, start: i32, end: i32): i32 {
    const room: i32 = this.hop - this.filled
    const count: i32 = end - start < room ? end - start : room
    for (let p: i32 = 0; p < this.count; p++) {
      const second: i32 = 2 * p + 1 < this.channels ? 2 * p + 1 : 2 * p
      this.frames[p].exchange(main[2 * p], main[second], start, count, this.filled)
    }
    this.filled += count
    return start + count
  }

  /** Says it once: then every pair is to be passed, or analysed and synthesised. */
  hopIsFull(): bool {
    if (this.filled < this.hop) return false
    this.filled = 0
    return true
  }

  /** The samples of a pair as they came. */
  pass(p: i32): void {
    this.frames[p].pass()
  }

  /** The spectrum of left + i right, in fft.re and fft.im. */
  analyse(p: i32): void {
    this.frames[p].analyse(this.fft)
  }

  /** Adds the frame of that spectrum times gains, as many as it has points. */
  synthesise(p: i32, gains: Float32Array): void {
    this.frames[p].synthesise(this.fft, gains)
  }
}
