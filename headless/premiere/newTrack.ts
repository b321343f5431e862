// An added audio track as Premiere makes it.
import { plainTrack } from '../../client/projects/plainTrack'
import type { ProjectAudioTrack, ProjectSequence, TrackLayout } from '../../client/projects/project'

/** Named by its number, as Premiere does. */
export const newTrack = (sequence: ProjectSequence, layout: TrackLayout): ProjectAudioTrack =>
  plainTrack(`Audio ${sequence.audioTracks.length + 1}`, layout)
