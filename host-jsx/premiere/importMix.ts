// Bringing rendered files into the project. The host may take its time, so the caller asks until nothing is pending.
import type { ImportReply, Placement } from '../contract'
import { each, filter, find, map } from '../es3/array'
import { findFile, isOneOf, makeBin } from './bin'
import { checkFile, formsOf, importInto } from './mediaFile'
import { emptyReceipt } from './receipt'
import { takeBack } from './undo'

export const importMix = (placement: Placement, asked: ImportReply | null): ImportReply => {
  each(placement.files, (file) => checkFile(file.path))
  const reply: ImportReply = asked ?? { binCreated: false, imported: [], pending: [] }
  try {
    if (makeBin(placement.binName)) reply.binCreated = true
    each(placement.files, (file) => {
      const forms = formsOf(file)
      const wasAsked = find(reply.imported, (path) => isOneOf(path, forms)) !== null
      if (wasAsked || findFile(placement.binName, forms) !== null) return
      reply.imported.push(file.path)
      importInto(placement.binName, file.path)
    })
  } catch (error) {
    takeBack(emptyReceipt(placement, reply), error)
  }
  return withPaths(placement, reply)
}

/** Imported files under the paths the host has for them, by which they are found again. */
const withPaths = (placement: Placement, reply: ImportReply): ImportReply => {
  const missing = filter(placement.files, (file) => findFile(placement.binName, formsOf(file)) === null)
  return {
    binCreated: reply.binCreated,
    imported: map(reply.imported, (path) => {
      const file = find(placement.files, (each) => isOneOf(path, formsOf(each)))
      const item = file === null ? null : findFile(placement.binName, formsOf(file))
      return item === null ? path : String(item.getMediaPath())
    }),
    pending: map(missing, (file) => file.path),
  }
}
