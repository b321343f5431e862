// A small tree for formats that are not flat (xmeml, fcpxml): parts are turned into values as soon as they close, so
// only what lies between two such parts is ever held.
import { tooLarge } from './byteStream'
import { projectLimits } from './limits'
import { ownText, type XmlVisitor } from './xmlStream'

export interface XmlNode {
  name: string
  attributes: Record<string, string>
  text: string
  children: XmlNode[]
  /** What the reader made of it; its children are gone then. */
  value?: unknown
  /** Position in the document, counting elements. */
  order: number
}

interface TreeRules {
  /** Elements skipped with all they contain. */
  dropped: ReadonlySet<string>
  attributes: ReadonlySet<string>
  /** Called when an element closes; a value returned replaces its children. */
  reduce: (node: XmlNode, ancestors: XmlNode[]) => unknown
}

export class TreeBuilder implements XmlVisitor {
  root: XmlNode | null = null
  private readonly stack: XmlNode[] = []
  private skipped = 0
  private order = 0
  private held = 0

  constructor(
    private readonly where: string,
    private readonly rules: TreeRules,
  ) {}

  open(name: string, attributes: Record<string, string>): boolean {
    this.order++
    if (this.skipped > 0 || this.rules.dropped.has(name)) {
      this.skipped++
      return false
    }
    if (++this.held > projectLimits.elements) tooLarge(this.where, 'elements', projectLimits.elements)
    const node: XmlNode = {
      name: ownText(name),
      attributes: this.keepAttributes(attributes),
      text: '',
      children: [],
      order: this.order,
    }
    if (this.stack.length > 0) this.stack[this.stack.length - 1].children.push(node)
    else this.root = node
    this.stack.push(node)
    return true
  }

  close(_name: string, text: string): void {
    if (this.skipped > 0) {
      this.skipped--
      return
    }
    const node = this.stack.pop()!
    if (node.children.length === 0) node.text = ownText(text)
    const value = this.rules.reduce(node, this.stack)
    if (value === undefined) return
    this.held -= countBelow(node)
    node.value = value
    node.children = []
    node.text = ''
  }

  private keepAttributes(attributes: Record<string, string>): Record<string, string> {
    const kept: Record<string, string> = {}
    for (const name in attributes) if (this.rules.attributes.has(name)) kept[name] = ownText(attributes[name])
    return kept
  }
}

const countBelow = (node: XmlNode): number => {
  let count = 0
  const waiting = [node]
  while (waiting.length > 0) {
    const { children } = waiting.pop()!
    count += children.length
    for (const child of children) waiting.push(child)
  }
  return count
}

export const child = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((candidate) => candidate.name === name)

export const childrenNamed = (node: XmlNode | undefined, name: string): XmlNode[] =>
  node?.children.filter((candidate) => candidate.name === name) ?? []

export const at = (node: XmlNode | undefined, path: string): XmlNode | undefined =>
  path.split('/').reduce<XmlNode | undefined>((found, name) => child(found, name), node)

export const textAt = (node: XmlNode | undefined, path: string): string => at(node, path)?.text ?? ''

/** Null when absent or no number. */
export const numberAt = (node: XmlNode | undefined, path: string): number | null => {
  const text = textAt(node, path).trim()
  const value = text === '' ? NaN : Number(text)
  return Number.isFinite(value) ? value : null
}

export const isTrueText = (text: string): boolean => /^\s*(true|1|yes)\s*$/i.test(text)

export const isFalseText = (text: string): boolean => /^\s*(false|0|no)\s*$/i.test(text)

/** The id an element was reduced to; empty when there is none. */
export const idOf = (node: XmlNode | undefined): string => (typeof node?.value === 'string' ? node.value : '')
