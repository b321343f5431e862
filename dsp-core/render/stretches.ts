// Where a render is cut in time. The places are fixed, and so is the warm-up before each, so that any number of
// workers makes the same bytes.

export interface Stretch {
  startSample: number
  endSample: number
}

const stretchSeconds = 60
/** After 5 s two renders differ by at most one step of 24 bit in a few samples, if at all. */
const warmUpSeconds = 5

/** The samples that are computed at once by every block of a render. */
export const renderBlockSamples = 65536

export const stretchesOf = (lengthSamples: number, sampleRateHz: number): Stretch[] => {
  const each = stretchSeconds * sampleRateHz
  const count = Math.max(1, Math.ceil(lengthSamples / each))
  return Array.from({ length: count }, (_, index) => ({
    startSample: index * each,
    endSample: Math.min(lengthSamples, (index + 1) * each),
  }))
}

/** Where computing begins so that everything has settled at the stretch's start. */
export const warmUpStart = (stretch: Stretch, sampleRateHz: number): number =>
  Math.max(0, stretch.startSample - warmUpSeconds * sampleRateHz)
