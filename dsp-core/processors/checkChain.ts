// Reads a chain that somebody wrote: an array of { use, ...parameters }. Nothing of it is trusted.
import { processors } from './index'
import type { ProcessorDescription } from './processor'

export interface ChainNode {
  use: string
  /** Those that were given; the others keep their initial values. */
  params: Record<string, number>
}

export type CheckedChain = { nodes: ChainNode[] } | { faults: string[] }

const mostNodes = 64
/** Faults that are told; a chain may hold any number. */
const mostFaults = 20

const quoted = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`
}

const faultOf = (description: ProcessorDescription, name: string, value: unknown): string | null => {
  if (!Object.prototype.hasOwnProperty.call(description.params, name)) {
    return `${description.id} has no parameter ${quoted(name)}; it has ${Object.keys(description.params).join(', ') || 'none'}`
  }
  const { min, max } = description.params[name]
  if (typeof value !== 'number' || Number.isNaN(value)) return `${name} of ${description.id} is not a number`
  if (value < min || value > max)
    return `${name} of ${description.id} is ${value}; it goes from ${min} to ${max}`
  return null
}

const readNode = (value: unknown, index: number, faults: string[]): ChainNode | null => {
  const where = `node ${index + 1}`
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    faults.push(`${where} is not an object`)
    return null
  }
  const entries: [string, unknown][] = Object.entries(value)
  const use = entries.find(([name]) => name === 'use')?.[1]
  const description = processors.find(({ id }) => id === use)
  if (!description) {
    faults.push(
      use === undefined
        ? `${where} does not say which processor to use`
        : `${where}: there is no processor ${quoted(use)}; there are ${processors.map(({ id }) => id).join(', ')}`,
    )
    return null
  }
  const params: Record<string, number> = {}
  for (const [name, parameter] of entries) {
    if (name === 'use') continue
    const fault = faultOf(description, name, parameter)
    if (fault) faults.push(`${where}: ${fault}`)
    else params[name] = parameter as number
    if (faults.length >= mostFaults) break
  }
  return { use: description.id, params }
}

export const checkChain = (chain: unknown): CheckedChain => {
  if (!Array.isArray(chain)) return { faults: ['a chain is an array of { "use": …, parameters }'] }
  if (chain.length > mostNodes) return { faults: [`a chain of ${chain.length} nodes; at most ${mostNodes}`] }
  const faults: string[] = []
  const nodes = chain.map((node, index) =>
    faults.length < mostFaults ? readNode(node, index, faults) : null,
  )
  return faults.length ? { faults } : { nodes: nodes as ChainNode[] }
}
