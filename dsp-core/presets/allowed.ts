// What a schema allows, as a clause for people: "a number in 1 … 20".
import type { JsonSchema } from './read'

/** Of the schemas that readers say (read.ts), and no others. */
export const allowed = (schema: JsonSchema | undefined): string => {
  if (Array.isArray(schema?.enum))
    return schema.enum.length === 1 ? `"${schema.enum[0]}"` : `one of ${schema.enum.join(', ')}`
  const range = `in ${String(schema?.minimum)} … ${String(schema?.maximum)}`
  switch (schema?.type) {
    case 'number':
      return `a number ${range}`
    case 'integer':
      return `a whole number ${range}`
    case 'string':
      return `text of ${String(schema.minLength)} to ${String(schema.maxLength)} characters`
    case 'boolean':
      return 'true or false'
    case 'array':
      return `a list of at most ${String(schema.maxItems)}`
    default:
      return 'an object'
  }
}
