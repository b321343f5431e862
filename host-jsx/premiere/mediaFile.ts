// A rendered file on disk and as an item of our bin.
import type { PlacedFile } from '../contract'
import { fail } from '../reply'
import { findBin } from './bin'
import { openProject } from './findSequence'

export const formsOf = (file: PlacedFile): string[] => [file.path].concat(file.otherForms || [])

/** A missing file opens a modal dialog in the host, and one with a picture would put its sound on track A1. */
export const checkFile = (path: string): void => {
  if (!/\.wav$/i.test(path)) fail('host-import-failed', path, 'not a .wav file')
  if (!fileAt(path).exists) fail('host-file-missing', path, '')
}

export const importInto = (binName: string, path: string): void => {
  const bin = findBin(binName)
  if (bin === null) fail('host-import-failed', binName, 'the bin could not be made')
  openProject().importFiles([fileAt(path).fsName], true, bin, false)
}

/** File reads its argument as a URI, so that a literal % has to be written as one. */
const fileAt = (path: string): File => new File(path.replace(/%/g, '%25'))
