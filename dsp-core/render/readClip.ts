// The sound of one clip as it plays: its range, speed, direction and channels, before gain and fades. Ranges are in
// samples of the sequence it lies in.
import type { Clip } from '../timeline/timeline'
import { interpolator, type Interpolator } from './interpolate'
import type { MediaWindows, MediaWishes } from './mediaWindows'
import type { Scratch } from './scratch'

/** A nested sequence, as a clip needs it (readTimeline.ts). */
export interface NestedSound {
  readonly format: { channels: number }
  needs(from: number, to: number, wishes: MediaWishes): void
  render(from: number, to: number, out: Float32Array[], windows: MediaWindows, scratch: Scratch): void
}

export class ClipReader {
  readonly channels: number
  private readonly interpolator: Interpolator

  constructor(
    readonly clip: Clip,
    private readonly nest: NestedSound | null,
  ) {
    this.channels = clip.channelMap.length
    this.interpolator = interpolator(clip.sourceStart, clip.sourceStep)
  }

  /** [from, to) lies within the clip. */
  needs(from: number, to: number, wishes: MediaWishes): void {
    const { startSample, lengthSamples } = this.span(from, to)
    if (this.nest) this.nest.needs(startSample, startSample + lengthSamples, wishes)
    else if ('media' in this.clip.source) wishes.add(this.clip.source.media, startSample, lengthSamples)
  }

  /**
   * One buffer for each channel of the clip, lent until the scratch is released; not to be changed. [from, to) lies
   * within the clip.
   */
  read(from: number, to: number, windows: MediaWindows, scratch: Scratch): Float32Array[] {
    const span = this.span(from, to)
    const window = this.source(span, windows, scratch)
    const first = from - this.clip.startSample
    const range = { from: first, to: first + to - from }
    const { channelMap } = this.clip
    const wanted = [...new Set(channelMap)].filter((channel) => window.channels[channel])
    const sources = wanted.map((channel) => window.channels[channel])
    const made = this.interpolator.read(sources, window.startSample, range, scratch)
    return channelMap.map((channel) => made[wanted.indexOf(channel)] ?? silence(scratch, to - from))
  }

  private span(from: number, to: number): { startSample: number; lengthSamples: number } {
    return this.interpolator.span(from - this.clip.startSample, to - this.clip.startSample)
  }

  private source(
    { startSample, lengthSamples }: { startSample: number; lengthSamples: number },
    windows: MediaWindows,
    scratch: Scratch,
  ): { startSample: number; channels: Float32Array[] } {
    if (!this.nest)
      return 'media' in this.clip.source
        ? windows.find(this.clip.source.media, startSample, lengthSamples)
        : { startSample, channels: [] }
    const channels = scratch.takeChannels(this.nest.format.channels, lengthSamples)
    for (const channel of channels) channel.fill(0)
    this.nest.render(startSample, startSample + lengthSamples, channels, windows, scratch)
    return { startSample, channels }
  }
}

const silence = (scratch: Scratch, lengthSamples: number): Float32Array => scratch.take(lengthSamples).fill(0)
