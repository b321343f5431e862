// Hears every clip that plays: in the sequence and, because a nest is heard as one sound, not inside the nests.
import type {
  Clip,
  ClipMeasurement,
  JobRequest,
  MediaStore,
  Timeline,
  TimelineSet,
  Track,
} from '../../dsp-core/index'
import type { RenderControl } from './renderFiles'

/** Measurements by clip id; clips that never sound have none. */
export const listen = async (
  timelines: TimelineSet,
  store: MediaStore,
  { workers, progress, signal }: RenderControl,
): Promise<Map<string, ClipMeasurement>> => {
  const timeline = timelines.timelines[timelines.root]
  const clips = timeline.tracks
    .filter(({ audible }) => audible)
    .flatMap((track) => track.clips.map((clip) => ({ track, clip })))
    .filter(({ clip }) => clip.enabled && lengthOf(clip) > 0)
    // The long ones first, so that no worker is left with one at the end.
    .sort((a, b) => lengthOf(b.clip) - lengthOf(a.clip))
  const measurements = new Map<string, ClipMeasurement>()
  const allSamples = clips.reduce((sum, { clip }) => sum + lengthOf(clip), 0)
  let heardSamples = 0
  await workers.run(
    clips.map(({ track, clip }): JobRequest => ({
      kind: 'clip',
      timelines: onlyClip(timelines, timeline, track, clip),
      timeline: timeline.id,
      clip: clip.id,
    })),
    {
      store,
      signal,
      onValue: (job, value) => {
        if (value.kind !== 'clip') return
        progress('Listening', (heardSamples += value.lengthSamples) / allSamples)
        if (value.measurement) measurements.set(clips[job].clip.id, value.measurement)
      },
    },
  )
  return measurements
}

const lengthOf = (clip: Clip): number => clip.endSample - clip.startSample

/** What a worker needs to hear one clip, and no more: a long sequence is not sent anew for each of its clips. */
const onlyClip = (set: TimelineSet, timeline: Timeline, track: Track, clip: Clip): TimelineSet => ({
  root: timeline.id,
  timelines: {
    ...('timeline' in clip.source ? set.timelines : {}),
    [timeline.id]: { ...timeline, tracks: [{ ...track, clips: [clip] }] },
  },
})
