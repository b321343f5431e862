// What an uncompressed sound file says about itself, found in bounded memory and time whatever its sizes claim.
// This file knows the RIFF family (WAV, BWF, RF64, BW64, RIFX); w64Header.ts and aiffHeader.ts know the other two.
// Sources: RIFF MCI 1991; Microsoft WAVEFORMATEXTENSIBLE; EBU Tech 3285, 3306 (RF64); ITU-R BS.2088 (BW64).
import { readAiffHeader } from './aiffHeader'
import { readBext } from './bext'
import type { ByteSource } from './byteSource'
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
import { readW64Header } from './w64Header'

/**
 * null: no uncompressed sound of ours, ask ffmpeg (another container, or ADPCM and the like inside WAV). What is
 * a WAV but cannot be one is 'wav-damaged'.
 */
export const readPcmHeader = async (source: ByteSource): Promise<PcmHeader | null> => {
  const head = await readBytes(source, 0, 40)
  const form = fourCc(head, 0)
  if (form === 'FORM') return readAiffHeader(source)
  if (form === 'riff') return readW64Header(source, head)
  const container = riffContainer(form)
  if (container === null || fourCc(head, 8) !== 'WAVE') return null
  const chunks = await findChunks(source, form === 'RIFX')
  return headerFrom(source, container, chunks, form === 'RIFX')
}

const riffContainer = (form: string): 'wav' | 'rf64' | 'bw64' | 'rifx' | null =>
  form === 'RIFF'
    ? 'wav'
    : form === 'RF64'
      ? 'rf64'
      : form === 'BW64'
        ? 'bw64'
        : form === 'RIFX'
          ? 'rifx'
          : null

const findChunks = async (source: ByteSource, bigEndian: boolean): Promise<FoundChunks> => {
  const found: FoundChunks = { format: null, data: null, bext: null, truncated: false }
  let longDataBytes = 0
  let at = 12
  for (let count = 0; count < MOST_CHUNKS && at + 8 <= source.sizeBytes; count++) {
    const head = await readBytes(source, at, 8)
    const id = fourCc(head, 0)
    const sizeBytes = viewOf(head).getUint32(4, !bigEndian)
    const body = at + 8
    let next = body + sizeBytes + (sizeBytes % 2)
    if (id === 'ds64') longDataBytes = await readLongDataSize(source, body, sizeBytes)
    if (id === 'fmt ' && found.format === null) {
      found.format = readFormatChunk(await readBytes(source, body, Math.min(sizeBytes, 64)), !bigEndian)
    }
    if (id === 'bext' && found.bext === null) {
      found.bext = readBext(await readBytes(source, body, Math.min(sizeBytes, MOST_CHUNK_BYTES)))
    }
    if (id === 'data' && found.data === null) {
      next = body + (await placeData(source, found, body, sizeBytes, longDataBytes, !bigEndian))
      next += next % 2
    }
    at = next
  }
  return found
}

/** Sets found.data and returns how many bytes the chunk takes. */
const placeData = async (
  source: ByteSource,
  found: FoundChunks,
  start: number,
  saidBytes: number,
  longBytes: number,
  littleEndian: boolean,
): Promise<number> => {
  const there = Math.max(0, source.sizeBytes - start)
  const unsaid =
    saidBytes === 0xffffffff || (saidBytes === 0 && !(await chunkFollows(source, start, littleEndian)))
  const said = unsaid ? longBytes || there : saidBytes
  found.data = { start, sizeBytes: Math.min(said, there) }
  found.truncated = said > there
  return said
}

/** Whether a size of 0 means an empty chunk (another follows, or the file ends) and not "written while recording". */
const chunkFollows = async (source: ByteSource, at: number, littleEndian: boolean): Promise<boolean> => {
  if (at + 8 > source.sizeBytes) return true
  const head = await readBytes(source, at, 8)
  const next = at + 8 + viewOf(head).getUint32(4, littleEndian)
  return /^[\x20-\x7e]{4}$/.test(fourCc(head, 0)) && next <= source.sizeBytes + 1
}

const readLongDataSize = async (source: ByteSource, body: number, sizeBytes: number): Promise<number> => {
  if (sizeBytes < 16) return 0
  return readUint64(viewOf(await readBytes(source, body, 16)), 8)
}
