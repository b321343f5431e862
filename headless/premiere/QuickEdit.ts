// The undocumented second DOM, as far as it is known: it works on the active sequence and nothing else.
import type { ProjectSequence, TrackLayout } from '../../client/projects/project'
import type * as dom from '../../host-jsx/premiere/dom'
import type { HostState } from './HostState'
import { newTrack } from './newTrack'

export class QuickEdit implements dom.QuickEdit {
  constructor(private readonly state: HostState) {}

  get project(): QuickEditProject {
    return new QuickEditProject(this.state)
  }
}

class QuickEditProject implements dom.QuickEditProject {
  constructor(private readonly state: HostState) {}

  getActiveSequence(): QuickEditSequence | null {
    const sequence = this.state.sequence(this.state.activeSequenceId)
    return sequence ? new QuickEditSequence(this.state, sequence) : null
  }

  undoStackIndex(): number {
    return this.state.undoEntries
  }
}

/** By addTracks' fourth number. */
const LAYOUTS: TrackLayout[] = ['mono', 'stereo', '5.1']

class QuickEditSequence implements dom.QuickEditSequence {
  constructor(
    private readonly state: HostState,
    private readonly sequence: ProjectSequence,
  ) {}

  get numAudioTracks(): number {
    return this.sequence.audioTracks.length
  }

  addTracks(...numbers: number[]): boolean {
    const understood = this.state.switches.addTracksArguments
    if (understood === 0) return true
    const { audioTracks } = this.sequence
    const isUnderstood = numbers.length === understood
    const count = numbers.length === 0 ? 1 : (numbers[2] ?? 0)
    const layout = isUnderstood ? (LAYOUTS[numbers[3]] ?? 'stereo') : 'stereo'
    for (let n = 0; n < count; n++) {
      const at = isUnderstood ? Math.min(numbers[4], audioTracks.length) + n : 0
      audioTracks.splice(at, 0, newTrack(this.sequence, layout))
    }
    this.state.edited(this.sequence)
    return true
  }

  removeAudioTrack(index: number): boolean {
    if (!this.sequence.audioTracks[index]) return false
    this.sequence.audioTracks.splice(index, 1)
    this.state.edited(this.sequence)
    return true
  }

  getAudioTrackAt(index: number): QuickEditTrack {
    return new QuickEditTrack(this.state, this.sequence, index)
  }
}

class QuickEditTrack implements dom.QuickEditTrack {
  constructor(
    private readonly state: HostState,
    private readonly sequence: ProjectSequence,
    private readonly index: number,
  ) {}

  setName(name: string): boolean {
    const track = this.sequence.audioTracks[this.index]
    if (!track || this.state.switches.naming === 'none') return false
    track.name = name
    return true
  }
}
