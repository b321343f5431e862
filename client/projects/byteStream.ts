// A project file as a stream of text: unpacked when it is gzip, decoded by its byte order mark or declaration.
import { createReadStream, promises as files } from 'node:fs'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { fail, ProblemError, type ProjectProblemCode } from '../problem'
import { projectLimits } from './limits'

const GZIP = [0x1f, 0x8b]
/** Large enough to amortise a call per chunk, small enough for memory not to notice. */
const CHUNK_BYTES = 256 * 1024

interface TextStream {
  /** File name, for problems. */
  where: string
  text: AsyncGenerator<string>
}

export const openText = async (path: string): Promise<TextStream> => {
  const where = basename(path)
  const head = await readHead(path, where)
  const packed = head[0] === GZIP[0] && head[1] === GZIP[1]
  return { where, text: decodeAll(packed ? unpack(path, where) : readPlain(path, where), where) }
}

const readHead = async (path: string, where: string): Promise<Buffer> => {
  const stat = await files.stat(path).catch((error) => refuse(error, where))
  if (!stat.isFile()) return fail('project-not-readable', where)
  if (stat.size === 0) return fail('project-empty', where)
  const file = await files.open(path, 'r').catch((error) => refuse(error, where))
  try {
    const head = Buffer.alloc(4)
    await file.read(head, 0, 4, 0)
    return head
  } catch (error) {
    return refuse(error, where)
  } finally {
    await file.close()
  }
}

const refuse = (error: unknown, where: string): never => {
  const code = (error as NodeJS.ErrnoException).code
  return fail(code === 'ENOENT' || code === 'ENOTDIR' ? 'project-not-found' : 'project-not-readable', where)
}

async function* readPlain(path: string, where: string): AsyncGenerator<Buffer> {
  let bytes = 0
  try {
    for await (const chunk of createReadStream(path, {
      highWaterMark: CHUNK_BYTES,
    }) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > projectLimits.unpackedBytes) tooLarge(where, 'bytes', projectLimits.unpackedBytes)
      yield chunk
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error
    refuse(error, where)
  }
}

async function* unpack(path: string, where: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES })
  source.on('error', (error) => gunzip.destroy(error))
  let bytes = 0
  try {
    for await (const chunk of source.pipe(gunzip) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      checkUnpacked(bytes, gunzip.bytesWritten, where)
      yield chunk
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error
    fail(zlibProblem(error), where)
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

const checkUnpacked = (bytes: number, packedBytes: number, where: string): void => {
  if (bytes > projectLimits.unpackedBytes) tooLarge(where, 'bytes', projectLimits.unpackedBytes)
  const ratio = bytes / Math.max(1, packedBytes)
  if (bytes > projectLimits.packingRatioFromBytes && ratio > projectLimits.packingRatio)
    tooLarge(where, 'packing ratio', projectLimits.packingRatio)
}

const zlibProblem = (error: unknown): ProjectProblemCode => {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'Z_BUF_ERROR') return 'project-truncated'
  return code?.startsWith('Z_') ? 'project-damaged' : 'project-not-readable'
}

export const tooLarge = (where: string, what: string, limit: number): never =>
  fail('project-too-large', where, { what, limit })

async function* decodeAll(chunks: AsyncGenerator<Buffer>, where: string): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    yield decoder.decode(chunk, { stream: true })
  }
  if (!decoder) fail('project-empty', where)
  else yield decoder.decode()
}

export const encodingOf = (head: Buffer): string => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le'
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be'
  const declared = /^.{0,3}<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/s.exec(head.toString('latin1', 0, 256))
  return /^(iso-8859-1|latin-?1|windows-1252|us-ascii)$/i.test(declared?.[1] ?? '') ? 'windows-1252' : 'utf-8'
}
