// Listens to one clip as it plays, before gain and fades.
import type { TimelineSet } from '../timeline/timeline'
import type { JobValue, RenderJob } from './jobs'
import { ClipMeasure } from './measureClip'
import { MediaWindows, MediaWishes } from './mediaWindows'
import type { MediaRange } from './mediaStore'
import type { ClipReader } from './readClip'
import { TimelineReaders } from './readTimeline'
import { Scratch } from './scratch'

const blockSamples = 65536

export class ClipJob implements RenderJob {
  readonly blocks: number
  private readonly reader: ClipReader
  private readonly measure: ClipMeasure
  private readonly scratch = new Scratch()
  private readonly sound: Float32Array[]

  constructor(timelines: TimelineSet, timeline: string, clip: string) {
    this.reader = new TimelineReaders(timelines).clip(timeline, clip)
    const { startSample, endSample } = this.reader.clip
    const channels = Math.max(1, this.reader.channels)
    this.blocks = Math.max(1, Math.ceil((endSample - startSample) / blockSamples))
    this.sound = Array.from({ length: channels }, () => new Float32Array(blockSamples))
    this.measure = new ClipMeasure({
      timeline,
      clip,
      sampleRateHz: timelines.timelines[timeline].sampleRateHz,
      channels,
      lengthSamples: endSample - startSample,
    })
  }

  needs(block: number): MediaRange[] {
    const wishes = new MediaWishes()
    this.reader.needs(...this.range(block), wishes)
    return wishes.joined()
  }

  run(block: number, sound: Float32Array[][]): JobValue {
    const [from, to] = this.range(block)
    this.reader.read(from, to, this.sound, new MediaWindows(this.needs(block), sound), this.scratch)
    this.measure.push(this.sound, to - from)
    const measurement = block === this.blocks - 1 ? this.measure.result() : null
    return { kind: 'clip', lengthSamples: to - from, measurement }
  }

  private range(block: number): [number, number] {
    const { startSample, endSample } = this.reader.clip
    const from = startSample + block * blockSamples
    return [from, Math.min(endSample, from + blockSamples)]
  }
}
