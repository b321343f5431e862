// Where results go: the folder is made, and nothing of the user's is ever written over.
import { mkdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { writeProblem } from '../media/fileProblem'
import { fail } from '../problem'

/** Makes the folder and what is missing above it, one by one: a file in its place is a problem, not a crash. */
export const makeFolder = async (folder: string): Promise<void> => {
  const missing: string[] = []
  let at = resolve(folder)
  for (let found = await kindOf(at); found !== 'folder'; found = await kindOf(at)) {
    if (found === 'file') fail('cannot-write', at, { reason: 'it is a file, not a folder' })
    missing.unshift(at)
    at = dirname(at)
  }
  for (const each of missing)
    await mkdir(each).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw writeProblem(error, each)
    })
}

/** Refuses results that would take the place of material, by whatever path or link it is reached. */
export const keepMaterial = async (results: string[], material: string[]): Promise<void> => {
  const taken = new Set(await Promise.all(material.map(realPlace)))
  for (const result of results) if (taken.has(await realPlace(result))) fail('would-overwrite', result)
}

const kindOf = async (path: string): Promise<'folder' | 'file' | 'nothing'> => {
  const found = await stat(path).catch(() => null)
  if (!found) return dirname(path) === path ? 'folder' : 'nothing'
  return found.isDirectory() ? 'folder' : 'file'
}

/** A file that is not there yet lies in its folder, wherever that really is. */
const realPlace = async (path: string): Promise<string> =>
  realpath(path).catch(async () =>
    join(await realpath(dirname(resolve(path))).catch(() => dirname(resolve(path))), basename(path)),
  )
