// Local test input that is not part of the project: real recordings and project files beside the checkout. Where
// it is absent, tests that need it say so in one line and are skipped.
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = process.env.DUBSTAGE_TEST_DATA ?? resolve(__dirname, '..', '..', 'shared', 'data')

export const hasSharedData = existsSync(folder)

export const sharedData = (...parts: string[]): string => join(folder, ...parts)

/** Full paths of all files of a folder whose names end so, sorted. */
export const sharedFiles = (part: string, ...endings: string[]): string[] =>
  hasSharedData
    ? readdirSync(sharedData(part))
        .filter((name) => endings.some((ending) => name.toLowerCase().endsWith(ending)))
        .sort()
        .map((name) => sharedData(part, name))
    : []

/** As `describe`, skipped with a clear title where the test data is absent. */
export const describeWithData = (title: string, body: () => void): void => {
  if (hasSharedData) describe(title, body)
  else
    describe(`${title} (skipped: test data folder not found beside the checkout)`, () =>
      it.skip('needs the test data', () => {}))
}
