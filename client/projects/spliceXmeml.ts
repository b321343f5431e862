// The original Final Cut Pro XML with two changes only: tracks muted or unmuted, and new audio tracks at the end of
// the sequence. Every other character stays as it was.
import { promises as files } from 'node:fs'
import { basename } from 'node:path'
import { fail } from '../problem'
import { encodingOf, tooLarge } from './byteStream'
import { projectLimits } from './limits'
import type { ProjectAudioTrack, ProjectFile, ProjectSequence } from './project'
import { locateSequences, type LocatedSequence } from './splice/locate'
import { newTrackElements } from './write/sequence'
import { WrittenNames } from './write/names'

interface Edit {
  from: number
  to: number
  text: string
}

export const spliceXmeml = async (
  originalPath: string,
  project: ProjectFile,
  sequenceId: string,
): Promise<string> => {
  const where = basename(originalPath)
  const index = project.sequences.findIndex(({ id }) => id === sequenceId)
  if (index < 0) return fail('sequence-not-found', sequenceId)
  const text = await readText(originalPath, where)
  const located = locateSequences(text)[index]
  if (!located) return fail('sequence-not-found', where)
  return apply(text, editsOf(text, located, project, project.sequences[index]))
}

const readText = async (path: string, where: string): Promise<string> => {
  const bytes = await files.readFile(path).catch(() => fail('project-not-readable', where))
  if (bytes.length > projectLimits.spliceBytes) tooLarge(where, 'bytes', projectLimits.spliceBytes)
  return new TextDecoder(encodingOf(bytes), { ignoreBOM: true }).decode(bytes)
}

const editsOf = (
  text: string,
  located: LocatedSequence,
  project: ProjectFile,
  sequence: ProjectSequence,
): Edit[] => {
  const edits = [...encodingEdit(text)]
  const added: ProjectAudioTrack[] = []
  let raw = 0
  for (const track of sequence.audioTracks) {
    if (raw >= located.tracks.length) {
      added.push(track)
      continue
    }
    for (const one of located.tracks.slice(raw, raw + track.rawTracks))
      edits.push(...muteEdit(text, one, track.muted))
    raw += track.rawTracks
  }
  if (added.length > 0) edits.push(additionEdit(text, located, newTracks(text, project, sequence, added)))
  return edits
}

/** What is returned is text, to be written as UTF-8: the declaration must not say otherwise. */
const encodingEdit = (text: string): Edit[] => {
  const match = /^\ufeff?<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(text)
  if (!match || /^utf-?8$/i.test(match[1])) return []
  const to = match[0].length - 1
  return [{ from: to - match[1].length, to, text: 'UTF-8' }]
}

const muteEdit = (text: string, track: LocatedSequence['tracks'][number], muted: boolean): Edit[] => {
  const { enabled, closeAt } = track
  if (enabled) {
    const isMuted = /^\s*(false|0|no)\s*$/i.test(text.slice(enabled.from, enabled.to))
    return isMuted === muted ? [] : [{ ...enabled, text: muted ? 'FALSE' : 'TRUE' }]
  }
  return muted && closeAt >= 0 ? [{ from: closeAt, to: closeAt, text: '<enabled>FALSE</enabled>' }] : []
}

const newTracks = (
  text: string,
  project: ProjectFile,
  sequence: ProjectSequence,
  added: ProjectAudioTrack[],
): string => {
  const names = new WrittenNames(project, highestNumber(text) + 1)
  return newTrackElements(sequence, added, names).join('\n')
}

/** New ids must not meet old ones: "clipitem-17" and its like are numbered on from the highest. */
const highestNumber = (text: string): number => {
  let highest = 0
  for (const match of text.matchAll(/(?:clipitem|file|sequence|masterclip)-(\d{1,9})/g))
    highest = Math.max(highest, Number(match[1]))
  return highest
}

const additionEdit = (text: string, located: LocatedSequence, tracks: string): Edit => {
  const { insertAt, emptyAudio, mediaCloseAt } = located
  const newLine = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = tracks.replace(/\n/g, newLine)
  if (insertAt !== null) return { from: insertAt, to: insertAt, text: `${newLine}${lines}` }
  const audio = `<audio>${newLine}${lines}${newLine}</audio>`
  if (emptyAudio) return { ...emptyAudio, text: audio }
  return { from: mediaCloseAt, to: mediaCloseAt, text: `${audio}${newLine}` }
}

const apply = (text: string, edits: Edit[]): string => {
  const parts: string[] = []
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    parts.push(text.slice(at, edit.from), edit.text)
    at = edit.to
  }
  return parts.join('') + text.slice(at)
}
