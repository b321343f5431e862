// What ExtendScript's parser would stumble over in a script, found in its syntax tree. Acorn itself refuses what is
// not ES3; this looks for what is ES3 and still misread.
import { parse, type AnyNode, type Node } from 'acorn'

export const es3Faults = (source: string): string[] => {
  const faults: string[] = []
  const note = (fault: string, at: number) => faults.push(`${fault} at line ${lineAt(source, at)}`)
  let tree: Node
  try {
    tree = parse(source, {
      ecmaVersion: 3,
      allowReserved: 'never',
      preserveParens: true,
      onTrailingComma: (at) => note('trailing comma', at),
    })
  } catch (error) {
    return [String(error)]
  }
  walk(tree as AnyNode, null, (node, parent) => {
    const fault = faultOf(node, parent)
    if (fault) note(fault, node.start)
  })
  return faults
}

/** With brackets kept in the tree, a node directly under its like has none. */
const faultOf = (node: AnyNode, parent: AnyNode | null): string | null => {
  if (node.type === 'ConditionalExpression' && parent?.type === 'ConditionalExpression')
    return 'unbracketed conditional in a conditional'
  if (
    node.type === 'LogicalExpression' &&
    parent?.type === 'LogicalExpression' &&
    node.operator !== parent.operator
  )
    return 'unbracketed && beside ||'
  // Read as a division and an assignment.
  if (node.type === 'Literal' && 'regex' in node && node.regex?.pattern.startsWith('='))
    return 'pattern that begins with ='
  return null
}

const walk = (
  node: AnyNode,
  parent: AnyNode | null,
  visit: (node: AnyNode, parent: AnyNode | null) => void,
): void => {
  visit(node, parent)
  for (const value of Object.values(node) as unknown[])
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(child)) walk(child, node, visit)
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

const lineAt = (source: string, at: number): number => source.slice(0, at).split('\n').length
