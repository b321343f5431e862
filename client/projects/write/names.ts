// The identities used in one written xmeml, and what was already written in full.
import { basename, dirname, isAbsolute, resolve } from 'node:path'
import type { ProjectClip, ProjectFile, ProjectMedia, ProjectSequence } from '../project'

export class WrittenNames {
  readonly media: Map<string, ProjectMedia>
  readonly sequences: Map<string, ProjectSequence>
  /** Sequences being written right now: none may contain itself. */
  readonly open: string[] = []
  private readonly ids = new Map<string, string>()
  private readonly written = new Set<string>()
  private readonly counts = new Map<string, number>()

  constructor(
    readonly project: ProjectFile,
    private readonly firstNumber: number,
  ) {
    this.media = new Map(project.media.map((media) => [media.id, media]))
    this.sequences = new Map(project.sequences.map((sequence) => [sequence.id, sequence]))
  }

  /** "clipitem-7": stable for one thing, in the order things are first named. */
  id(kind: 'clipitem' | 'file' | 'sequence' | 'masterclip', thing: string): string {
    const key = `${kind}\n${thing}`
    const known = this.ids.get(key)
    if (known) return known
    const count = (this.counts.get(kind) ?? this.firstNumber - 1) + 1
    this.counts.set(kind, count)
    const id = `${kind}-${count}`
    this.ids.set(key, id)
    return id
  }

  /** True once: the first mention is written in full, later ones by id. */
  firstMention(id: string): boolean {
    if (this.written.has(id)) return false
    this.written.add(id)
    return true
  }

  mediaOf(clip: ProjectClip): ProjectMedia | undefined {
    return typeof clip.source === 'object' && 'media' in clip.source
      ? this.media.get(clip.source.media)
      : undefined
  }

  /** Relative paths count from the project's folder. */
  absolutePath(path: string): string {
    if (isAbsolute(path) || /^([a-z]:|\\\\)/i.test(path) || path === '') return path
    return resolve(dirname(this.project.path || basename(path)), path)
  }
}
