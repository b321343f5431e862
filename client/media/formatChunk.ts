// The "fmt " chunk of WAV and W64: what the samples are. Three ages of it (PCMWAVEFORMAT, WAVEFORMATEX,
// WAVEFORMATEXTENSIBLE), and writers that fill in bits, bytes and containers each in their own way.
import type { SampleFormat } from '../../dsp-core/index'
import { fail } from '../problem'
import type { ByteSource } from './byteSource'

export interface FormatChunk {
  tag: number
  channels: number
  sampleRateHz: number
  blockAlignBytes: number
  /** Of a sample; the container may be wider. */
  bitsPerSample: number
  channelMask: number
}

export const WAVE_PCM = 1
export const WAVE_FLOAT = 3
export const WAVE_EXTENSIBLE = 0xfffe

/** Premiere's adaptive tracks have 32; four times that is still a small block of memory. */
export const MOST_CHANNELS = 128

/** Beyond DXD (384 kHz) by four: what is above was never a rate. */
export const HIGHEST_RATE_HZ = 1_536_000

export const readFormatChunk = (bytes: Uint8Array, littleEndian: boolean): FormatChunk | null => {
  if (bytes.length < 14) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const tag = view.getUint16(0, littleEndian)
  const extensible = tag === WAVE_EXTENSIBLE && bytes.length >= 40
  const containerBits = bytes.length >= 16 ? view.getUint16(14, littleEndian) : 0
  return {
    tag: extensible ? view.getUint16(24, littleEndian) : tag,
    channels: view.getUint16(2, littleEndian),
    sampleRateHz: view.getUint32(4, littleEndian),
    blockAlignBytes: view.getUint16(12, littleEndian),
    bitsPerSample: (extensible && view.getUint16(18, littleEndian)) || containerBits,
    channelMask: extensible ? view.getUint32(20, littleEndian) : 0,
  }
}

/** null: a compressed payload. */
export const checkFormat = (
  source: ByteSource,
  format: FormatChunk,
): { sample: SampleFormat; frameBytes: number } | null => {
  if (format.tag !== WAVE_PCM && format.tag !== WAVE_FLOAT) return null
  const sound = format.channels > 0 && format.sampleRateHz > 0 && format.sampleRateHz <= HIGHEST_RATE_HZ
  if (!sound) return damaged(source, `${format.channels} channels at ${format.sampleRateHz} Hz`)
  if (format.channels > MOST_CHANNELS) return tooManyChannels(source, format.channels)
  const size = containerBytes(format)
  const sample = format.tag === WAVE_FLOAT ? floatOf(size) : integerOf(size)
  if (sample === null) return damaged(source, `${format.bitsPerSample} bits in ${size} bytes`)
  return { sample, frameBytes: size * format.channels }
}

export const damaged = (source: ByteSource, reason: string): never =>
  fail('wav-damaged', source.name, { reason })

export const tooManyChannels = (source: ByteSource, channels: number): never =>
  fail('wav-unsupported', source.name, { reason: `${channels} channels` })

/** The block alignment decides; where it does not divide, the bits do. */
const containerBytes = ({ blockAlignBytes, channels, bitsPerSample }: FormatChunk): number => {
  const aligned = blockAlignBytes / channels
  const needed = Math.ceil(bitsPerSample / 8)
  return Number.isInteger(aligned) && aligned >= needed && aligned > 0 && aligned <= 8 ? aligned : needed
}

const floatOf = (size: number): SampleFormat | null => (size === 4 ? 'f32' : size === 8 ? 'f64' : null)

/** Fewer bits than the container has fill it from the top (12 in 16, 20 in 24, 27 in 32); see lowInContainer. */
const integerOf = (size: number): SampleFormat | null =>
  size === 1 ? 'u8' : size === 2 ? 's16' : size === 3 ? 's24' : size === 4 ? 's32' : null

/**
 * 24 bits in four bytes are written both ways: from the top, as Microsoft says, and as plain integers in the low
 * three bytes. The sound itself tells: from the top, every lowest byte is 0.
 */
export const lowInContainer = (bytes: Uint8Array, littleEndian: boolean): boolean => {
  for (let i = littleEndian ? 0 : 3; i < bytes.length; i += 4) if (bytes[i] !== 0) return true
  return false
}
