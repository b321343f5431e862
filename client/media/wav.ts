// Uncompressed sound files, read and written without ffmpeg: RIFF, BWF, RF64, BW64, RIFX, Wave64, AIFF, AIFC.
export type { Bext, BextLoudness } from './bext'
export type { PcmHeader } from './pcmHeader'
export { openWav, type WavReader } from './wavReader'
export { openWavWriter, type WavWriter, type WavWriterOptions } from './wavWriter'
