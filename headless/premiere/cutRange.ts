// Making room on a track: what lies in the range goes, what reaches into it is trimmed, what spans it becomes two.
import type { ProjectAudioTrack, ProjectClip } from '../../client/projects/project'

export const cutRange = (
  track: ProjectAudioTrack,
  fromTicks: bigint,
  toTicks: bigint,
  newId: () => string,
): void => {
  const kept = track.clips.flatMap((clip) => outside(clip, fromTicks, toTicks, newId))
  track.clips.splice(0, track.clips.length, ...kept)
  const transitions = track.transitions.filter(
    ({ startTicks, endTicks }) => endTicks <= fromTicks || startTicks >= toTicks,
  )
  track.transitions.splice(0, track.transitions.length, ...transitions)
}

export const insertClip = (track: ProjectAudioTrack, clip: ProjectClip): void => {
  const next = track.clips.findIndex(({ startTicks }) => startTicks >= clip.endTicks)
  track.clips.splice(next < 0 ? track.clips.length : next, 0, clip)
}

const outside = (
  clip: ProjectClip,
  fromTicks: bigint,
  toTicks: bigint,
  newId: () => string,
): ProjectClip[] => {
  if (clip.endTicks <= fromTicks || clip.startTicks >= toTicks) return [clip]
  const pieces: ProjectClip[] = []
  if (clip.startTicks < fromTicks)
    pieces.push({ ...clip, endTicks: fromTicks, outTicks: sourceAt(clip, fromTicks) })
  if (clip.endTicks > toTicks) {
    const id = pieces.length > 0 ? newId() : clip.id
    pieces.push({ ...clip, id, startTicks: toTicks, inTicks: sourceAt(clip, toTicks) })
  }
  return pieces
}

/** Source clock at a moment of the timeline: in + (t - start) * (out - in) / (end - start). */
const sourceAt = (clip: ProjectClip, ticks: bigint): bigint =>
  clip.inTicks +
  ((ticks - clip.startTicks) * (clip.outTicks - clip.inTicks)) / (clip.endTicks - clip.startTicks)
