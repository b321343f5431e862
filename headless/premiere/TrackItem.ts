// A clip on a track. References die with every structural edit of their sequence.
import type {
  ProjectAudioTrack,
  ProjectClip,
  ProjectSequence,
  ProjectVideoTrack,
} from '../../client/projects/project'
import type * as dom from '../../host-jsx/premiere/dom'
import { collection, type Collection } from './collection'
import { componentsOf, type Component } from './Component'
import type { HostState } from './HostState'
import { sourceOf } from './ItemRecord'
import { ProjectItem } from './ProjectItem'
import { Time } from './Time'

type Track = ProjectAudioTrack | ProjectVideoTrack

export class TrackItem implements dom.TrackItem {
  private readonly revision: number
  private readonly asItWas: ProjectClip

  constructor(
    private readonly state: HostState,
    private readonly sequence: ProjectSequence,
    private readonly track: Track,
    private readonly clip: ProjectClip,
  ) {
    this.revision = state.revisionOf(sequence.id)
    this.asItWas = { ...clip }
  }

  get name(): string {
    return this.seen.name
  }

  get nodeId(): string {
    return this.seen.id
  }

  get type(): number {
    return 'layout' in this.track ? 2 : 1
  }

  get start(): Time {
    return Time.of(this.seen.startTicks)
  }

  get end(): Time {
    return Time.of(this.seen.endTicks)
  }

  get inPoint(): Time {
    return Time.of(this.seen.inTicks)
  }

  get outPoint(): Time {
    return Time.of(this.seen.outTicks)
  }

  get duration(): Time {
    return Time.of(this.seen.endTicks - this.seen.startTicks)
  }

  get projectItem(): ProjectItem | null {
    const source = sourceOf(this.seen)
    const record = source && this.state.itemOf(source)
    return record ? new ProjectItem(this.state, record) : null
  }

  get components(): Collection<Component, 'numItems'> {
    const components = 'layout' in this.track ? componentsOf(this.state, this.track, this.seen) : []
    return collection(
      'numItems',
      () => components.length,
      (index) => components[index],
    )
  }

  get disabled(): boolean {
    return !this.seen.enabled
  }

  set disabled(disabled: boolean) {
    if (this.isStale) return
    this.clip.enabled = !disabled
    this.state.undoEntries++
    if (!this.state.switches.disabledTogglesLinked) return
    for (const track of [...this.sequence.audioTracks, ...this.sequence.videoTracks])
      for (const clip of track.clips) if (this.clip.linkedTo.includes(clip.id)) clip.enabled = !disabled
  }

  getSpeed(): number {
    return this.seen.speed
  }

  isSpeedReversed(): number {
    return this.seen.reversed ? 1 : 0
  }

  /** 0 is success. Nothing goes from a locked track. */
  remove(...values: [ripple: boolean, alignToVideo: boolean]): number {
    if (values.length < 2) throw new Error('Illegal number of parameters')
    const index = this.isStale ? -1 : this.track.clips.indexOf(this.clip)
    if (index < 0 || ('layout' in this.track && this.track.locked)) return 0
    this.track.clips.splice(index, 1)
    this.state.edited(this.sequence)
    return 0
  }

  private get isStale(): boolean {
    return this.state.revisionOf(this.sequence.id) !== this.revision
  }

  private get seen(): ProjectClip {
    if (!this.isStale) return this.clip
    if (this.state.switches.staleReferences === 'throw') throw new Error('Object is invalid')
    return this.asItWas
  }
}
