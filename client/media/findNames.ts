// Walks folders for files of certain names: broad first, bounded in depth, entries and time, never through a linked
// folder (they can lead in circles), never into hidden ones.
import { promises as files } from 'node:fs'
import { join } from 'node:path'
import { foldedName } from './foreignPath'

export interface WalkBounds {
  depth: number
  entries: number
  milliseconds: number
}

/** A large media server has some 100 000 files; half a minute is as long as anyone waits for a list. */
const walkBounds: WalkBounds = { depth: 12, entries: 300_000, milliseconds: 30_000 }

/** Folded name -> paths, in the order found. */
export type FoundNames = Map<string, string[]>

const NEVER_INTO = new Set([
  'node_modules',
  '$recycle.bin',
  'system volume information',
  'adobe premiere pro auto-save',
])

export const findNames = async (
  roots: string[],
  names: Set<string>,
  bounds: WalkBounds = walkBounds,
): Promise<FoundNames> => {
  const found: FoundNames = new Map()
  const seen = new Set<string>()
  const until = Date.now() + bounds.milliseconds
  let folders = await realFolders(roots)
  let left = bounds.entries
  for (let depth = 0; depth <= bounds.depth && folders.length > 0; depth++) {
    const below: string[] = []
    for (const folder of folders) {
      if (seen.has(folder)) continue
      seen.add(folder)
      if (left <= 0 || Date.now() > until) return found
      left -= await lookInto(folder, names, found, below, left)
    }
    folders = below
  }
  return found
}

const realFolders = async (roots: string[]): Promise<string[]> => {
  const real = await Promise.all(roots.map((root) => files.realpath(root).catch(() => null)))
  return real.filter((root): root is string => root !== null)
}

/** Returns how many entries it looked at. A folder that cannot be opened is as if empty. */
const lookInto = async (
  folder: string,
  names: Set<string>,
  found: FoundNames,
  below: string[],
  most: number,
): Promise<number> => {
  const listing = await files.opendir(folder).catch(() => null)
  if (listing === null) return 1
  let count = 0
  try {
    for await (const entry of listing) {
      if (++count >= most) break
      const name = foldedName(entry.name)
      if (entry.isDirectory()) {
        if (!name.startsWith('.') && !NEVER_INTO.has(name)) below.push(join(folder, entry.name))
      } else if (names.has(name) && (await isFile(join(folder, entry.name)))) {
        found.set(name, [...(found.get(name) ?? []), join(folder, entry.name)])
      }
    }
  } catch {
    return count
  }
  return count
}

export const isFile = (path: string): Promise<boolean> =>
  files.stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  )
