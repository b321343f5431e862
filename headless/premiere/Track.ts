// A track of a sequence.
import type { ProjectAudioTrack, ProjectSequence, ProjectVideoTrack } from '../../client/projects/project'
import type * as dom from '../../host-jsx/premiere/dom'
import { collection, type Collection } from './collection'
import type { HostState } from './HostState'
import { itemFor, overwriteOn } from './overwriteOn'
import type { ProjectItem } from './ProjectItem'
import { ticksFrom, Time } from './Time'
import { TrackItem } from './TrackItem'

export type TrackCollection = Collection<Track, 'numTracks'>

type Kind = 'audioTracks' | 'videoTracks'
type Model = ProjectAudioTrack | ProjectVideoTrack

export const trackCollection = (state: HostState, sequence: ProjectSequence, kind: Kind): TrackCollection => {
  const tracks = sequence[kind]
  return collection(
    'numTracks',
    () => tracks.length,
    (index) => new Track(state, sequence, tracks[index]),
  )
}

export class Track implements dom.Track {
  constructor(
    private readonly state: HostState,
    private readonly sequence: ProjectSequence,
    private readonly track: Model,
  ) {}

  get name(): string {
    return this.track.name
  }

  /** Not on the undo stack. */
  set name(name: string) {
    if (this.state.switches.naming === 'scripting') this.track.name = name
  }

  get mediaType(): 'Audio' | 'Video' {
    return isAudio(this.track) ? 'Audio' : 'Video'
  }

  get clips(): Collection<TrackItem, 'numItems'> {
    const { clips } = this.track
    return collection(
      'numItems',
      () => clips.length,
      (index) => new TrackItem(this.state, this.sequence, this.track, clips[index]),
    )
  }

  get transitions(): Collection<dom.Transition, 'numItems'> {
    const transitions = isAudio(this.track) ? this.track.transitions : []
    return collection(
      'numItems',
      () => transitions.length,
      (index) => {
        const { name, startTicks, endTicks } = transitions[index]
        return { name, start: Time.of(startTicks), end: Time.of(endTicks) }
      },
    )
  }

  isMuted(): boolean {
    return isAudio(this.track) ? this.track.muted : !this.track.enabled
  }

  setMute(muted: 0 | 1): boolean {
    if (isAudio(this.track)) this.track.muted = Number(muted) === 1
    else this.track.enabled = Number(muted) !== 1
    this.state.undoEntries++
    return true
  }

  isLocked(): boolean {
    return isAudio(this.track) && this.track.locked
  }

  overwriteClip(item: ProjectItem, time: unknown): boolean {
    const index = isAudio(this.track) ? this.sequence.audioTracks.indexOf(this.track) : -1
    const record = itemFor(item)
    // A track that is no more, or no track for sound: success all the same.
    if (index >= 0) overwriteOn(this.state, this.sequence, index, record, ticksFrom(time))
    return true
  }
}

const isAudio = (track: Model): track is ProjectAudioTrack => 'layout' in track
