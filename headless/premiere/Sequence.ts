// A sequence of the project.
import type { ProjectSequence } from '../../client/projects/project'
import type * as dom from '../../host-jsx/premiere/dom'
import { cloneSequence } from './cloneSequence'
import type { HostState } from './HostState'
import { itemFor, overwriteOn } from './overwriteOn'
import { MarkerCollection } from './Marker'
import { ProjectItem } from './ProjectItem'
import { ticksPerSecond } from '../../client/host/ticks'
import { ticksFrom, Time, UNSET_TICKS } from './Time'
import { trackCollection, type TrackCollection } from './Track'

/** getSettings().audioChannelType. */
const CHANNEL_TYPES = { mono: 0, stereo: 1, '5.1': 2, multichannel: 3 } as const

export class Sequence implements dom.Sequence {
  readonly markers: MarkerCollection

  constructor(
    private readonly state: HostState,
    private readonly sequence: ProjectSequence,
  ) {
    this.markers = new MarkerCollection(sequence)
  }

  get sequenceID(): string {
    return this.sequence.id
  }

  get name(): string {
    return this.sequence.name
  }

  set name(name: string) {
    this.sequence.name = name
  }

  get audioTracks(): TrackCollection {
    return trackCollection(this.state, this.sequence, 'audioTracks')
  }

  get videoTracks(): TrackCollection {
    return trackCollection(this.state, this.sequence, 'videoTracks')
  }

  get end(): dom.TicksOrTime {
    return this.shown(this.sequence.endTicks)
  }

  get zeroPoint(): dom.TicksOrTime {
    return this.shown(this.sequence.zeroPointTicks)
  }

  get timebase(): string {
    return String(this.sequence.ticksPerFrame)
  }

  get projectItem(): ProjectItem | null {
    const record = this.state.itemOf({ kind: 'sequence', id: this.sequence.id, flavour: 'nest' })
    return record ? new ProjectItem(this.state, record) : null
  }

  getInPointAsTime(): Time {
    return this.rangeEnd(this.sequence.inPointTicks)
  }

  getOutPointAsTime(): Time {
    return this.rangeEnd(this.sequence.outPointTicks)
  }

  getSettings(): dom.SequenceSettings {
    const rate = BigInt(this.sequence.sampleRateHz)
    return {
      audioChannelType: CHANNEL_TYPES[this.sequence.layout],
      audioSampleRate: Time.of(rate > 0n ? ticksPerSecond / rate : 0n),
    }
  }

  /** Success whatever the track; by default all of it lands on the first one. */
  overwriteClip(item: ProjectItem, time: unknown, _videoTrack: number, audioTrack: number): boolean {
    const index = this.state.switches.sequenceOverwrite === 'honoured' ? audioTrack : 0
    if (index < this.sequence.audioTracks.length)
      overwriteOn(this.state, this.sequence, index, itemFor(item), ticksFrom(time))
    return true
  }

  clone(): boolean {
    cloneSequence(this.state, this.sequence)
    return true
  }

  private shown(ticks: bigint): dom.TicksOrTime {
    return this.state.switches.ticksAs === 'text' ? String(ticks) : Time.of(ticks)
  }

  private rangeEnd(ticks: bigint | null): Time {
    if (ticks === null) return Time.of(UNSET_TICKS)
    const { rangeIncludesZeroPoint } = this.state.switches
    return Time.of(rangeIncludesZeroPoint ? ticks + this.sequence.zeroPointTicks : ticks)
  }
}
