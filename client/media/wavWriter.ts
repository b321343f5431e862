// Writes a WAV under a temporary name beside its place and gives it its name when it is whole: what has the final
// name is complete, whatever happened before. Stretches may come in any order.
import { randomBytes } from 'node:crypto'
import { promises as files } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { NoiseShaper, packPcm, shapedRatesHz, type DitherKind } from '../../dsp-core/index'
import type { Bext, BextLoudness } from './bext'
import { replaceFile, roomFor } from './placeFile'
import { frameBytes, wavHead, type WavShape } from './wavLayout'
import { writeProblem } from './fileProblem'

export interface WavWriterOptions {
  path: string
  sampleRateHz: number
  channels: number
  bitDepth: 16 | 24 | 32
  bext?: Bext
  info?: Record<string, string>
  /** When known, the file has its full length from the beginning, and what is never written is silence. */
  lengthSamples?: number
  /** With it 16 and 24-bit files are dithered; without it they are rounded. */
  ditherSeed?: number
  /** Initially triangular. Shaped is for 16 bits at 44.1 and 48 kHz; triangular elsewhere. */
  dither?: DitherKind
  /** Read again by this run alone: not worth waiting for the disk. */
  scratch?: boolean
}

export interface WavWriter {
  /** After what `write` wrote before. */
  write(planar: Float32Array[], lengthSamples: number): Promise<void>
  writeAt(startSample: number, planar: Float32Array[], lengthSamples: number): Promise<void>
  /** What packPcm has made of the sound for this file. */
  writePacked(startSample: number, bytes: Uint8Array): Promise<void>
  /** Loudness, where it is known by now, goes into the bext chunk. */
  commit(loudness?: BextLoudness): Promise<void>
  abort(): Promise<void>
}

/** Of one write call. */
const WRITE_BYTES = 1 << 20
/** The disk begins with what is written while more is made, so that little is left to wait for at the end. */
const FLUSH_BYTES = 32 << 20

export const openWavWriter = async (options: WavWriterOptions): Promise<WavWriter> => {
  const part = join(
    dirname(options.path),
    `.${basename(options.path)}.${randomBytes(6).toString('hex')}.part`,
  )
  const shape: WavShape = { ...options, bext: options.bext ?? null, info: options.info ?? {} }
  const headBytes = wavHead(shape, 0).length
  const wholeBytes = headBytes + (options.lengthSamples ?? 0) * frameBytes(shape)
  try {
    await roomFor(options.path, wholeBytes)
    const handle = await files.open(part, 'wx+')
    await handle.truncate(wholeBytes)
    return new PartFile(options, shape, headBytes, part, handle)
  } catch (error) {
    await files.unlink(part).catch(() => {})
    throw writeProblem(error, options.path)
  }
}

class PartFile implements WavWriter {
  private appended = 0
  private endSample = 0
  private done = false
  private unflushedBytes = 0
  /** Under way; what it failed with is thrown by `commit`. */
  private flushing: Promise<void> | null = null
  private flushFailure: Error | null = null
  private pieces: Uint8Array[] = []
  private readonly shaper: NoiseShaper | null

  constructor(
    private readonly options: WavWriterOptions,
    private readonly shape: WavShape,
    private readonly headBytes: number,
    private readonly part: string,
    private readonly handle: FileHandle,
  ) {
    this.shaper = shaperFor(options)
  }

  write(planar: Float32Array[], lengthSamples: number): Promise<void> {
    const start = this.appended
    this.appended += lengthSamples
    return this.writeAt(start, planar, lengthSamples)
  }

  async writeAt(startSample: number, planar: Float32Array[], lengthSamples: number): Promise<void> {
    const frame = frameBytes(this.shape)
    const most = Math.max(1, Math.floor(WRITE_BYTES / frame))
    const end = Math.min(startSample + lengthSamples, this.options.lengthSamples ?? Infinity)
    this.endSample = Math.max(this.endSample, end)
    const piece = this.pieces.pop() ?? new Uint8Array(most * frame)
    try {
      for (let sample = startSample; sample < end; sample += most) {
        const length = Math.min(most, end - sample)
        const seed = this.options.ditherSeed
        const dither = seed === undefined ? null : { seed, startSample: sample, shaper: this.shaper }
        const bytes = packPcm(planar, sample - startSample, length, this.shape.bitDepth, piece, dither)
        await writeFully(this.handle, piece.subarray(0, bytes), this.headBytes + sample * frame)
      }
    } catch (error) {
      throw writeProblem(error, this.options.path)
    } finally {
      this.pieces.push(piece)
    }
  }

  async writePacked(startSample: number, bytes: Uint8Array): Promise<void> {
    const frame = frameBytes(this.shape)
    const end = Math.min(startSample + bytes.length / frame, this.options.lengthSamples ?? Infinity)
    this.endSample = Math.max(this.endSample, end)
    try {
      const kept = bytes.subarray(0, (end - startSample) * frame)
      await writeFully(this.handle, kept, this.headBytes + startSample * frame)
      this.flushLater(kept.length)
    } catch (error) {
      throw writeProblem(error, this.options.path)
    }
  }

  async commit(loudness?: BextLoudness): Promise<void> {
    const lengthSamples = this.options.lengthSamples ?? this.endSample
    const bext =
      this.shape.bext === null ? null : { ...this.shape.bext, loudness: loudness ?? this.shape.bext.loudness }
    const dataBytes = lengthSamples * frameBytes(this.shape)
    try {
      await this.handle.truncate(this.headBytes + dataBytes + (dataBytes % 2))
      await writeFully(this.handle, wavHead({ ...this.shape, bext }, lengthSamples), 0)
      await this.flushing
      if (this.flushFailure !== null) throw this.flushFailure
      if (!this.options.scratch) await this.handle.sync()
      await this.handle.close()
      await replaceFile(this.part, this.options.path)
      this.done = true
    } catch (error) {
      await this.abort()
      throw writeProblem(error, this.options.path)
    }
  }

  private flushLater(bytes: number): void {
    this.unflushedBytes += bytes
    if (this.options.scratch || this.flushing || this.unflushedBytes < FLUSH_BYTES) return
    this.unflushedBytes = 0
    this.flushing = this.handle
      .datasync()
      .catch((error: Error) => void (this.flushFailure = error))
      .then(() => void (this.flushing = null))
  }

  async abort(): Promise<void> {
    if (this.done) return
    this.done = true
    await this.flushing
    await this.handle.close().catch(() => {})
    await files.unlink(this.part).catch(() => {})
  }
}

const shaperFor = ({ dither, ditherSeed, bitDepth, sampleRateHz }: WavWriterOptions): NoiseShaper | null =>
  dither === 'shaped' && ditherSeed !== undefined && bitDepth === 16 && shapedRatesHz.includes(sampleRateHz)
    ? new NoiseShaper(sampleRateHz, ditherSeed)
    : null

const writeFully = async (handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> => {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}
