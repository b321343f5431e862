// The open project and its sequences. Found anew for every step: references die with every edit.
import { find, items } from '../es3/array'
import { fail } from '../reply'
import { attempt } from './attempt'
import type { Project, Sequence, TicksOrTime, Track } from './dom'

export const openProject = (): Project => {
  const project = app.isDocumentOpen() ? app.project : null
  if (!project) fail('host-no-project', '', '')
  return project
}

export const allSequences = (): Sequence[] => {
  const { sequences } = openProject()
  return items(sequences, sequences.numSequences)
}

export const findSequence = (sequenceId: string): Sequence => {
  const sequence = find(allSequences(), (each) => each.sequenceID === sequenceId)
  if (!sequence) fail('host-sequence-not-found', sequenceId, '')
  return sequence
}

export const audioTracksOf = (sequence: Sequence): Track[] =>
  items(sequence.audioTracks, sequence.audioTracks.numTracks)

export const videoTracksOf = (sequence: Sequence): Track[] =>
  items(sequence.videoTracks, sequence.videoTracks.numTracks)

/** Newer builds hand out a Time where the guide says ticks. */
export const ticksOf = (value: TicksOrTime): string =>
  typeof value === 'string' ? value : String(typeof value === 'number' ? value : value.ticks)

/** QE works on the active sequence only, so that one changes for a while; afterwards it is the user's again. */
export const keepingActive = <T>(work: () => T): T => {
  const active = attempt(() => openProject().activeSequence?.sequenceID, '')
  try {
    return work()
  } finally {
    const now = attempt(() => openProject().activeSequence?.sequenceID, '')
    if (active && active !== now) attempt(() => openProject().openSequence(active), null)
  }
}
