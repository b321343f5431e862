// Where the media of a project really is: where it says, else at the other places it names, else beside the
// project, else anywhere under the given folders by name. What is not found is offline, never an error.
import { promises as files } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Problem } from '../problem'
import type { ProjectMedia } from '../projects/project'
import { findNames, type FoundNames, isFile, type WalkBounds } from './findNames'
import {
  commonTail,
  foldedName,
  isAbsolutePath,
  isWindowsPath,
  pathParts,
  type PathPrefix,
  withPrefix,
} from './foreignPath'

export interface Located {
  /** null: offline. */
  path: string | null
  how: 'as-said' | 'alternative' | 'mapped' | 'beside-project' | 'searched' | 'offline'
  problems: Problem[]
}

export interface LocateOptions {
  /** Empty when there is no saved project. */
  projectPath: string
  mediaRoots: string[]
  /** Disks and shares of other machines and where they are here. */
  foreignPaths?: PathPrefix[]
  bounds?: WalkBounds
}

/** By the media's id. */
export const locateMedia = async (
  items: ProjectMedia[],
  options: LocateOptions,
): Promise<Map<string, Located>> => {
  const located = new Map<string, Located>()
  for (const item of items) {
    const known = await atKnownPlace(item, options)
    if (known !== null) located.set(item.id, known)
  }
  const missing = items.filter(({ id }) => !located.has(id))
  if (missing.length === 0) return located
  const names = new Set(missing.flatMap(fileNames))
  const roots = [...options.mediaRoots, ...projectFolder(options)].map((root) => resolve(root))
  const found = names.size === 0 ? new Map<string, string[]>() : await findNames(roots, names, options.bounds)
  for (const item of missing) located.set(item.id, await amongFound(item, found))
  return located
}

/** None, or one. */
const projectFolder = ({ projectPath }: LocateOptions): string[] =>
  projectPath === '' ? [] : [dirname(projectPath)]

const atKnownPlace = async (item: ProjectMedia, options: LocateOptions): Promise<Located | null> => {
  const [folder = null] = projectFolder(options)
  for (const [index, path] of [item.path, ...item.alternatives].entries()) {
    if (!usable(path)) continue
    for (const candidate of spellings(path, folder)) {
      if (await isFile(candidate))
        return { path: candidate, how: index === 0 ? 'as-said' : 'alternative', problems: [] }
    }
    const mapped = withPrefix(path, options.foreignPaths ?? [])
    if (mapped !== null && (await isFile(mapped))) return { path: mapped, how: 'mapped', problems: [] }
  }
  return movedTogether(item, options)
}

/** The whole project folder was moved or copied: what lay beside or below it still does, with its folders. */
const movedTogether = async (item: ProjectMedia, options: LocateOptions): Promise<Located | null> => {
  const parts = pathParts(item.path)
  for (let count = Math.min(parts.length, MOST_PARTS); count >= 2; count--) {
    for (const root of [...projectFolder(options), ...options.mediaRoots]) {
      const path = join(resolve(root), ...parts.slice(-count))
      if (parts.slice(-count).includes('..') || !(await isFile(path))) continue
      return { path, how: 'beside-project', problems: [elsewhere(item, path)] }
    }
  }
  return null
}

/** By ear, 2026-11-22: deeper folders are never copied along in part. */
const MOST_PARTS = 12

/** A path of nothing, or one with a zero byte, is no path. */
const usable = (path: string): boolean => path !== '' && !path.includes('\0')

/** Accents are stored decomposed by some disks and composed by others. */
const spellings = (path: string, folder: string | null): string[] => {
  if (isWindowsPath(path) && process.platform !== 'win32') return []
  const relative = !isAbsolutePath(path) && process.platform !== 'win32' && !path.includes('/')
  const local = relative ? path.replace(/\\/g, '/') : path
  if (folder === null && !isAbsolutePath(local)) return []
  const whole = isAbsolutePath(local) ? local : resolve(folder ?? '', local)
  return [...new Set([whole, whole.normalize('NFC'), whole.normalize('NFD')])]
}

const fileNames = (item: ProjectMedia): string[] => {
  const parts = usable(item.path) ? pathParts(item.path) : []
  return parts.length === 0 ? [] : [foldedName(parts[parts.length - 1])]
}

/** The longest agreeing end of the path wins; several of one size are copies of one file; else nobody can tell. */
const amongFound = async (item: ProjectMedia, found: FoundNames): Promise<Located> => {
  const paths = fileNames(item).flatMap((name) => found.get(name) ?? [])
  if (paths.length === 0)
    return { path: null, how: 'offline', problems: [problemOf('media-offline', item, {})] }
  const said = pathParts(item.path)
  const tails = paths.map((path) => commonTail(said, pathParts(path)))
  const longest = Math.max(...tails)
  const best = paths.filter((_, index) => tails[index] === longest)
  const sizes = new Set(await Promise.all(best.map(sizeOf)))
  if (best.length > 1 && sizes.size > 1) {
    return {
      path: null,
      how: 'offline',
      problems: [problemOf('media-ambiguous', item, { count: best.length })],
    }
  }
  return { path: best[0], how: 'searched', problems: [elsewhere(item, best[0])] }
}

const sizeOf = (path: string): Promise<number> =>
  files.stat(path).then(
    ({ size }) => size,
    () => -1,
  )

const elsewhere = (item: ProjectMedia, path: string): Problem =>
  problemOf('media-found-elsewhere', item, { found: path })

const problemOf = (code: Problem['code'], item: ProjectMedia, values: Problem['values']): Problem => ({
  code,
  where: item.name || item.path,
  values: { path: item.path, ...values },
})
