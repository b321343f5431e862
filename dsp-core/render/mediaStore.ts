// The second door to the world, as the core wants it. Whoever can read samples of a media file can render a plan.

export interface MediaStore {
  /**
   * Samples [startSample, startSample + lengthSamples) of every channel, at the media's own rate, planar, full
   * scale 1. Outside the file and for offline media: silence. Never fewer samples than asked.
   */
  read(mediaId: string, startSample: number, lengthSamples: number): Promise<Float32Array[]>
}

/** A piece of media that a block of the render needs. */
export interface MediaRange {
  media: string
  startSample: number
  lengthSamples: number
}
