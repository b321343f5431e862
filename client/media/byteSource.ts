// Bytes of a file at a position, through a bounded number of open handles: a project may have thousands of media
// files, a process on macOS 256 handles.
import { promises as files } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'

export interface ByteSource {
  /** Name for problems: the file's path. */
  name: string
  sizeBytes: number
  /** Fills `into` from `position`; returns how many bytes there were. */
  read(into: Uint8Array, position: number): Promise<number>
  close(): Promise<void>
}

/** By ear, 2026-11-22: far below every system's limit, above the number of media heard at once in any sequence. */
const MOST_OPEN_FILES = 48

/** One per opening, not per path: what replaced a file under its name is another file. */
interface FileSource {
  path: string
}

interface OpenFile {
  handle: Promise<FileHandle>
  users: number
}

/** In order of last use; those without users are closed first. */
const openFiles = new Map<FileSource, OpenFile>()

export const openByteSource = async (path: string): Promise<ByteSource> => {
  const entry = await files.stat(path)
  // A pipe or a device would keep us waiting for ever.
  if (!entry.isFile())
    throw Object.assign(new Error(path), { code: entry.isDirectory() ? 'EISDIR' : 'not a file' })
  const source: FileSource = { path }
  await withFile(source, async () => {})
  return {
    name: path,
    sizeBytes: entry.size,
    read: (into, position) => withFile(source, (handle) => readFully(handle, into, position)),
    close: () => closeFile(source),
  }
}

export const bytesAsSource = (name: string, bytes: Uint8Array): ByteSource => ({
  name,
  sizeBytes: bytes.length,
  read: async (into, position) => {
    const part = bytes.subarray(Math.min(position, bytes.length), position + into.length)
    into.set(part)
    return part.length
  },
  close: async () => {},
})

export const openFileCount = (): number => openFiles.size

const withFile = async <T>(source: FileSource, work: (handle: FileHandle) => Promise<T>): Promise<T> => {
  const file = openFiles.get(source) ?? { handle: files.open(source.path, 'r'), users: 0 }
  openFiles.delete(source)
  openFiles.set(source, file)
  file.users++
  try {
    return await work(await file.handle)
  } catch (error) {
    if (openFiles.get(source) === file) openFiles.delete(source)
    throw error
  } finally {
    file.users--
    if (openFiles.get(source) !== file && file.users === 0) await closeQuietly(file)
    await closeIdle()
  }
}

const closeIdle = async (): Promise<void> => {
  for (const [source, file] of openFiles) {
    if (openFiles.size <= MOST_OPEN_FILES) return
    if (file.users > 0) continue
    openFiles.delete(source)
    await closeQuietly(file)
  }
}

const closeFile = async (source: FileSource): Promise<void> => {
  const file = openFiles.get(source)
  if (file === undefined) return
  openFiles.delete(source)
  if (file.users === 0) await closeQuietly(file)
}

const closeQuietly = async (file: OpenFile): Promise<void> => {
  await file.handle.then((handle) => handle.close()).catch(() => {})
}

const readFully = async (handle: FileHandle, into: Uint8Array, position: number): Promise<number> => {
  let done = 0
  while (done < into.length) {
    const { bytesRead } = await handle.read(into, done, into.length - done, position + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return done
}
