// What the classes of the embedded host share: the project as a mutable value, the switches, and what only a running
// host has (bins, the active sequence, the undo stack, identities, which references have died).
import type { ProjectFile, ProjectMedia, ProjectSequence } from '../../client/projects/project'
import { buildItems, type ItemRecord, type ItemSource } from './ItemRecord'
import type { HostSwitches } from './switches'

export interface FileDescription {
  channels: number
  sampleRateHz: number
  lengthSamples: number
  hasVideo?: boolean
}

interface HostOptions {
  project: ProjectFile
  switches: HostSwitches
  fileExists: (path: string) => boolean
  describeFile: (path: string) => FileDescription | null
}

export class HostState {
  readonly project: ProjectFile
  readonly switches: HostSwitches
  readonly fileExists: (path: string) => boolean
  readonly describeFile: (path: string) => FileDescription | null
  readonly root: ItemRecord
  activeSequenceId: string
  quickEditEnabled = false
  /** Entries on the undo stack: one for every setter, none for markers and track names. */
  undoEntries = 0
  /** A modal dialog is open: no reply leaves until somebody closes it. */
  isModal = false
  /** Calls made so far, for imports that take their time. */
  calls = 0
  readonly handlers = new Map<string, (...values: unknown[]) => unknown>()
  private readonly revisions = new Map<string, number>()
  private readonly arriving: { atCall: number; arrive: () => void }[] = []
  private readonly usedIds: Set<string>
  private readonly mediaById: Map<string, ProjectMedia>
  private readonly found = new Map<string, ItemRecord>()
  private lastId = 0

  constructor(options: HostOptions) {
    this.project = options.project
    this.switches = options.switches
    this.fileExists = options.fileExists
    this.describeFile = options.describeFile
    this.usedIds = identitiesOf(options.project)
    this.mediaById = new Map(options.project.media.map((media) => [media.id, media]))
    this.root = buildItems(options.project, () => this.newId())
    this.activeSequenceId = options.project.sequences[0]?.id ?? ''
  }

  /** Premiere's node ids are eight hexadecimal digits. */
  newId(): string {
    let id: string
    do id = (++this.lastId + 0xf4240).toString(16).padStart(8, '0')
    while (this.usedIds.has(id))
    this.usedIds.add(id)
    return id
  }

  sequence(id: string): ProjectSequence | undefined {
    return this.project.sequences.find((sequence) => sequence.id === id)
  }

  media(id: string): ProjectMedia | undefined {
    return this.mediaById.get(id)
  }

  addMedia(media: ProjectMedia): void {
    this.project.media.push(media)
    this.mediaById.set(media.id, media)
  }

  removeMedia(id: string): void {
    const index = this.project.media.findIndex((media) => media.id === id)
    if (index >= 0) this.project.media.splice(index, 1)
    this.mediaById.delete(id)
  }

  /** Asked for every clip that is read, so what was found is remembered while it lasts. */
  itemOf(source: ItemSource): ItemRecord | null {
    const key = `${source.kind} ${source.flavour} ${source.id}`
    const known = this.found.get(key)
    if (known?.parent) return known
    const item = this.root.find(
      ({ kind, source: id, flavour }) =>
        kind === source.kind && id === source.id && flavour === source.flavour,
    )
    if (item) this.found.set(key, item)
    return item
  }

  revisionOf(sequenceId: string): number {
    return this.revisions.get(sequenceId) ?? 0
  }

  /** After a structural edit: references held by scripts are dead, the end is where the last item ends. */
  edited(sequence: ProjectSequence): void {
    this.revisions.set(sequence.id, this.revisionOf(sequence.id) + 1)
    sequence.endTicks = endOf(sequence)
    this.undoEntries++
    this.handlers.get('onActiveSequenceStructureChanged')?.()
  }

  arriveLater(arrive: () => void): void {
    const { importCalls } = this.switches
    if (importCalls === 0) arrive()
    else this.arriving.push({ atCall: this.calls + importCalls, arrive })
  }

  /** Before each script. */
  nextCall(): void {
    this.calls++
    while (this.arriving.length > 0 && this.arriving[0].atCall <= this.calls) this.arriving.shift()!.arrive()
  }

  shownPath(path: string): string {
    if (this.switches.pathForm === 'decomposed') return path.normalize('NFD')
    return this.switches.pathForm === 'windows' ? path.replace(/\//g, '\\') : path
  }
}

export const endOf = (sequence: ProjectSequence): bigint => {
  let end = 0n
  for (const track of [...sequence.audioTracks, ...sequence.videoTracks])
    for (const clip of track.clips) if (clip.endTicks > end) end = clip.endTicks
  return end
}

const identitiesOf = (project: ProjectFile): Set<string> => {
  const ids = new Set(project.media.map((media) => media.id))
  for (const sequence of project.sequences) {
    ids.add(sequence.id)
    for (const track of [...sequence.audioTracks, ...sequence.videoTracks])
      for (const clip of track.clips) ids.add(clip.id)
  }
  return ids
}
