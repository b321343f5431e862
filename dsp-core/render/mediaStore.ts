// The second door to the world, as the core wants it. Whoever can read samples of a media file can render a plan.
import type { LendBytes } from './packSound'
import type { PcmFormat } from './pcm'

export interface MediaStore {
  /**
   * Samples [startSample, startSample + lengthSamples) of every channel, at the media's own rate, planar, full
   * scale 1. Outside the file and for offline media: silence. Never fewer samples than asked.
   */
  read(mediaId: string, startSample: number, lengthSamples: number): Promise<Float32Array[]>
  /** The same as the file has it, in bytes that `lend` gives; null: only `read` can. Damage in it is for the unpacker to find. */
  readPacked?(range: MediaRange, lend: LendBytes): Promise<PackedSound | null>
  /** Told by who unpacks. */
  noteDamage?(damage: DamagedRun): void
}

/** A piece of media that a block of the render needs. */
export interface MediaRange {
  media: string
  startSample: number
  lengthSamples: number
}

/** What lies outside the file is not in it. */
export interface PackedSound {
  format: PcmFormat
  bytes: Uint8Array<ArrayBuffer>
  /** Where in the range that was asked for the bytes begin. */
  at: number
}

/** Half-open, in samples of the media. */
export interface DamagedRun {
  media: string
  startSample: number
  endSample: number
}
