// A sequence with its nests as a new Final Cut Pro XML (xmeml 4), for Premiere, Resolve and Final Cut Pro 7.
// Not in this format: track faders, solo, effects, and edges between frames (they move to the frame; the sound stays).
import { fail } from '../problem'
import type { ProjectFile } from './project'
import { WrittenNames } from './write/names'
import { sequenceElement } from './write/sequence'

export const writeXmeml = (project: ProjectFile, sequenceId: string): string => {
  const sequence = project.sequences.find(({ id }) => id === sequenceId)
  if (!sequence) return fail('sequence-not-found', sequenceId)
  const body = sequenceElement(sequence, new WrittenNames(project, 1))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n<xmeml version="4">\n${body}\n</xmeml>\n`
}
