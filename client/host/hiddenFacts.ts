// What the host's scripting DOM hides, taken from the project file: clip gain, fader, pan, solo, layouts, channel
// maps, the scale of Level, kinds and cuts of transitions. Matched by sequence, track index and clip start.
import type {
  ProjectAudioTrack,
  ProjectClip,
  ProjectFile,
  ProjectMedia,
  ProjectSequence,
  ProjectTransition,
} from '../projects/project'
import type { ClipSnapshot, SequenceSnapshot } from '../../host-jsx/contract'
import { parseTicks } from './ticks'

export interface HiddenFacts {
  sequence: ProjectSequence
  track(index: number): HiddenTrack | null
}

export interface HiddenTrack {
  track: ProjectAudioTrack
  /** The project's view of a clip of the host; null when the project (perhaps saved earlier) has none there. */
  clip(snapshot: ClipSnapshot): ProjectClip | null
  transition(startTicks: bigint): ProjectTransition | null
}

/** Facts for one sequence of the host; null when the project file does not have it. */
export const hiddenFactsOf = (project: ProjectFile, snapshot: SequenceSnapshot): HiddenFacts | null => {
  const sequence = findSequence(project, snapshot)
  if (!sequence) return null
  const tracks = sequence.audioTracks.map((track) => hiddenTrack(track, sequence.ticksPerFrame))
  return { sequence, track: (index) => tracks[index] ?? null }
}

/** Ids first; an exported copy has other ids, so a name that only one sequence has counts too. */
const findSequence = (project: ProjectFile, snapshot: SequenceSnapshot): ProjectSequence | null => {
  const byId = project.sequences.find((sequence) => sequence.id === snapshot.id)
  if (byId) return byId
  const byName = project.sequences.filter((sequence) => sequence.name === snapshot.name)
  return byName.length === 1 ? byName[0] : null
}

const hiddenTrack = (track: ProjectAudioTrack, ticksPerFrame: bigint): HiddenTrack => {
  const clips = [...track.clips].sort((a, b) => (a.startTicks < b.startTicks ? -1 : 1))
  const transitions = new Map(track.transitions.map((transition) => [transition.startTicks, transition]))
  // Exported XML has frames for positions, so a clip may have moved by up to half of one.
  const nearTicks = ticksPerFrame / 2n
  return {
    track,
    clip: (snapshot) => nearestClip(clips, parseTicks(snapshot.startTicks), snapshot.name, nearTicks),
    transition: (startTicks) => transitions.get(startTicks) ?? null,
  }
}

const nearestClip = (
  clips: ProjectClip[],
  start: bigint | null,
  name: string,
  near: bigint,
): ProjectClip | null => {
  if (start === null) return null
  let low = 0
  let high = clips.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (clips[middle].startTicks < start) low = middle + 1
    else high = middle
  }
  let same: ProjectClip | null = null
  for (let i = low; i < clips.length && clips[i].startTicks === start; i++) {
    if (clips[i].name === name) return clips[i]
    same = same ?? clips[i]
  }
  if (same) return same
  const around = [clips[low - 1], clips[low]].filter((clip) => clip && clip.name === name)
  return around.find((clip) => distance(clip.startTicks, start) <= near) ?? null
}

const distance = (a: bigint, b: bigint): bigint => (a < b ? b - a : a - b)

/** Lengths of media as the project has them, for when the file itself cannot be asked. */
export const durationsByPath = (project: ProjectFile | null): Map<string, bigint> => {
  const durations = new Map<string, bigint>()
  const add = (media: ProjectMedia): void => {
    for (const path of [media.path, ...media.alternatives]) {
      if (path !== '' && media.durationTicks > 0n && !durations.has(path))
        durations.set(path, media.durationTicks)
    }
  }
  project?.media.forEach(add)
  return durations
}
