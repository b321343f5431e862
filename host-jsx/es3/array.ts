// The few loops over lists that ES3 leaves out. Functions, because all panels of an application share one engine,
// and an added Array.prototype member would show up in everybody's loops.

export const each = <T>(list: T[], visit: (item: T, index: number) => void): void => {
  for (let i = 0; i < list.length; i++) visit(list[i], i)
}

export const map = <T, U>(list: T[], change: (item: T, index: number) => U): U[] => {
  const changed: U[] = []
  for (let i = 0; i < list.length; i++) changed.push(change(list[i], i))
  return changed
}

export const filter = <T>(list: T[], keep: (item: T) => boolean): T[] => {
  const kept: T[] = []
  for (let i = 0; i < list.length; i++) if (keep(list[i])) kept.push(list[i])
  return kept
}

export const find = <T>(list: T[], wanted: (item: T) => boolean): T | null => {
  for (let i = 0; i < list.length; i++) if (wanted(list[i])) return list[i]
  return null
}

export const contains = <T>(list: T[], item: T): boolean => find(list, (other) => other === item) !== null

/** A host's collection as an array of its present members. */
export const items = <T>(collection: { readonly [index: number]: T }, count: number): T[] => {
  const list: T[] = []
  for (let i = 0; i < count; i++) list.push(collection[i])
  return list
}

export const reversed = <T>(list: T[]): T[] => {
  const turned: T[] = []
  for (let i = list.length - 1; i >= 0; i--) turned.push(list[i])
  return turned
}
