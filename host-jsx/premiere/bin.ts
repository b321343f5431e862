// Our bin in the project panel and the items in it.
import { each, filter, find, items } from '../es3/array'
import type { ProjectItem } from './dom'
import { allSequences, audioTracksOf, openProject } from './findSequence'
import { clipsOf } from './trackState'

/** What ProjectItem.type answers for a bin. */
const BIN = 2
/** Nothing is taken out of a project that takes longer to search than this. */
const SEARCH_MS = 2000

const childrenOf = (bin: ProjectItem): ProjectItem[] =>
  bin.children ? items(bin.children, bin.children.numItems) : []

export const findBin = (name: string): ProjectItem | null =>
  find(childrenOf(openProject().rootItem), (item) => item.type === BIN && item.name === name)

/** True when it had to be made. */
export const makeBin = (name: string): boolean => {
  if (findBin(name) !== null) return false
  openProject().rootItem.createBin(name)
  return findBin(name) !== null
}

export const filesIn = (binName: string): ProjectItem[] => {
  const bin = findBin(binName)
  return bin === null ? [] : filter(childrenOf(bin), (item) => item.type !== BIN)
}

export const findFile = (binName: string, forms: string[]): ProjectItem | null =>
  find(filesIn(binName), (item) => isOneOf(item.getMediaPath(), forms))

/** The host may answer with other slashes and, on the file systems of both platforms, another case. */
export const isOneOf = (path: string, forms: string[]): boolean =>
  find(forms, (form) => comparable(form) === comparable(path)) !== null

const comparable = (path: string): string => String(path).replace(/\\/g, '/').toLowerCase()

/**
 * There is no call to delete an item: items go down with a bin of their own. Those used on some timeline stay,
 * since deleting would tear them out there. Returns the paths that stayed.
 */
export const removeFiles = (binName: string, paths: string[]): string[] => {
  const present = filter(paths, (path) => findFile(binName, [path]) !== null)
  const used = present.length === 0 ? null : usedItems()
  if (used === null) return present
  const scratchName = freeBinName(binName + ' (removing)')
  makeBin(scratchName)
  each(present, (path) => {
    const item = findFile(binName, [path])
    const scratch = findBin(scratchName)
    if (item !== null && scratch !== null && used['id ' + item.nodeId] !== true) item.moveBin(scratch)
  })
  const scratch = findBin(scratchName)
  if (scratch !== null) scratch.deleteBin()
  return filter(present, (path) => findFile(binName, [path]) !== null)
}

export const removeBin = (name: string): boolean => {
  const bin = findBin(name)
  if (bin === null || childrenOf(bin).length > 0) return false
  bin.deleteBin()
  return findBin(name) === null
}

const freeBinName = (wanted: string): string => {
  let name = wanted
  while (findBin(name) !== null) name += '_'
  return name
}

/** What lies on any audio track of any sequence; null when that takes too long to find out. */
const usedItems = (): { [nodeId: string]: boolean } | null => {
  const deadline = new Date().getTime() + SEARCH_MS
  const used: { [nodeId: string]: boolean } = {}
  each(allSequences(), (sequence) => {
    each(audioTracksOf(sequence), (track) => {
      if (new Date().getTime() > deadline) return
      each(clipsOf(track), (clip) => {
        if (clip.projectItem) used['id ' + clip.projectItem.nodeId] = true
      })
    })
  })
  return new Date().getTime() > deadline ? null : used
}
