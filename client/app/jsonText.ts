// JSON as a person wrote it: what it says, where each part of it stands, and where it is no JSON.
import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import { shownName } from '../../dsp-core/index'

/** Counted from 1, as editors do. */
export interface Place {
  line: number
  column: number
}

export interface PlacedFault extends Partial<Place> {
  /** `roles.music.ducking`; empty where it concerns the whole. */
  path: string
  reason: string
  hint?: string
}

export interface JsonText {
  value: unknown
  /** Names that are given twice: JSON keeps the last and says nothing. */
  repeated: PlacedFault[]
  /** Of the field, or of the nearest one around it that is there. */
  placeOf(path: string): Place
}

/** No file of ours is half as deep; readers go down by calling themselves. */
const deepest = 32
/** More are not told. */
const mostRepeated = 20

/** By jsonc-parser's names. */
const errorWords: Record<string, string> = {
  InvalidSymbol: 'this is no JSON value; text stands in double quotes',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'a name in double quotes is missing here, or there is a comma too many before',
  ValueExpected: 'a value is missing here, or there is a comma too many before',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a closing brace } is missing here',
  CloseBracketExpected: 'a closing bracket ] is missing here',
  EndOfFileExpected: 'this stands after the end',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'the closing double quote is missing in this line',
  UnexpectedEndOfNumber: 'this number is not finished',
  InvalidUnicode: 'this is no \\u and four digits',
  InvalidEscapeCharacter: 'a backslash stands before a letter that means nothing',
  InvalidCharacter: 'a character stands here that must be written with a backslash',
}

const placeAt = (text: string, offset: number): Place => {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: lines.length, column: lines[lines.length - 1].length + 1 }
}

/** Where it goes down too far, if it does. */
const tooDeepAt = (text: string): number | null => {
  const scanner = createScanner(text, true)
  let depth = 0
  while (scanner.getPosition() < text.length) {
    scanner.scan()
    const mark = text.charAt(scanner.getTokenOffset())
    if (mark === '{' || mark === '[') depth++
    if (mark === '}' || mark === ']') depth--
    if (depth > deepest) return scanner.getTokenOffset()
  }
  return null
}

const nameOf = (property: Node): string => String(property.children?.[0].value)

/** As paths in faults have it: escaped, and short. */
const namesIn = (node: Node): Map<string, Node> =>
  new Map((node.children ?? []).map((property) => [shownName(nameOf(property)), property]))

/** The named part below a node and the rest of the path; of several that fit, the longest. */
const stepDown = (
  node: Node,
  path: string,
): { part: Node; inside: Node | undefined; rest: string } | null => {
  if (node.type === 'array') {
    const index = /^\[(\d+)\]\.?/.exec(path)
    const part = index ? node.children?.[Number(index[1])] : undefined
    return index && part ? { part, inside: part, rest: path.slice(index[0].length) } : null
  }
  const names = node.type === 'object' ? namesIn(node) : new Map<string, Node>()
  const fits = (name: string): boolean => path.startsWith(name) && /^($|\.|\[)/.test(path.slice(name.length))
  const name = [...names.keys()].filter(fits).sort((a, b) => b.length - a.length)[0]
  const part = name === undefined ? undefined : names.get(name)
  if (!part) return null
  return { part, inside: part.children?.[1], rest: path.slice(name.length).replace(/^\./, '') }
}

const offsetOf = (root: Node, path: string): number => {
  let [node, offset, rest]: [Node | undefined, number, string] = [root, root.offset, path]
  while (node && rest !== '') {
    const step = stepDown(node, rest)
    if (!step) break
    ;[node, offset, rest] = [step.inside, step.part.offset, step.rest]
  }
  return offset
}

const repeatedIn = (text: string, node: Node, path: string): PlacedFault[] => {
  const seen = new Map<string, Node>()
  return (node.children ?? []).flatMap((child, index) => {
    if (node.type === 'array') return repeatedIn(text, child, `${path}[${index}]`)
    const name = nameOf(child)
    const at = path === '' ? shownName(name) : `${path}.${shownName(name)}`
    const first = seen.get(name)
    seen.set(name, first ?? child)
    const below = child.children?.[1] ? repeatedIn(text, child.children[1], at) : []
    if (!first) return below
    const reason = `is given a second time, after line ${placeAt(text, first.offset).line}`
    return [{ ...placeAt(text, child.offset), path: at, reason, hint: 'take one of them out' }, ...below]
  })
}

const valueOf = (text: string): { value: unknown } | null => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

export const readJsonText = (text: string): JsonText | PlacedFault => {
  const deep = tooDeepAt(text)
  if (deep !== null)
    return { ...placeAt(text, deep), path: '', reason: `goes deeper than ${deepest} levels here` }
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const parsed = valueOf(text)
  if (!parsed || !root) {
    const first = errors[0]
    const reason = first ? errorWords[printParseErrorCode(first.error)] : undefined
    return { ...placeAt(text, first?.offset ?? 0), path: '', reason: reason ?? 'this is no JSON' }
  }
  return {
    value: parsed.value,
    repeated: repeatedIn(text, root, '').slice(0, mostRepeated),
    placeOf: (path) => placeAt(text, offsetOf(root, path)),
  }
}
