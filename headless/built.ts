// Where the built parts lie: beside the bundled command line, or in dist/ when run from the sources.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const builtFile = (name: string): string => {
  const beside = join(__dirname, name)
  return existsSync(beside) ? beside : resolve(__dirname, '..', 'dist', name)
}
