// A JSON value with one thing in it changed, by its path: "roles.dialogue.chain.1.ratio". Undefined removes it.
type Loose = Record<string, unknown>

export const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const within = (value: unknown, key: string): unknown => (value as Loose)[key]

export const changed = (value: unknown, path: string, to: unknown): unknown => {
  const made = throughJson(value)
  const keys = path.split('.')
  const last = keys.pop()!
  const parent = keys.reduce(within, made) as Loose
  if (to === undefined) delete parent[last]
  else parent[last] = to
  return made
}
