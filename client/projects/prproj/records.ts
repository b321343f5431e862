// Collects the records of a .prproj while it streams by: one small object per record, never a tree of the file.
import { tooLarge } from '../byteStream'
import { projectLimits } from '../limits'
import { ownText, type XmlVisitor } from '../xmlStream'
import { recordFields, type FieldTable } from './fields'

export interface ProjectRecord {
  /** Its class: the element's name. */
  kind: string
  id: string
  version: string
  [field: string]: string | string[] | undefined
}

interface FieldNode {
  below: Map<string, FieldNode>
  field: string
}

const newNode = (): FieldNode => ({ below: new Map(), field: '' })

const plant = (table: FieldTable): FieldNode => {
  const root = newNode()
  for (const path of Object.keys(table)) {
    let node = root
    for (const part of path.split('/')) {
      if (!node.below.has(part)) node.below.set(part, newNode())
      node = node.below.get(part)!
    }
    node.field = table[path]
  }
  return root
}

const roots = new Map(Object.keys(recordFields).map((kind) => [kind, plant(recordFields[kind])]))

const isTrackItem = (kind: string): boolean => kind === 'AudioClipTrackItem' || kind === 'VideoClipTrackItem'

export class RecordCollector implements XmlVisitor {
  readonly records = new Map<string, ProjectRecord>()
  private depth = 0
  private clips = 0
  private record: ProjectRecord | null = null
  /** Where we are in the field tree, from the record inwards; shorter than the depth while skipping. */
  private path: FieldNode[] = []

  constructor(private readonly where: string) {}

  open(name: string, attributes: Record<string, string>): boolean {
    this.depth++
    if (this.depth === 2) this.startRecord(name, attributes)
    else if (this.depth > 2 && this.path.length === this.depth - 2) return this.descend(name, attributes)
    return false
  }

  close(_name: string, text: string): void {
    const inside = this.path.length === this.depth - 1
    if (inside && this.record && this.path.length > 0) {
      const { field } = this.path[this.path.length - 1]
      if (field && !isReference(field) && this.record[field] === undefined) this.record[field] = ownText(text)
      this.path.pop()
    }
    this.depth--
    if (this.depth === 1) this.record = null
  }

  private startRecord(kind: string, attributes: Record<string, string>): void {
    const root = roots.get(kind)
    const id = attributes.ObjectID ?? attributes.ObjectUID
    this.path = []
    this.record = null
    if (!root || id === undefined || this.records.has(id)) return
    this.count(kind)
    this.record = { kind, id: ownText(id), version: attributes.Version ?? '' }
    this.records.set(this.record.id, this.record)
    this.path.push(root)
  }

  private count(kind: string): void {
    if (isTrackItem(kind) && ++this.clips > projectLimits.clips)
      tooLarge(this.where, 'clips', projectLimits.clips)
    if (this.records.size >= projectLimits.records) tooLarge(this.where, 'records', projectLimits.records)
  }

  private descend(name: string, attributes: Record<string, string>): boolean {
    const node = this.path[this.path.length - 1].below.get(name)
    if (!node) return false
    this.path.push(node)
    if (!node.field) return false
    if (!isReference(node.field)) return true
    const target = attributes.ObjectRef ?? attributes.ObjectURef
    if (target !== undefined) this.refer(node.field, ownText(target))
    return false
  }

  private refer(field: string, target: string): void {
    const record = this.record!
    if (field.endsWith('@')) record[field.slice(0, -1)] ??= target
    else {
      const name = field.slice(0, -2)
      const list = record[name]
      if (Array.isArray(list)) list.push(target)
      else record[name] = [target]
    }
  }
}

const isReference = (field: string): boolean => field.endsWith('@') || field.endsWith('[]')
