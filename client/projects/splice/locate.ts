// Where things stand in the text of an xmeml: the audio tracks of each sequence, their <enabled>, where a track can go.
import { SaxesParser } from 'saxes'

interface LocatedTrack {
  /** Text between <enabled> and </enabled>; null when the track has none. */
  enabled: { from: number; to: number } | null
  /** Just before </track>; -1 for an empty <track/>. */
  closeAt: number
}

export interface LocatedSequence {
  tracks: LocatedTrack[]
  hasMedia: boolean
  /** After the last audio track, else just inside <audio>; null when there is no <audio> to put one into. */
  insertAt: number | null
  /** Just before </media>. */
  mediaCloseAt: number
  /** An <audio/> without content, to be opened. */
  emptyAudio: { from: number; to: number } | null
}

interface OpenElement {
  name: string
  sequence: LocatedSequence | null
  track: LocatedTrack | null
  /** Position after the opening tag. */
  openEnd: number
}

/** All sequences with media, in the order they open; the text must be well-formed (it was read before). */
export const locateSequences = (text: string): LocatedSequence[] => {
  const found: LocatedSequence[] = []
  const stack: OpenElement[] = []
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true })
  parser.on('error', () => {})
  const inside = (...names: string[]): boolean =>
    names.every((name, i) => stack[stack.length - names.length + i]?.name === name)
  parser.on('opentag', (tag) => {
    const open: OpenElement = { name: tag.name, sequence: null, track: null, openEnd: parser.position }
    const sequence = inside('sequence', 'media', 'audio') ? stack[stack.length - 3].sequence : null
    if (tag.name === 'sequence') found.push((open.sequence = emptySequence()))
    if (tag.name === 'media' && inside('sequence')) stack[stack.length - 1].sequence!.hasMedia = true
    if (tag.name === 'track' && sequence) sequence.tracks.push((open.track = { enabled: null, closeAt: -1 }))
    if (tag.name === 'audio' && inside('sequence', 'media'))
      noteAudio(stack[stack.length - 2].sequence!, text, parser.position, tag.isSelfClosing)
    stack.push(open)
  })
  parser.on('closetag', (tag) => {
    const open = stack.pop()!
    const closeAt = tag.isSelfClosing ? -1 : text.lastIndexOf('</', parser.position - 1)
    if (open.track) {
      open.track.closeAt = closeAt
      const sequence = stack[stack.length - 3].sequence!
      sequence.insertAt = parser.position
    }
    const parent = stack[stack.length - 1]
    if (tag.name === 'enabled' && parent?.track && closeAt >= 0)
      parent.track.enabled ??= { from: open.openEnd, to: closeAt }
    if (tag.name === 'media' && parent?.sequence) parent.sequence.mediaCloseAt = closeAt
  })
  parser.write(text).close()
  return found.filter((sequence) => sequence.hasMedia)
}

const emptySequence = (): LocatedSequence => ({
  tracks: [],
  hasMedia: false,
  insertAt: null,
  mediaCloseAt: -1,
  emptyAudio: null,
})

const noteAudio = (sequence: LocatedSequence, text: string, position: number, isEmpty: boolean): void => {
  if (isEmpty) sequence.emptyAudio = { from: text.lastIndexOf('<', position - 1), to: position }
  else sequence.insertAt ??= position
}
