// JSON Schema (2020-12) of preset files, for editors: made by the readers that check them, with titles, units and what
// each field means.
import { processors as allProcessors } from '../processors/index'
import type { ProcessorDescription } from '../processors/processor'
import { isRecord, type JsonSchema } from './read'
import { presetKinds, presetReaders, schemaLink, type PresetKind } from './schema'
import { fieldWords, titleOf } from './words'

const dialect = 'https://json-schema.org/draft/2020-12/schema'

const schemaOf = (value: unknown): JsonSchema => (isRecord(value) ? value : {})

/** A property with its title, its unit and what it means. */
const worded = (parent: string, name: string, property: unknown): unknown => {
  if (!isRecord(property)) return property
  const words = fieldWords[`${parent}.${name}`] ?? fieldWords[name]
  const { title, ...rest } = property
  return {
    title: titleOf(name, typeof title === 'string' ? title : undefined),
    // A processor's parameter has its title from there, and needs no other words.
    ...(title === undefined && words !== undefined ? { description: words } : {}),
    ...rest,
  }
}

/** Every property worded; definitions that stand where they are used are moved to `shared`. */
const finished = (value: unknown, shared: JsonSchema, name = ''): unknown => {
  if (Array.isArray(value)) return value.map((entry) => finished(entry, shared))
  if (!isRecord(value)) return value
  const { $defs, ...rest } = value
  for (const [name, definition] of Object.entries(schemaOf($defs)))
    shared[name] ??= finished(definition, shared)
  return Object.fromEntries(
    Object.entries(rest).map(([keyword, part]) => [
      keyword,
      keyword === 'properties' ? finishedProperties(schemaOf(part), shared, name) : finished(part, shared),
    ]),
  )
}

const finishedProperties = (properties: JsonSchema, shared: JsonSchema, parent: string): JsonSchema =>
  Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      // A condition names only what it asks for; it is not where the field is described.
      isRecord(property) && 'const' in property
        ? property
        : worded(parent, name, finished(property, shared, name)),
    ]),
  )

const kindSchema = (
  kind: PresetKind,
  processors: readonly ProcessorDescription[],
  shared: JsonSchema,
): JsonSchema => {
  const schema = schemaOf(finished(presetReaders(processors)[kind].says?.(), shared))
  const link = { type: 'string', maxLength: 1000 }
  return { ...schema, properties: { [schemaLink]: link, ...schemaOf(schema.properties) } }
}

/** Of one kind; or of any, told apart by their field `schema`. */
export const presetSchema = (
  kind?: PresetKind,
  processors: readonly ProcessorDescription[] = allProcessors,
): JsonSchema => {
  const shared: JsonSchema = {}
  if (kind) {
    const schema = kindSchema(kind, processors, shared)
    const $defs = Object.keys(shared).length > 0 ? { $defs: shared } : {}
    return { $schema: dialect, title: `Dubstage ${kind}`, ...schema, ...$defs }
  }
  for (const each of presetKinds) shared[each] = kindSchema(each, processors, shared)
  return {
    $schema: dialect,
    title: 'Dubstage preset',
    type: 'object',
    properties: { schema: { enum: presetKinds.map((each) => `${each}/1`) } },
    required: ['schema'],
    allOf: presetKinds.map((each) => ({
      if: { properties: { schema: { const: `${each}/1` } } },
      then: { $ref: `#/$defs/${each}` },
    })),
    $defs: shared,
  }
}
