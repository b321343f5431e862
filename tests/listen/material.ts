// The recordings the ears are fitted to and measured on, decoded once to 48 kHz stereo float in a temporary folder.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { ffmpegPath } from '../ffmpegPath'
import { hasSharedData, sharedFiles } from '../sharedData'

export type Kind = 'speech' | 'music' | 'noise' | 'sfx'

export const materialRateHz = 48000

export interface Recording {
  kind: Kind
  name: string
  path: string
  heldOut: boolean
  /** Which third of those that are not held out it belongs to, in cross-validation. */
  fold: number
}

/** FNV-1a, 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}

const endings = ['.wav', '.flac', '.ogg', '.oga', '.mp3']

const heldOutOf = (name: string): boolean => hashOf(name) % 3 === 0

export const folds = 3
const foldOf = (name: string): number => Math.floor(hashOf(name) / 3) % folds

/** Recordings are not the project's to name: single ones are known by the hash of their name. */
export const isOneOf = (name: string, hashes: number[]): boolean => hashes.includes(hashOf(name))

/** What came from one place has its name before a double underscore. */
export const collectionOf = (name: string): string => name.split('__')[0]

/** Filed under speech, but another thing: a separated instrument, a song, speech over or after music (two). */
const notWhatTheySay = [0xde76b3ba, 0x8a61896e, 0x6327e411, 0xc799e317]

/** A third is held out, by a hash of the file's name. */
export const recordings = (kind: Kind): Recording[] =>
  sharedFiles(kind, ...endings)
    .map((path) => {
      const name = basename(path)
      return { kind, name, path, heldOut: heldOutOf(name), fold: foldOf(name) }
    })
    .filter(({ name }) => !isOneOf(name, notWhatTheySay))

export const hasMaterial = hasSharedData && ffmpegPath !== null

/** Left and right, 48 kHz. */
export const decoded = (recording: Recording): Float32Array[] => {
  const folder = join(tmpdir(), 'dubstage-listen', recording.kind)
  const file = join(folder, `${recording.name}.f32`)
  if (!existsSync(file) || statSync(file).size === 0) {
    mkdirSync(folder, { recursive: true })
    const part = `${file}.${process.pid}`
    const raw = ['-ac', '2', '-ar', String(materialRateHz), '-f', 'f32le', part]
    spawnSync(ffmpegPath ?? 'ffmpeg', [
      '-nostdin',
      '-v',
      'error',
      '-y',
      '-i',
      recording.path,
      '-map',
      '0:a:0',
      ...raw,
    ])
    renameSync(part, file)
  }
  const bytes = readFileSync(file)
  const length = Math.floor(bytes.length / 8)
  const pairs = new Float32Array(bytes.buffer, bytes.byteOffset, 2 * length)
  const left = new Float32Array(length)
  const right = new Float32Array(length)
  for (let i = 0; i < length; i++) {
    left[i] = pairs[2 * i]
    right[i] = pairs[2 * i + 1]
  }
  return [left, right]
}
