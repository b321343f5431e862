// Sequences inside sequences: a clip that would play itself is left silent, and said so.
import { projectLimits } from './limits'
import type { ProblemList } from './problemList'
import type { ProjectClip, ProjectSequence } from './project'

/** Breaks cycles by taking the source from the clip that closes them. */
export const checkNests = (sequences: ProjectSequence[], problems: ProblemList): void => {
  const byId = new Map(sequences.map((sequence) => [sequence.id, sequence]))
  const safe = new Set<string>()
  for (const sequence of sequences) visit(sequence, [], byId, safe, problems)
}

const visit = (
  sequence: ProjectSequence,
  outer: string[],
  byId: Map<string, ProjectSequence>,
  safe: Set<string>,
  problems: ProblemList,
): void => {
  if (safe.has(sequence.id)) return
  const path = [...outer, sequence.id]
  for (const clip of nestsOf(sequence)) {
    const inner = byId.get((clip.source as { sequence: string }).sequence)
    if (!inner) clip.source = 'none'
    else if (path.includes(inner.id) || path.length >= projectLimits.nestDepth) {
      problems.add('nest-cycle', `${sequence.name} / ${clip.name}`)
      clip.source = 'none'
    } else visit(inner, path, byId, safe, problems)
  }
  safe.add(sequence.id)
}

const nestsOf = (sequence: ProjectSequence): ProjectClip[] =>
  [...sequence.audioTracks, ...sequence.videoTracks]
    .flatMap((track) => track.clips)
    .filter((clip) => typeof clip.source === 'object' && 'sequence' in clip.source)
