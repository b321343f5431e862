// AIFF and the uncompressed kinds of AIFC (QuickTime's names: twos, sowt, fl32, in24 ...).
// Source: Apple "Audio Interchange File Format" 1.3 (1989) and the AIFF-C draft (1991).
import type { SampleFormat } from '../../dsp-core/index'
import type { ByteSource } from './byteSource'
import { damaged, HIGHEST_RATE_HZ, MOST_CHANNELS, tooManyChannels } from './formatChunk'
import { fourCc, MOST_CHUNKS, type PcmHeader, readBytes, viewOf } from './pcmHeader'

interface Common {
  channels: number
  lengthSamples: number
  bits: number
  sampleRateHz: number
  compression: string
}

export const readAiffHeader = async (source: ByteSource): Promise<PcmHeader | null> => {
  const kind = fourCc(await readBytes(source, 8, 4), 0)
  if (kind !== 'AIFF' && kind !== 'AIFC') return null
  let common: Common | null = null
  let dataStart = 0
  let at = 12
  for (let count = 0; count < MOST_CHUNKS && at + 8 <= source.sizeBytes; count++) {
    const head = await readBytes(source, at, 8)
    const sizeBytes = viewOf(head).getUint32(4, false)
    const id = fourCc(head, 0)
    if (id === 'COMM') common = readCommon(await readBytes(source, at + 8, 22), kind === 'AIFC')
    if (id === 'SSND') dataStart = at + 16 + viewOf(await readBytes(source, at + 8, 4)).getUint32(0, false)
    at += 8 + sizeBytes + (sizeBytes % 2)
  }
  if (common === null || dataStart === 0 || dataStart > source.sizeBytes)
    return damaged(source, 'no sound in it')
  return headerOf(source, kind === 'AIFC' ? 'aifc' : 'aiff', common, dataStart)
}

const readCommon = (bytes: Uint8Array, compressed: boolean): Common => {
  const view = viewOf(bytes)
  return {
    channels: view.getUint16(0, false),
    lengthSamples: view.getUint32(2, false),
    bits: view.getUint16(6, false),
    sampleRateHz: readExtended(view, 8),
    compression: compressed ? fourCc(bytes, 18) : 'NONE',
  }
}

/** IEEE 754 80-bit extended, of which rates need the upper 32 bits of the mantissa. */
const readExtended = (view: DataView, at: number): number =>
  view.getUint32(at + 2, false) * 2 ** ((view.getUint16(at, false) & 0x7fff) - 16383 - 31)

const headerOf = (
  source: ByteSource,
  container: 'aiff' | 'aifc',
  common: Common,
  dataStart: number,
): PcmHeader | null => {
  const kind = sampleOf(common)
  if (kind === null) return null
  const sound = common.channels > 0 && common.sampleRateHz >= 1 && common.sampleRateHz <= HIGHEST_RATE_HZ
  if (!sound) return damaged(source, `${common.channels} channels at ${common.sampleRateHz} Hz`)
  if (common.channels > MOST_CHANNELS) return tooManyChannels(source, common.channels)
  const frameBytes = kind.bytes * common.channels
  const there = Math.floor((source.sizeBytes - dataStart) / frameBytes)
  return {
    container,
    format: { sample: kind.sample, bigEndian: kind.bigEndian, channels: common.channels },
    sampleRateHz: Math.round(common.sampleRateHz),
    dataStart,
    lengthSamples: Math.min(common.lengthSamples, there),
    channelMask: 0,
    bext: null,
    truncated: common.lengthSamples > there,
  }
}

const sampleOf = (common: Common): { sample: SampleFormat; bytes: number; bigEndian: boolean } | null => {
  const integer = integers[Math.ceil(common.bits / 8)]
  switch (common.compression.trim()) {
    case 'NONE':
    case 'twos':
    case 'in24':
    case 'in32':
      return integer === undefined ? null : { ...integer, bigEndian: true }
    case 'sowt':
      return integer === undefined ? null : { ...integer, bigEndian: false }
    case 'raw':
      return common.bits === 8 ? { sample: 'u8', bytes: 1, bigEndian: true } : null
    case 'fl32':
    case 'FL32':
      return { sample: 'f32', bytes: 4, bigEndian: true }
    case 'fl64':
    case 'FL64':
      return { sample: 'f64', bytes: 8, bigEndian: true }
  }
  return null
}

const integers: Record<number, { sample: SampleFormat; bytes: number } | undefined> = {
  1: { sample: 's8', bytes: 1 },
  2: { sample: 's16', bytes: 2 },
  3: { sample: 's24', bytes: 3 },
  4: { sample: 's32', bytes: 4 },
}
