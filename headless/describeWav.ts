// What Premiere learns of a WAV file when it imports it, read from the header alone. Synchronous, as scripts are.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { FileDescription } from './premiere/HostState'

/** Chunks looked at before giving up; real files have fewer than ten. */
const MOST_CHUNKS = 200

/** Null when it is no readable WAV file (RIFF or RF64). */
export const describeWav = (path: string): FileDescription | null => {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return null
  }
  try {
    return readChunks(file, fstatSync(file).size)
  } finally {
    closeSync(file)
  }
}

const readChunks = (file: number, fileBytes: number): FileDescription | null => {
  const head = readAt(file, 0, 12)
  const kind = head.toString('latin1', 0, 4)
  if ((kind !== 'RIFF' && kind !== 'RF64') || head.toString('latin1', 8) !== 'WAVE') return null
  let format: { channels: number; sampleRateHz: number; frameBytes: number } | null = null
  let at = 12
  for (let n = 0; n < MOST_CHUNKS && at + 8 <= fileBytes; n++) {
    const chunk = readAt(file, at, 32)
    const name = chunk.toString('latin1', 0, 4)
    const bytes = chunk.readUInt32LE(4)
    if (name === 'fmt ')
      format = {
        channels: chunk.readUInt16LE(10),
        sampleRateHz: chunk.readUInt32LE(12),
        frameBytes: chunk.readUInt16LE(20),
      }
    if (name === 'data' && format)
      return described(format, Math.min(bytes, fileBytes - at - 8), kind, fileBytes - at - 8)
    at += 8 + bytes + (bytes % 2)
  }
  return null
}

/** In RF64 the size in the header is a placeholder: the data reach to the end, give or take a trailing chunk. */
const described = (
  { channels, sampleRateHz, frameBytes }: { channels: number; sampleRateHz: number; frameBytes: number },
  dataBytes: number,
  kind: string,
  restBytes: number,
): FileDescription | null => {
  if (channels === 0 || sampleRateHz === 0 || frameBytes === 0) return null
  const bytes = kind === 'RF64' ? restBytes : dataBytes
  return { channels, sampleRateHz, lengthSamples: Math.floor(bytes / frameBytes) }
}

const readAt = (file: number, at: number, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  readSync(file, buffer, 0, bytes, at)
  return buffer
}
