// Sequences inside sequences: a clip that would play itself, or the same thing a million times over, is left silent
// and said so.
import { projectLimits } from './limits'
import type { ProblemList } from './problemList'
import type { ProjectClip, ProjectSequence } from './project'

interface Walk {
  byId: Map<string, ProjectSequence>
  /** Clips each sequence comes to when all its nests are played out. */
  sizes: Map<string, number>
  problems: ProblemList
}

/** Breaks circles and explosions by taking the source from the clip that causes them. */
export const checkNests = (sequences: ProjectSequence[], problems: ProblemList): void => {
  const byId = new Map(sequences.map((sequence) => [sequence.id, sequence]))
  const walk: Walk = { byId, sizes: new Map(), problems }
  for (const sequence of sequences) sizeOf(sequence, [], walk)
}

const sizeOf = (sequence: ProjectSequence, outer: string[], walk: Walk): number => {
  const known = walk.sizes.get(sequence.id)
  if (known !== undefined) return known
  const path = [...outer, sequence.id]
  let size = 0
  for (const clip of clipsOf(sequence)) {
    const inner = nestOf(clip) === null ? 0 : sizeOfNest(sequence, clip, path, walk)
    if (size + inner > projectLimits.clips) {
      const values = { what: 'clips in nests', limit: projectLimits.clips }
      walk.problems.add('project-too-large', `${sequence.name} / ${clip.name}`, values)
      clip.source = 'none'
    } else size += inner
    size++
  }
  walk.sizes.set(sequence.id, size)
  return size
}

const sizeOfNest = (sequence: ProjectSequence, clip: ProjectClip, path: string[], walk: Walk): number => {
  const inner = walk.byId.get(nestOf(clip)!)
  if (inner && !path.includes(inner.id) && path.length < projectLimits.nestDepth)
    return sizeOf(inner, path, walk)
  if (inner) walk.problems.add('nest-cycle', `${sequence.name} / ${clip.name}`)
  clip.source = 'none'
  return 0
}

const clipsOf = (sequence: ProjectSequence): ProjectClip[] =>
  [...sequence.audioTracks, ...sequence.videoTracks].flatMap((track) => track.clips)

const nestOf = ({ source }: ProjectClip): string | null =>
  typeof source === 'object' && 'sequence' in source ? source.sequence : null
