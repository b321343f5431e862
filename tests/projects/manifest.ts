// What the README beside the test data says about its timelines, read at run time.
import { readFileSync } from 'node:fs'
import { sharedData } from '../sharedData'

export interface ManifestRow {
  file: string
  what: string
  notable: string
}

export const manifestRows = (ending: string): ManifestRow[] => {
  const text = readFileSync(sharedData('README.md'), 'utf8')
  const from = text.indexOf('## timelines/')
  const table = text.slice(from, text.indexOf('\n## ', from + 1))
  return table
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length > 4 && cells[1].toLowerCase().endsWith(ending))
    .map(([, file, what, notable]) => ({ file, what, notable }))
}
