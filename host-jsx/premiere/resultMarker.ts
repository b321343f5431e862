// The marker by which a later run knows this one's result: it survives renamed tracks and bins, saving, and export.
// Its comments are the tag, then one line for each added track and each placed file.
import type { PlacementReceipt } from '../contract'
import { each, find, map } from '../es3/array'
import type { Marker } from './dom'
import { findSequence } from './findSequence'
import { markersOf } from './readSequence'

const TRACK = 'track: '
const FILE = 'file: '

export interface MarkedResult {
  comments: string
  tracks: string[]
  files: string[]
}

const findMarker = (sequenceId: string, tag: string): Marker | null =>
  find(markersOf(findSequence(sequenceId)), (marker) => linesOf(marker.comments)[0] === tag)

export const readMarked = (sequenceId: string, tag: string): MarkedResult | null => {
  const marker = findMarker(sequenceId, tag)
  if (marker === null) return null
  const result: MarkedResult = { comments: String(marker.comments), tracks: [], files: [] }
  each(linesOf(marker.comments), (line) => {
    if (line.indexOf(TRACK) === 0) result.tracks.push(unescapeLine(line.substring(TRACK.length)))
    if (line.indexOf(FILE) === 0) result.files.push(unescapeLine(line.substring(FILE.length)))
  })
  return result
}

/** Empty comments remove the marker. */
export const writeMarked = (sequenceId: string, tag: string, name: string, comments: string | null): void => {
  const { markers } = findSequence(sequenceId)
  let marker = findMarker(sequenceId, tag)
  if (comments === null) {
    if (marker !== null) markers.deleteMarker(marker)
    return
  }
  if (marker === null) {
    marker = markers.createMarker(0)
    marker.name = name
  }
  marker.comments = comments
}

/** `keptTracks` are tracks of the earlier result that this one lies on. */
export const commentsFor = (receipt: PlacementReceipt, keptTracks: string[]): string =>
  [receipt.tag]
    .concat(map(keptTracks.concat(receipt.addedTracks), (name) => TRACK + escapeLine(name)))
    .concat(map(receipt.addedClips, (clip) => FILE + escapeLine(clip.path)))
    .join('\n')

const linesOf = (comments: string): string[] => String(comments).split(/\r\n|\r|\n/)

/** Line ends in names would forge lines. */
const escapeLine = (text: string): string =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')

const unescapeLine = (text: string): string =>
  text.replace(/%0A/g, '\n').replace(/%0D/g, '\r').replace(/%25/g, '%')
