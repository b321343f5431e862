// Sequence.clone: the copy is called "<name> Copy", lies in the root bin, and becomes the active sequence.
import type { ProjectSequence } from '../../client/projects/project'
import type { HostState } from './HostState'
import { ItemRecord } from './ItemRecord'

export const cloneSequence = (state: HostState, sequence: ProjectSequence): void => {
  const copy = structuredClone(sequence)
  copy.id = state.newId()
  copy.name = `${sequence.name} Copy`
  for (const track of [...copy.audioTracks, ...copy.videoTracks])
    for (const clip of track.clips) clip.id = state.newId()
  state.project.sequences.push(copy)
  state.root.add(new ItemRecord('sequence', state.newId(), copy.name, copy.id, 'nest'))
  state.activeSequenceId = copy.id
  state.undoEntries++
}
