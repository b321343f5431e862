// A folder for one suite, gone when the suite is over.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Call inside `describe`; the path is there when tests run. */
export const temporaryFolder = (): { path: string } => {
  const folder = { path: '' }
  before(() => {
    folder.path = mkdtempSync(join(tmpdir(), 'dubstage-test-'))
  })
  after(() => rmSync(folder.path, { recursive: true, force: true }))
  return folder
}
