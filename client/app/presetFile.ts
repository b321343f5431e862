// A preset file of the user's own: read within bounds, checked, and every fault placed in its line.
import { constants, open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { readAnyPreset, type AnyPreset, type PresetKind, type PresetOf } from '../../dsp-core/index'
import { fail } from '../problem'
import { readJsonText, type PlacedFault } from './jsonText'

export type CheckedPresetFile = AnyPreset | { faults: PlacedFault[] }

/** No preset comes near it (the longest that ships has 4 kB). */
const mostBytes = 65536

const whole = (reason: string, hint?: string): { faults: PlacedFault[] } => ({
  faults: [{ path: '', reason, hint }],
})

const bytesOf = async (file: FileHandle): Promise<Buffer | string> => {
  const found = await file.stat()
  if (found.isDirectory()) return 'is a folder'
  if (!found.isFile()) return 'is no ordinary file'
  if (found.size > mostBytes) return `is larger than ${mostBytes} bytes: no preset is`
  const bytes = Buffer.alloc(mostBytes + 1)
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
  if (bytesRead > mostBytes) return `is larger than ${mostBytes} bytes: no preset is`
  return bytesRead === 0 ? 'is empty' : bytes.subarray(0, bytesRead)
}

/** A pipe without a writer would keep us waiting; Windows has none. */
const readNow = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

const openWords: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'cannot be opened: no permission',
  EPERM: 'cannot be opened: no permission',
}

/** Its text, or why it has none. A byte order mark is taken off. */
const textOf = async (path: string): Promise<{ text: string } | { reason: string; hint?: string }> => {
  try {
    const file = await open(path, readNow)
    const bytes = await bytesOf(file).finally(() => file.close())
    if (typeof bytes === 'string') return { reason: bytes }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return { reason: 'is not UTF-8 text', hint: 'save it as UTF-8' }
    return { reason: openWords[code] ?? `cannot be read (${code})` }
  }
}

/** The preset in a text, or everything that is wrong with it, in the order of its lines. */
export const checkPresetText = (text: string, wanted?: readonly PresetKind[]): CheckedPresetFile => {
  const json = readJsonText(text)
  if ('reason' in json) return { faults: [json] }
  const read = readAnyPreset(json.value, wanted)
  const parts = 'value' in read ? [] : read.parts
  const placed = parts.map(({ path, reason, hint }) => ({ ...json.placeOf(path), path, reason, hint }))
  const faults = [...json.repeated, ...placed].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  if ('value' in read && faults.length === 0) return read.value
  return {
    faults: 'more' in read && read.more ? [...faults, { path: '', reason: 'has more faults' }] : faults,
  }
}

export const readPresetFile = async (
  path: string,
  wanted?: readonly PresetKind[],
): Promise<CheckedPresetFile> => {
  const read = await textOf(path)
  return 'text' in read ? checkPresetText(read.text, wanted) : whole(read.reason, read.hint)
}

/** "roles.music is missing; it must be an object" */
export const faultWords = ({ path, reason, hint }: PlacedFault): string =>
  `${path === '' ? '' : `${path} `}${reason}${hint ? `; ${hint}` : ''}`

/** In a problem; all of them are what `presets check` is for. */
const mostTold = 5

/** The preset of the wanted kind in a file, or a problem that says where and why not. */
export const choosePresetFile = async <K extends PresetKind>(path: string, kind: K): Promise<PresetOf[K]> => {
  const checked = await readPresetFile(path, [kind])
  if (!('faults' in checked)) return checked.preset as PresetOf[K]
  const lines = checked.faults
    .slice(0, mostTold)
    .map((fault) => (fault.line ? `line ${fault.line}: ${faultWords(fault)}` : faultWords(fault)))
  const more = checked.faults.length - lines.length
  const reason = [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n  ')
  return fail('preset-invalid', basename(path), { reason: lines.length > 1 ? `\n  ${reason}` : reason })
}
