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
    const stat = fstatSync(file)
    return stat.isFile() ? readChunks(file, stat.size) : null
  } finally {
    closeSync(file)
  }
}

const readChunks = (file: number, fileBytes: number): FileDescription | null => {
  const head = readAt(file, 0, 12)
  const kind = head.toString('latin1', 0, 4)
  if ((kind !== 'RIFF' && kind !== 'RF64') || head.toString('latin1', 8) !== 'WAVE') return null
  let format: Format | null = null
  let longBytes: number | null = null
  let at = 12
  for (let n = 0; n < MOST_CHUNKS && at + 8 <= fileBytes; n++) {
    const chunk = readAt(file, at, 32)
    const name = chunk.toString('latin1', 0, 4)
    const bytes = chunk.readUInt32LE(4)
    if (name === 'ds64') longBytes = Number(chunk.readBigUInt64LE(16))
    if (name === 'fmt ') format = formatOf(chunk)
    if (name === 'data') return format && described(format, Math.min(longBytes ?? bytes, fileBytes - at - 8))
    at += 8 + bytes + (bytes % 2)
  }
  return null
}

interface Format {
  channels: number
  sampleRateHz: number
  /** Bytes of one sample of all channels. */
  blockBytes: number
}

const formatOf = (chunk: Buffer): Format => ({
  channels: chunk.readUInt16LE(10),
  sampleRateHz: chunk.readUInt32LE(12),
  blockBytes: chunk.readUInt16LE(20),
})

const described = ({ channels, sampleRateHz, blockBytes }: Format, bytes: number): FileDescription | null =>
  channels === 0 || sampleRateHz === 0 || blockBytes === 0
    ? null
    : { channels, sampleRateHz, lengthSamples: Math.floor(bytes / blockBytes) }

const readAt = (file: number, at: number, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  readSync(file, buffer, 0, bytes, at)
  return buffer
}
