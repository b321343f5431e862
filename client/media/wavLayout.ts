// How the files we write are laid out: every byte before the sound and after it, known before the first sample.
// RIFF with room for a ds64 chunk, so that a file that grew beyond 4 GiB becomes RF64 by changing words in place
// (EBU Tech 3306 section 3). Order: JUNK or ds64, bext, fmt, fact (float), LIST INFO, data.
import { type Bext, writeBext } from './bext'
import { WAVE_EXTENSIBLE, WAVE_FLOAT, WAVE_PCM } from './formatChunk'

export interface WavShape {
  sampleRateHz: number
  channels: number
  bitDepth: 16 | 24 | 32
  bext: Bext | null
  /** LIST INFO words by their four letters: INAM title, ISFT software, ICMT comment. */
  info: Record<string, string>
}

/** The head ends where the sound begins. */
export const wavHead = (shape: WavShape, lengthSamples: number): Uint8Array => {
  const dataBytes = lengthSamples * frameBytes(shape)
  const chunks = [
    formatChunk(shape),
    ...(shape.bitDepth === 32 ? [chunk('fact', uint32(Math.min(lengthSamples, 0xffffffff)))] : []),
    ...infoChunk(shape.info),
  ]
  if (shape.bext !== null) chunks.unshift(chunk('bext', writeBext(shape.bext)))
  const bodyBytes = chunks.reduce((sum, part) => sum + part.length, 0)
  const headBytes = 12 + LONG_SIZES_BYTES + bodyBytes + 8
  const riffBytes = headBytes - 8 + dataBytes + (dataBytes % 2)
  const long = riffBytes > 0xffffffff
  return join([
    letters(long ? 'RF64' : 'RIFF'),
    uint32(long ? 0xffffffff : riffBytes),
    letters('WAVE'),
    long ? longSizes(riffBytes, dataBytes, lengthSamples) : chunk('JUNK', new Uint8Array(28)),
    ...chunks,
    letters('data'),
    uint32(long ? 0xffffffff : dataBytes),
  ])
}

export const frameBytes = ({ channels, bitDepth }: WavShape): number => channels * (bitDepth >> 3)

const LONG_SIZES_BYTES = 36

const longSizes = (riffBytes: number, dataBytes: number, lengthSamples: number): Uint8Array =>
  chunk('ds64', join([uint64(riffBytes), uint64(dataBytes), uint64(lengthSamples), uint32(0)]))

/** Mono and stereo integers in the old form, which everything reads; the rest names its speakers. */
const formatChunk = (shape: WavShape): Uint8Array => {
  const tag = shape.bitDepth === 32 ? WAVE_FLOAT : WAVE_PCM
  const block = frameBytes(shape)
  const words = (first: number): Uint8Array[] => [
    uint16(first),
    uint16(shape.channels),
    uint32(shape.sampleRateHz),
    uint32(shape.sampleRateHz * block),
    uint16(block),
    uint16(shape.bitDepth),
  ]
  if (shape.channels <= 2)
    return chunk('fmt ', join([...words(tag), ...(tag === WAVE_FLOAT ? [uint16(0)] : [])]))
  const extension = [uint16(22), uint16(shape.bitDepth), uint32(channelMask(shape.channels)), uint16(tag)]
  return chunk('fmt ', join([...words(WAVE_EXTENSIBLE), ...extension, SUBFORMAT_TAIL]))
}

/** The rest of KSDATAFORMAT_SUBTYPE_PCM and _IEEE_FLOAT after the tag (Microsoft ksmedia.h). */
const SUBFORMAT_TAIL = Uint8Array.from([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71])

/** Speakers, in the order of the channels: L R, or L R C LFE Ls Rs (back pair, as Premiere writes 5.1). */
const channelMask = (channels: number): number =>
  channels === 1 ? 0x4 : channels === 2 ? 0x3 : channels === 6 ? 0x3f : 0

const infoChunk = (info: Record<string, string>): Uint8Array[] => {
  const words = Object.entries(info).map(([id, text]) => chunk(id, new TextEncoder().encode(`${text}\0`)))
  return words.length === 0 ? [] : [chunk('LIST', join([letters('INFO'), ...words]))]
}

/** Padded to an even length. */
const chunk = (id: string, body: Uint8Array): Uint8Array =>
  join([letters(id), uint32(body.length), body, new Uint8Array(body.length % 2)])

const join = (parts: Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

const letters = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

const uint16 = (value: number): Uint8Array => Uint8Array.of(value, value >> 8)

const uint32 = (value: number): Uint8Array => Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24)

const uint64 = (value: number): Uint8Array =>
  join([uint32(value % 2 ** 32), uint32(Math.floor(value / 2 ** 32))])
