// An entry of a chain, flat in the file: `{ "use": "high-pass", "cutoffHz": 80 }`. Which parameters there are, and in
// what range, is what the processors say of themselves.
import type { ParameterDescription, ProcessorDescription } from '../processors/processor'
import { shown, type Faults } from './faults'
import { nearestOf } from './nearest'
import { has, isRecord, named, number, pathTo, type JsonSchema, type Read } from './read'

/** One use of a processor in a preset; parameters that are not named have their initial value. */
export interface PresetNode {
  use: string
  params: Record<string, number>
}

const sayParameter = ({ title, min, max, initial }: ParameterDescription): JsonSchema => ({
  title,
  ...number(min, max).says?.(),
  default: initial,
})

/** Told apart by `use`, so that an editor knows the parameters as soon as the processor is named. */
const sayNode = (processors: readonly ProcessorDescription[]): JsonSchema => ({
  type: 'object',
  properties: { use: { enum: processors.map((processor) => processor.id) } },
  required: ['use'],
  allOf: processors.map((processor) => ({
    if: { properties: { use: { const: processor.id } }, required: ['use'] },
    then: {
      title: processor.title,
      properties: {
        use: true,
        ...Object.fromEntries(
          Object.entries(processor.params).map(([name, parameter]) => [name, sayParameter(parameter)]),
        ),
      },
      additionalProperties: false,
    },
  })),
})

const readParameters = (
  value: Record<string, unknown>,
  { id, params }: ProcessorDescription,
  path: string,
  faults: Faults,
): Record<string, number> => {
  const made: Record<string, number> = {}
  for (const name of Object.keys(value)) {
    if (name === 'use') continue
    const at = pathTo(path, name)
    if (has(params, name)) made[name] = number(params[name].min, params[name].max)(value[name], at, faults)
    else faults.add(at, `is no parameter of ${id}`, () => nearestOf(name, Object.keys(params)))
  }
  return made
}

export const node = (processors: readonly ProcessorDescription[]): Read<PresetNode> => {
  const read: Read<PresetNode> = (value, path, faults) => {
    if (!isRecord(value)) {
      faults.add(path, `must be an object, is ${shown(value)}`)
      return { use: '', params: {} }
    }
    const use = has(value, 'use') ? value.use : undefined
    const processor = processors.find(({ id }) => id === use)
    if (processor) return { use: processor.id, params: readParameters(value, processor, path, faults) }
    const known = processors.map(({ id }) => id)
    if (use === undefined) faults.add(`${path}.use`, 'is missing', () => 'it must name a processor')
    else faults.add(`${path}.use`, `names no processor: ${shown(use)}`, () => nearestOf(use, known))
    return { use: '', params: {} }
  }
  return named('node', Object.assign(read, { says: () => sayNode(processors) }))
}
