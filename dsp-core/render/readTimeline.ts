// The sound of whole timelines, nested to any depth, as the editing program would play it.
import type { PlanSource } from '../plan/plan'
import type { Clip, Timeline, TimelineSet } from '../timeline/timeline'
import type { SoundFormat } from './fold'
import type { MediaWindows, MediaWishes } from './mediaWindows'
import { ClipReader, type NestedSound } from './readClip'
import { TrackReader } from './readTrack'
import type { Scratch } from './scratch'

class TimelineReader implements NestedSound {
  readonly format: SoundFormat
  private readonly tracks: TrackReader[]

  constructor(timeline: Timeline, nestOf: (clip: Clip) => NestedSound | null) {
    this.format = timeline
    this.tracks = timeline.tracks.map((track) => new TrackReader(timeline, track, timeline, nestOf, () => 0))
  }

  needs(from: number, to: number, wishes: MediaWishes): void {
    for (const track of this.tracks) track.needs(from, to, wishes)
  }

  render(from: number, to: number, out: Float32Array[], windows: MediaWindows, scratch: Scratch): void {
    for (const track of this.tracks) track.render(from, to, out, windows, scratch)
  }
}

/** Readers for the timelines of a set; a nest that is played twice is prepared once. */
export class TimelineReaders {
  private readonly readers = new Map<string, TimelineReader | null>()

  constructor(private readonly set: TimelineSet) {}

  timeline(id: string): NestedSound & { format: SoundFormat } {
    const known = this.readers.get(id)
    if (known === null) throw new Error(`Sequence ${id} contains itself`)
    if (known) return known
    this.readers.set(id, null)
    const reader = new TimelineReader(this.data(id), this.nestOf)
    this.readers.set(id, reader)
    return reader
  }

  /** Only the clips of one source, with its trims. */
  source(source: PlanSource, to: SoundFormat): TrackReader {
    const timeline = this.data(source.timeline)
    const track = timeline.tracks[source.track]
    if (!track) throw new Error(`Source ${source.id} takes from a track that is not there`)
    const trims = new Map(source.clips.map(({ clip, trimDb }) => [clip, trimDb]))
    return new TrackReader(timeline, track, to, this.nestOf, (clip) => trims.get(clip.id) ?? null)
  }

  /** One clip by itself, as it plays before gain and fades. */
  clip(timelineId: string, clipId: string): ClipReader {
    for (const track of this.data(timelineId).tracks) {
      const clip = track.clips.find(({ id }) => id === clipId)
      if (clip) return new ClipReader(clip, this.nestOf(clip))
    }
    throw new Error(`Clip ${clipId} is not in sequence ${timelineId}`)
  }

  private readonly nestOf = (clip: Clip): NestedSound | null =>
    'timeline' in clip.source ? this.timeline(clip.source.timeline) : null

  private data(id: string): Timeline {
    const timeline = Object.prototype.hasOwnProperty.call(this.set.timelines, id)
      ? this.set.timelines[id]
      : null
    if (!timeline) throw new Error(`There is no sequence ${id}`)
    return timeline
  }
}
