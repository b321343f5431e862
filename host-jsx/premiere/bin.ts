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

/** There is no call to delete an item: it goes down with a bin of its own. False when it had to stay. */
export const removeFile = (binName: string, forms: string[]): boolean => {
  const item = findFile(binName, forms)
  if (item === null || isUsed(item)) return false
  const scratchName = freeBinName(binName + ' (removing)')
  makeBin(scratchName)
  const scratch = findBin(scratchName)
  if (scratch === null) return false
  item.moveBin(scratch)
  scratch.deleteBin()
  return findFile(binName, forms) === null
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

/** On any track of any sequence; deleting it would tear it out there. Unsure counts as used. */
const isUsed = (item: ProjectItem): boolean => {
  const deadline = new Date().getTime() + SEARCH_MS
  let used = false
  each(allSequences(), (sequence) => {
    each(audioTracksOf(sequence), (track) => {
      if (used) return
      used =
        new Date().getTime() > deadline ||
        find(clipsOf(track), (clip) => !!clip.projectItem && clip.projectItem.nodeId === item.nodeId) !== null
    })
  })
  return used
}
