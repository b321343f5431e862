// The marker by which a later run knows this one's result: it survives renamed tracks and bins, saving, and export.
// Its comments are the tag, then one line for each added track, each placed file
// and each track it muted.
import type { PlacementReceipt } from '../contract'
import { contains, each, filter, find, map } from '../es3/array'
import type { Marker } from './dom'
import { findSequence } from './findSequence'
import { markersOf } from './readSequence'

const TRACK = 'track: '
const FILE = 'file: '
const MUTED = 'muted: '

interface MarkedResult {
  comments: string
  tracks: string[]
  files: string[]
  muted: string[]
}

const findMarker = (sequenceId: string, tag: string): Marker | null =>
  find(markersOf(findSequence(sequenceId)), (marker) => linesOf(marker.comments)[0] === tag)

export const readMarked = (sequenceId: string, tag: string): MarkedResult | null => {
  const marker = findMarker(sequenceId, tag)
  if (marker === null) return null
  const result: MarkedResult = { comments: String(marker.comments), tracks: [], files: [], muted: [] }
  each(linesOf(marker.comments), (line) => {
    take(line, TRACK, result.tracks)
    take(line, FILE, result.files)
    take(line, MUTED, result.muted)
  })
  return result
}

const take = (line: string, word: string, list: string[]): void => {
  if (line.indexOf(word) === 0) list.push(unescapeLine(line.substring(word.length)))
}

/** Null for the comments removes the marker. */
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

/** Of tracks that were muted already, only those that the earlier result had muted are ours to name. */
export const commentsFor = (receipt: PlacementReceipt, earlier: EarlierResult): string => {
  const tracks = earlier.keptTracks.concat(receipt.addedTracks)
  const muted = filter(receipt.mutedTracks, (track) => !track.wasMuted || contains(earlier.muted, track.name))
  return [receipt.tag]
    .concat(map(tracks, (name) => TRACK + escapeLine(name)))
    .concat(map(receipt.addedClips, (clip) => FILE + escapeLine(clip.path)))
    .concat(map(muted, (track) => MUTED + escapeLine(track.name)))
    .join('\n')
}

export interface EarlierResult {
  /** Tracks of the earlier result that this one lies on. */
  keptTracks: string[]
  /** Tracks it had muted. */
  muted: string[]
}

const linesOf = (comments: string): string[] => String(comments).split(/\r\n|\r|\n/)

/** Line ends in names would forge lines. */
const escapeLine = (text: string): string =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')

const unescapeLine = (text: string): string =>
  text.replace(/%0A/g, '\n').replace(/%0D/g, '\r').replace(/%25/g, '%')
