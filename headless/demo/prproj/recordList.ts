// The flat list of records a .prproj is: each has a number or a GUID of its own, and others point to it by that.
import { createHash } from 'node:crypto'
import { element, type XmlElement } from './xml'
import { recordClasses, type RecordName } from './recordClasses'

export interface RecordList {
  records: XmlElement[]
  /** Adds a record addressed by number; gives the reference to it. */
  add(name: RecordName, content: XmlElement[], key?: string): Reference
  /** Adds a record addressed by GUID, made from the seed. */
  addUnique(name: RecordName, seed: string, content: XmlElement[]): Reference
}

export type Reference = Record<string, string>

/** A GUID made from text, the same for the same text. */
export const guid = (seed: string): string => {
  const hex = createHash('sha1').update(seed).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

const classAttributes = (name: RecordName): Record<string, string> => ({
  ClassID: recordClasses[name][0],
  Version: String(recordClasses[name][1]),
})

export const createRecordList = (): RecordList => {
  const records: XmlElement[] = []
  let nextId = 2 // 1 is the project itself
  const add = (name: RecordName, content: XmlElement[]): Reference => {
    const id = String(nextId++)
    records.push(element(name, content, { ObjectID: id, ...classAttributes(name) }))
    return { ObjectRef: id }
  }
  const addUnique = (name: RecordName, seed: string, content: XmlElement[]): Reference => {
    const id = guid(seed)
    records.push(element(name, content, { ObjectUID: id, ...classAttributes(name) }))
    return { ObjectURef: id }
  }
  return { records, add, addUnique }
}

/** `<Name ObjectRef="7"/>` */
export const refer = (name: string, reference: Reference): XmlElement => element(name, '', reference)

/** `<Names Version="1"><Name Index="0" ObjectRef="7"/>…</Names>` */
export const referList = (names: string, name: string, references: Reference[]): XmlElement =>
  element(
    names,
    references.map((reference, index) => element(name, '', { Index: String(index), ...reference })),
    { Version: '1' },
  )

/** A part of a record that has a version of its own. */
export const part = (name: string, version: number, content: XmlElement[]): XmlElement =>
  element(name, content, { Version: String(version) })

export const properties = (values: Record<string, string | number | bigint | boolean>): XmlElement =>
  part('Node', 1, [part('Properties', 1, Object.keys(values).map((key) => element(key, values[key])))])
