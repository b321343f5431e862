// Cuts a sound of any length into blocks that a processor takes.

/** Calls `each` with [0 ... lengthSamples) of a sound, at most `blockSamples` at a time. */
export const inBlocks = (
  sound: Float32Array[],
  lengthSamples: number,
  blockSamples: number,
  each: (block: Float32Array[], lengthSamples: number) => void,
): void => {
  if (lengthSamples <= blockSamples) return each(sound, lengthSamples)
  for (let start = 0; start < lengthSamples; start += blockSamples) {
    const end = Math.min(lengthSamples, start + blockSamples)
    each(
      sound.map((channel) => channel.subarray(start, end)),
      end - start,
    )
  }
}
