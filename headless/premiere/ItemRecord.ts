// The project panel behind its ProjectItems: bins, and what media and sequences appear as in them. Project files are
// read without their bins, so everything starts in the root.
import type { ProjectClip, ProjectFile, ProjectMedia } from '../../client/projects/project'

type ItemKind = 'root' | 'bin' | 'media' | 'sequence'

export class ItemRecord {
  parent: ItemRecord | null = null
  readonly children: ItemRecord[] = []
  mapping: ChannelMapping | null = null

  constructor(
    readonly kind: ItemKind,
    readonly nodeId: string,
    public name: string,
    /** Id of the media or sequence. */
    readonly source: string = '',
    readonly flavour: ProjectClip['kind'] = 'file',
  ) {}

  add(child: ItemRecord): void {
    if (child.parent) child.parent.children.splice(child.parent.children.indexOf(child), 1)
    child.parent = this
    this.children.push(child)
  }

  remove(): void {
    if (this.parent) this.parent.children.splice(this.parent.children.indexOf(this), 1)
    this.parent = null
  }

  find(wanted: (item: ItemRecord) => boolean): ItemRecord | null {
    if (wanted(this)) return this
    for (const child of this.children) {
      const found = child.find(wanted)
      if (found) return found
    }
    return null
  }
}

/** How the channels of a file become clips. */
export interface ChannelMapping {
  /** 0 mono, 1 stereo, 2 5.1. */
  type: number
  clips: number
  sources: number[]
}

const mappingOf = (channels: number): ChannelMapping => {
  const sources = Array.from({ length: channels }, (_, channel) => channel)
  if (channels === 6) return { type: 2, clips: 1, sources }
  return channels === 2 ? { type: 1, clips: 1, sources } : { type: 0, clips: Math.max(channels, 1), sources }
}

export const buildItems = (project: ProjectFile, newId: () => string): ItemRecord => {
  const root = new ItemRecord('root', newId(), project.name)
  for (const sequence of project.sequences)
    root.add(new ItemRecord('sequence', newId(), sequence.name, sequence.id, 'nest'))
  for (const media of project.media) root.add(mediaItem(media, newId()))
  addFlavours(project, root, newId)
  return root
}

export const mediaItem = (media: ProjectMedia, nodeId: string): ItemRecord => {
  const item = new ItemRecord('media', nodeId, media.name, media.id)
  item.mapping = mappingOf(media.channels)
  return item
}

/** Multicam and merged clips have project items of their own beside those of what they are made of. */
const addFlavours = (project: ProjectFile, root: ItemRecord, newId: () => string): void => {
  const known = new Set(root.children.map((item) => keyOf(item.kind, item.source, item.flavour)))
  for (const clip of project.sequences.flatMap((sequence) => clipsOf(sequence))) {
    const source = sourceOf(clip)
    if (!source || known.has(keyOf(source.kind, source.id, source.flavour))) continue
    known.add(keyOf(source.kind, source.id, source.flavour))
    root.add(new ItemRecord(source.kind, newId(), clip.name, source.id, source.flavour))
  }
}

const clipsOf = (sequence: ProjectFile['sequences'][number]): ProjectClip[] =>
  [...sequence.audioTracks, ...sequence.videoTracks].flatMap((track) => track.clips)

const keyOf = (kind: ItemKind, id: string, flavour: string): string => `${kind} ${flavour} ${id}`

export interface ItemSource {
  kind: 'media' | 'sequence'
  id: string
  flavour: ProjectClip['kind']
}

/** What item a clip belongs to; null for titles and broken links. */
export const sourceOf = (clip: ProjectClip): ItemSource | null => {
  if (clip.source === 'none') return null
  const isNest = 'sequence' in clip.source
  const plain = isNest ? 'nest' : 'file'
  const flavour = clip.kind === 'multicam' || clip.kind === 'merged' ? clip.kind : plain
  return 'sequence' in clip.source
    ? { kind: 'sequence', id: clip.source.sequence, flavour }
    : { kind: 'media', id: clip.source.media, flavour }
}
