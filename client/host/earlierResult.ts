// What an earlier result of ours did to a sequence, as its marker says: tracks that hold it, tracks muted for it.
import type { MarkerSnapshot, SequenceSnapshot, TrackSnapshot } from '../../host-jsx/contract'

/** First line of the marker's comments, by which the host script finds it again. */
export const resultTag = 'dubstage result 1'

/** The sequence as its owner wants it: with the originals audible, and our tracks named as ours. */
export const markOurs = (snapshot: SequenceSnapshot): SequenceSnapshot => {
  const files = new Set(linesOf(snapshot.markers, 'file: ').map(comparable))
  const muted = new Set(linesOf(snapshot.markers, 'muted: '))
  const audioTracks = snapshot.audioTracks.map((track) => {
    const mutedByUs = track.muted && muted.has(track.name)
    return { ...track, muted: track.muted && !mutedByUs, mutedByUs, ours: isOurs(track, files) }
  })
  return { ...snapshot, audioTracks }
}

/** A track on which somebody else has put something is theirs. */
const isOurs = (track: TrackSnapshot, files: Set<string>): boolean =>
  track.clips.length > 0 && track.clips.every(({ mediaPath }) => files.has(comparable(mediaPath)))

const linesOf = (markers: MarkerSnapshot[], word: string): string[] =>
  markers.flatMap(({ comments }) => {
    const [tag, ...lines] = comments.split(/\r\n|\r|\n/)
    if (tag !== resultTag) return []
    return lines.filter((line) => line.startsWith(word)).map((line) => unescapeLine(line.slice(word.length)))
  })

const unescapeLine = (text: string): string =>
  text.replace(/%0A/g, '\n').replace(/%0D/g, '\r').replace(/%25/g, '%')

/** Hosts answer with other slashes, another case, another Unicode form. */
const comparable = (path: string): string => path.replace(/\\/g, '/').toLowerCase().normalize('NFC')
