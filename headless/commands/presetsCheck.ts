// dubstage presets check: each fault of preset files as compilers tell them, so that editors can jump there.
import type { PlacedFault } from '../../client/app/jsonText'
import { readPresetFile, type CheckedPresetFile } from '../../client/app/presetFile'
import { readArgs, toJson, type Terminal } from './command'

const faultLines = (file: string, { line, column, path, reason, hint }: PlacedFault): string => {
  const at = line === undefined ? file : `${file}:${line}:${column}`
  return `${at}: ${path === '' ? '' : `${path} `}${reason}${hint ? `\n    ${hint}` : ''}`
}

const lines = (file: string, checked: CheckedPresetFile): string => {
  if ('faults' in checked) return checked.faults.map((fault) => faultLines(file, fault)).join('\n')
  const { kind, preset } = checked
  return `${file}: OK, ${kind} "${preset.id}" (${preset.title})`
}

const asJson = (file: string, checked: CheckedPresetFile): unknown =>
  'faults' in checked
    ? { file, valid: false, faults: checked.faults }
    : { file, valid: true, kind: checked.kind, id: checked.preset.id, title: checked.preset.title }

/** Exit code 1 says: not all of them are valid. */
export const checkPresets = async (args: string[], terminal: Terminal): Promise<number> => {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' } }, ['<file>...'])
  const results: { file: string; checked: CheckedPresetFile }[] = []
  for (const file of positionals) results.push({ file, checked: await readPresetFile(file) })
  terminal.print(
    values.json
      ? toJson({
          schema: 'presets-check/1',
          files: results.map(({ file, checked }) => asJson(file, checked)),
        })
      : results.map(({ file, checked }) => lines(file, checked)).join('\n'),
  )
  return results.some(({ checked }) => 'faults' in checked) ? 1 : 0
}
