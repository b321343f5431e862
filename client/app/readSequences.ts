// Asks the host for the wanted sequence and for every sequence nested in it.
import type { SequenceSnapshot, SequenceSummary } from '../../host-jsx/contract'
import type { HostClient } from '../host/hostClient'
import { fail } from '../problem'
import type { ProjectFile } from '../projects/project'

/** Snapshots, the wanted sequence first. */
export const readSequences = async (host: HostClient, sequenceId: string): Promise<SequenceSnapshot[]> => {
  const read = new Map<string, SequenceSnapshot>()
  const waiting = [sequenceId]
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    if (read.has(id)) continue
    const snapshot = await host.readSequence(id)
    read.set(id, snapshot)
    for (const track of snapshot.audioTracks)
      for (const clip of track.clips) if (clip.nestedSequenceId) waiting.push(clip.nestedSequenceId)
  }
  return [...read.values()]
}

/**
 * The sequence that is meant: by name or id; without one, the only one that has sound and is nested in no other,
 * else the host's active one if it is among these, else the first of them.
 */
export const chooseSequence = (
  sequences: SequenceSummary[],
  wanted: string | undefined,
  project: ProjectFile | null,
): SequenceSummary => {
  const named = (name: string) =>
    sequences.find((sequence) => sequence.name === name) ??
    sequences.find((sequence) => sequence.id === name) ??
    sequences.find((sequence) => sequence.name.toLowerCase() === name.toLowerCase())
  const names = sequences.map(({ name }) => name).join(', ')
  if (sequences.length === 0) return fail('project-no-sequence', project?.name ?? '')
  if (wanted !== undefined) return named(wanted) ?? fail('sequence-not-found', wanted, { names })
  const candidates = sequences.filter(({ id }) => standsAlone(id, project))
  const pool = candidates.length > 0 ? candidates : sequences
  return pool.find(({ isActive }) => isActive) ?? pool[0]
}

const standsAlone = (id: string, project: ProjectFile | null): boolean => {
  if (!project) return true
  const own = project.sequences.find((sequence) => sequence.id === id)
  const hasSound = own?.audioTracks.some(({ clips }) => clips.length > 0) ?? false
  const nested = project.sequences.some((sequence) =>
    sequence.audioTracks.some(({ clips }) =>
      clips.some(({ source }) => source !== 'none' && 'sequence' in source && source.sequence === id),
    ),
  )
  return hasSound && !nested
}
