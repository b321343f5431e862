// Listens to one clip as it plays, before gain and fades.
import type { Engine } from '../processors/engine'
import { processorLimits } from '../processors/processor'
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
  private readonly scratch: Scratch
  private readonly heardChannels: number

  constructor(timelines: TimelineSet, timeline: string, clip: string, engine: Engine) {
    const own = onSourceClock(timelines, timeline, clip)
    this.scratch = new Scratch(engine)
    this.reader = new TimelineReaders(own).clip(timeline, clip)
    const { startSample, endSample } = this.reader.clip
    const channels = Math.max(1, this.reader.channels)
    // Of a clip with more, those say enough.
    this.heardChannels = Math.min(channels, processorLimits.mostChannels)
    this.blocks = Math.max(1, Math.ceil((endSample - startSample) / blockSamples))
    const { sampleRateHz } = own.timelines[timeline]
    const lengthSamples = endSample - startSample
    this.measure = new ClipMeasure(
      { timeline, clip, sampleRateHz, channels: this.heardChannels, lengthSamples },
      engine,
    )
    engine.reserve()
  }

  needs(block: number): MediaRange[] {
    const wishes = new MediaWishes()
    this.reader.needs(...this.range(block), wishes)
    return wishes.joined()
  }

  run(block: number, sound: Float32Array[][]): JobValue {
    const [from, to] = this.range(block)
    const mark = this.scratch.mark()
    const read = this.reader.read(from, to, new MediaWindows(this.needs(block), sound), this.scratch)
    // A clip without channels is silent.
    const heard = read.length > 0 ? read : [this.scratch.take(to - from).fill(0)]
    this.measure.push(heard.slice(0, this.heardChannels), to - from)
    this.scratch.release(mark)
    const measurement = block === this.blocks - 1 ? this.measure.result() : null
    return { kind: 'clip', lengthSamples: to - from, measurement }
  }

  private range(block: number): [number, number] {
    const { startSample, endSample } = this.reader.clip
    const from = startSample + block * blockSamples
    return [from, Math.min(endSample, from + blockSamples)]
  }
}

/** Rates the meters are made for; a clip slowed down or sped up beyond them is resampled like in the render. */
const slowestRateHz = 8000
const fastestRateHz = 192_000

/**
 * The same clip on the source's own samples: a file of 44.1 kHz in a sequence of 48 kHz, or one played at half speed,
 * is the same sound at another sample rate, and need not be resampled to be heard.
 */
const onSourceClock = (set: TimelineSet, timelineId: string, clipId: string): TimelineSet => {
  const timeline = set.timelines[timelineId]
  const track = timeline.tracks.find(({ clips }) => clips.some(({ id }) => id === clipId))
  const clip = track?.clips.find(({ id }) => id === clipId)
  if (!track || !clip) return set
  const speed = Math.abs(clip.sourceStep)
  const sampleRateHz = Math.round(timeline.sampleRateHz * speed)
  if (sampleRateHz < slowestRateHz || sampleRateHz > fastestRateHz) return set
  const own = {
    ...clip,
    startSample: 0,
    endSample: Math.round((clip.endSample - clip.startSample) * speed),
    sourceStart: Math.round(clip.sourceStart),
    sourceStep: Math.sign(clip.sourceStep),
  }
  return {
    ...set,
    timelines: {
      ...set.timelines,
      [timelineId]: { ...timeline, sampleRateHz, tracks: [{ ...track, clips: [own] }] },
    },
  }
}
