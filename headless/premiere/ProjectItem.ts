// An item of the project panel: a bin, a file, or a sequence.
import type * as dom from '../../host-jsx/premiere/dom'
import { AudioChannelMapping, mappingFrom } from './AudioChannelMapping'
import { collection, type Collection } from './collection'
import type { HostState } from './HostState'
import { ItemRecord, sourceOf } from './ItemRecord'

/** Premiere's ProjectItemType; a sequence is a clip. */
const TYPES = { media: 1, sequence: 1, bin: 2, root: 3 } as const

export class ProjectItem implements dom.ProjectItem {
  constructor(
    private readonly state: HostState,
    readonly record: ItemRecord,
  ) {}

  get name(): string {
    return this.record.name
  }

  get nodeId(): string {
    return this.record.nodeId
  }

  get type(): number {
    return TYPES[this.record.kind]
  }

  get treePath(): string {
    return this.record.parent
      ? `${new ProjectItem(this.state, this.record.parent).treePath}\\${this.name}`
      : `\\${this.name}`
  }

  get children(): Collection<ProjectItem, 'numItems'> | undefined {
    const { kind, children } = this.record
    if (kind !== 'bin' && kind !== 'root') return undefined
    return collection(
      'numItems',
      () => children.length,
      (index) => new ProjectItem(this.state, children[index]),
    )
  }

  getMediaPath(): string {
    if (this.record.flavour === 'merged') throw new Error('Unknown error exception')
    const media = this.record.kind === 'media' ? this.state.media(this.record.source) : undefined
    return media ? this.state.shownPath(media.path) : ''
  }

  isSequence(): boolean {
    return this.record.kind === 'sequence' || this.isMulticamClip() || this.isMergedClip()
  }

  isMulticamClip(): boolean {
    return this.record.flavour === 'multicam'
  }

  isMergedClip(): boolean {
    return this.record.flavour === 'merged'
  }

  isOffline(): boolean {
    const media = this.record.kind === 'media' ? this.state.media(this.record.source) : undefined
    return media !== undefined && !this.state.fileExists(media.path)
  }

  createBin(name: string): ProjectItem {
    const bin = new ItemRecord('bin', this.state.newId(), name)
    this.record.add(bin)
    this.state.undoEntries++
    return new ProjectItem(this.state, bin)
  }

  moveBin(bin: ProjectItem): void {
    recordOf(bin).add(this.record)
    this.state.undoEntries++
  }

  /** With everything in it, and every clip of what was in it on any timeline. */
  deleteBin(): void {
    if (this.record.kind !== 'bin') throw new Error('deleteBin is not a function')
    deleteContents(this.state, this.record)
    this.record.remove()
    this.state.undoEntries++
  }

  get getAudioChannelMapping(): AudioChannelMapping | undefined {
    return this.record.mapping ? new AudioChannelMapping(this.record.mapping) : undefined
  }

  /** A type that the file has too few channels for is not taken. */
  setAudioChannelMapping(mapping: dom.AudioChannelMapping): boolean {
    const media = this.state.media(this.record.source)
    const wanted = mappingFrom(mapping)
    if (!media || wanted.sources.some((channel) => channel >= media.channels)) return false
    this.record.mapping = wanted
    this.state.undoEntries++
    return true
  }
}

/** What stands behind an item that a script hands back. */
export const recordOf = (item: unknown): ItemRecord => {
  if (item instanceof ProjectItem) return item.record
  throw new Error('Illegal Parameter type')
}

const deleteContents = (state: HostState, item: ItemRecord): void => {
  for (const child of [...item.children]) deleteContents(state, child)
  if (item.kind !== 'media') return
  for (const sequence of state.project.sequences) {
    for (const track of [...sequence.audioTracks, ...sequence.videoTracks]) {
      const kept = track.clips.filter((clip) => sourceOf(clip)?.id !== item.source)
      if (kept.length === track.clips.length) continue
      track.clips.splice(0, track.clips.length, ...kept)
      state.edited(sequence)
    }
  }
  state.removeMedia(item.source)
}
