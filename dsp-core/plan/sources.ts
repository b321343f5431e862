// Which clips of the sequence are heard, gathered into sources: the clips of one track that have one role.
import type { ClipMeasurement } from '../timeline/measurements'
import { roles, type AssignedRoles, type Role } from '../timeline/roles'
import type { Clip, Timeline, Track } from '../timeline/timeline'
import { asPlayed, type ClipAsPlayed } from './asPlayed'
import type { PlanDecision } from './plan'
import { called } from './words'

export interface HeardClip {
  clip: Clip
  measurement: ClipMeasurement
  played: ClipAsPlayed
}

export interface Source {
  /** "a1-dialogue" */
  id: string
  /** "A1", as the user knows it. */
  label: string
  track: number
  role: Role
  /** All clips of the source; those without a measurement (offline, unreadable) play, but nothing is known of them. */
  clips: { clip: Clip; heard: HeardClip | null }[]
}

interface SourcesInput {
  timeline: Timeline
  roles: AssignedRoles
  measurements: ReadonlyMap<string, ClipMeasurement>
}

/** What is spoken to be understood: it drives ducking, and everything else is placed under it. */
export const isVoice = (role: Role): boolean => role === 'dialogue' || role === 'voice-over'

const trackLabel = (track: number): string => `A${track + 1}`

const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined

const hear = (clip: Clip, track: Track, input: SourcesInput): HeardClip | null => {
  const measurement = input.measurements.get(clip.id)
  return measurement
    ? { clip, measurement, played: asPlayed(clip, track, input.timeline, measurement) }
    : null
}

const roleOf = (clip: Clip, track: number, assigned: AssignedRoles): Role =>
  own(assigned.clips, clip.id)?.role ??
  assigned.tracks.find((entry) => entry.track === track)?.role ??
  'effects'

const silentTrack = (track: Track): boolean => !track.audible || track.faderDb === -Infinity

const skipped = (track: Track, index: number): PlanDecision => ({
  about: trackLabel(index),
  kind: 'skip',
  text: `${trackLabel(index)} ${called(track.name)} is silent in the sequence (${
    track.audible ? 'its fader is down' : 'muted, or another track is soloed'
  }) and stays silent.`,
})

const sourcesOfTrack = (track: Track, index: number, input: SourcesInput): Source[] => {
  const heard = track.clips.filter((clip) => clip.enabled)
  return roles.flatMap((role) => {
    const clips = heard.filter((clip) => roleOf(clip, index, input.roles) === role)
    if (clips.length === 0) return []
    return {
      id: `a${index + 1}-${role}`,
      label: trackLabel(index),
      track: index,
      role,
      clips: clips.map((clip) => ({ clip, heard: hear(clip, track, input) })),
    }
  })
}

const roleDecision = (
  track: Track,
  index: number,
  sources: Source[],
  assigned: AssignedRoles,
): PlanDecision => {
  const entry = assigned.tracks.find((found) => found.track === index)
  const kinds = sources.map((source) => source.role).join(' and ')
  const reason = entry ? entry.reason : 'nothing else is known'
  return {
    about: trackLabel(index),
    kind: 'role',
    text: `${trackLabel(index)} ${called(track.name)} is ${kinds}: ${reason}.`.replace(/\.\.$/, '.'),
  }
}

export const findSources = (input: SourcesInput): { sources: Source[]; decisions: PlanDecision[] } => {
  const sources: Source[] = []
  const decisions: PlanDecision[] = []
  input.timeline.tracks.forEach((track, index) => {
    if (track.clips.length === 0) return
    if (silentTrack(track)) {
      decisions.push(skipped(track, index))
      return
    }
    const found = sourcesOfTrack(track, index, input)
    sources.push(...found)
    if (found.length > 0) decisions.push(roleDecision(track, index, found, input.roles))
    const off = track.clips.filter((clip) => !clip.enabled).length
    if (off > 0)
      decisions.push({
        about: trackLabel(index),
        kind: 'skip',
        text: `${off} disabled ${off === 1 ? 'clip' : 'clips'} of ${trackLabel(index)} ${off === 1 ? 'stays' : 'stay'} silent.`,
      })
  })
  return { sources, decisions }
}
