// What all header readers share: what they find, and how they take bytes from the file without trusting its sizes.
import type { PcmFormat } from '../../dsp-core/index'
import type { Bext } from './bext'
import type { ByteSource } from './byteSource'
import { checkFormat, damaged, type FormatChunk, lowInContainer } from './formatChunk'

export interface PcmHeader {
  container: 'wav' | 'rf64' | 'bw64' | 'rifx' | 'w64' | 'aiff' | 'aifc'
  format: PcmFormat
  sampleRateHz: number
  /** First byte of sound. */
  dataStart: number
  lengthSamples: number
  /** Speaker bits of WAVE_FORMAT_EXTENSIBLE; 0 when the file does not say. */
  channelMask: number
  bext: Bext | null
  /** The file ends before its header says. */
  truncated: boolean
}

/** Where the data is, and what has been found on the way. */
export interface FoundChunks {
  format: FormatChunk | null
  data: { start: number; sizeBytes: number } | null
  bext: Bext | null
  truncated: boolean
}

/** More chunks than any program writes; a file of nothing but tiny chunks ends here. */
export const MOST_CHUNKS = 4096

/** Longest chunk read into memory (a bext with a long coding history). */
export const MOST_CHUNK_BYTES = 65536

export const headerFrom = async (
  source: ByteSource,
  container: PcmHeader['container'],
  chunks: FoundChunks,
  bigEndian: boolean,
): Promise<PcmHeader | null> => {
  if (chunks.format === null) return damaged(source, 'it does not say what its samples are')
  const format = checkFormat(source, chunks.format)
  if (format === null) return null
  if (chunks.data === null) return damaged(source, 'no sound in it')
  const { start, sizeBytes } = chunks.data
  if (format.sample === 's32' && chunks.format.bitsPerSample === 24) {
    const beginning = await readBytes(source, start, Math.min(MOST_CHUNK_BYTES, sizeBytes))
    if (lowInContainer(beginning, !bigEndian)) format.sample = 's24in32'
  }
  return {
    container,
    format: { sample: format.sample, bigEndian, channels: chunks.format.channels },
    sampleRateHz: chunks.format.sampleRateHz,
    dataStart: start,
    lengthSamples: Math.floor(sizeBytes / format.frameBytes),
    channelMask: chunks.format.channelMask,
    bext: chunks.bext,
    truncated: chunks.truncated,
  }
}

/** Sizes beyond 2^53 stand for "more than there is". */
export const readUint64 = (view: DataView, at: number): number =>
  view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32

/** Always so many bytes; zeros where the file has ended. */
export const readBytes = async (source: ByteSource, at: number, lengthBytes: number): Promise<Uint8Array> => {
  const bytes = new Uint8Array(lengthBytes)
  if (at < source.sizeBytes) await source.read(bytes, at)
  return bytes
}

export const fourCc = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3])

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
