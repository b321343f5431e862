// Which file it is, whatever it is called: SHA-256 over its size and its first and last MiB. Reading a whole camera
// file would take minutes; a file changed in the middle alone and kept at the same size is not seen.
import { createHash } from 'node:crypto'
import { unreadable } from './fileProblem'
import { openByteSource } from './byteSource'

const END_BYTES = 1 << 20

/** 32 hex digits. */
export const fingerprintFile = async (path: string): Promise<string> => {
  const source = await openByteSource(path).catch((error: unknown) => unreadable(path, error))
  try {
    const hash = createHash('sha256').update(`${source.sizeBytes}\n`)
    const head = new Uint8Array(Math.min(END_BYTES, source.sizeBytes))
    await source.read(head, 0)
    hash.update(head)
    const tail = new Uint8Array(Math.min(END_BYTES, source.sizeBytes - head.length))
    await source.read(tail, source.sizeBytes - tail.length)
    return hash.update(tail).digest('hex').slice(0, 32)
  } catch (error) {
    return unreadable(path, error)
  } finally {
    await source.close()
  }
}
