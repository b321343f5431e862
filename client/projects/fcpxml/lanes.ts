// Lanes as tracks: the storyline first, then the lanes above it, then those below, each as many tracks as overlaps
// need. The same file always gives the same tracks.
import type { ProjectClip, ProjectTransition } from '../project'
import type { BuiltClip } from './clip'

interface LaneTrack {
  lane: number
  clips: ProjectClip[]
  transitions: ProjectTransition[]
  roles: Set<string>
}

const laneOrder = (lane: number): number => (lane >= 0 ? lane : 1e6 - lane)

export const tracksOfLanes = (built: { lane: number; built: BuiltClip }[]): LaneTrack[] => {
  const inTime = [...built].sort(
    (a, b) =>
      laneOrder(a.lane) - laneOrder(b.lane) ||
      (a.built.clip.startTicks < b.built.clip.startTicks
        ? -1
        : a.built.clip.startTicks > b.built.clip.startTicks
          ? 1
          : 0),
  )
  const tracks: LaneTrack[] = []
  for (const { lane, built: one } of inTime) {
    const free = tracks.find(
      (track) => track.lane === lane && track.clips[track.clips.length - 1].endTicks <= one.clip.startTicks,
    )
    const track = free ?? { lane, clips: [], transitions: [], roles: new Set<string>() }
    if (!free) tracks.push(track)
    track.clips.push(one.clip)
    track.transitions.push(...one.fades)
    if (one.role) track.roles.add(one.role)
  }
  return tracks
}

/** Tracks whose clips share one role bear its name: that is what roles are for. */
export const laneName = (track: LaneTrack, index: number): string => {
  const [role] = track.roles
  return track.roles.size === 1 ? role : `Audio ${index + 1}`
}
