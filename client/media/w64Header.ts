// Sony Wave64: RIFF with 16-byte names and 64-bit sizes. ffmpeg writes our decoded media in it.
// Source: Sony "Wave64 file format" (2006): a size counts its own 24 bytes of head, chunks lie on multiples of 8.
import type { ByteSource } from './byteSource'
import { readBext } from './bext'
import { readFormatChunk } from './formatChunk'
import {
  type FoundChunks,
  fourCc,
  headerFrom,
  MOST_CHUNK_BYTES,
  MOST_CHUNKS,
  type PcmHeader,
  readBytes,
  readUint64,
  viewOf,
} from './pcmHeader'

const HEAD_BYTES = 24

export const readW64Header = async (source: ByteSource, head: Uint8Array): Promise<PcmHeader | null> => {
  if (fourCc(head, 24) !== 'wave') return null
  const found: FoundChunks = { format: null, data: null, bext: null, truncated: false }
  let at = 40
  for (let count = 0; count < MOST_CHUNKS && at + HEAD_BYTES <= source.sizeBytes; count++) {
    const chunk = await readBytes(source, at, HEAD_BYTES)
    const saidBytes = readUint64(viewOf(chunk), 16)
    const body = at + HEAD_BYTES
    const bodyBytes = Math.max(0, saidBytes - HEAD_BYTES)
    const id = fourCc(chunk, 0)
    if (id === 'fmt ')
      found.format = readFormatChunk(await readBytes(source, body, Math.min(bodyBytes, 64)), true)
    if (id === 'bext')
      found.bext = readBext(await readBytes(source, body, Math.min(bodyBytes, MOST_CHUNK_BYTES)))
    if (id === 'data' && found.data === null)
      placeData(source, found, body, saidBytes === 0 ? Infinity : bodyBytes)
    at += Math.max(HEAD_BYTES, Math.ceil(saidBytes / 8) * 8)
  }
  return headerFrom(source, 'w64', found, false)
}

const placeData = (source: ByteSource, found: FoundChunks, start: number, said: number): void => {
  const there = source.sizeBytes - start
  found.data = { start, sizeBytes: Math.min(said, there) }
  found.truncated = said > there && Number.isFinite(said)
}
