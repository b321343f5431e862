// A sound in memory, written through the product's own writer; and the 16-bit mono files of the lines read back.
import { openWavWriter } from '../../../client/media/wavWriter'

export interface Sound {
  sampleRateHz: number
  channels: Float32Array[]
}

export const writeSound = async (path: string, sound: Sound, bitDepth: 16 | 24): Promise<void> => {
  const lengthSamples = sound.channels[0].length
  const shape = { sampleRateHz: sound.sampleRateHz, channels: sound.channels.length, bitDepth, lengthSamples }
  const writer = await openWavWriter({ path, ...shape })
  await writer.write(sound.channels, lengthSamples)
  await writer.commit()
}

const headerBytes = 44

/** A plain 16-bit mono WAV, as espeak-ng writes it. */
export const readSpeech = (bytes: Buffer): { sampleRateHz: number; samples: Float32Array } => {
  const sampleRateHz = bytes.readUInt32LE(24)
  const available = Math.floor((bytes.length - headerBytes) / 2)
  const count = Math.min(available, bytes.readUInt32LE(40) >>> 1)
  const samples = Float32Array.from({ length: count }, (_, i) => bytes.readInt16LE(headerBytes + 2 * i) / 32768)
  return { sampleRateHz, samples }
}
