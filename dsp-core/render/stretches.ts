// Where a render is cut in time. The places are fixed by its length, and so is the warm-up before each, so that any
// number of workers makes the same bytes.

export interface Stretch {
  startSample: number
  endSample: number
}

/** Longer ones cost less warm-up; shorter ones start faster on many cores. */
const longestSeconds = 150
const shortestSeconds = 15
/** Their number is a multiple of it wherever they are long enough: so many workers, or half of them, end together. */
const sharers = 4
/** After 5 s two renders differ by at most one step of 24 bit in a few samples, if at all. */
export const warmUpSeconds = 5

/** The samples that are computed at once by every block of a render. */
export const renderBlockSamples = 65536

/** They begin at whole seconds, where steps of 10 ms begin at any rate. */
export const stretchesOf = (lengthSamples: number, sampleRateHz: number): Stretch[] => {
  const seconds = Math.max(1, Math.ceil(lengthSamples / sampleRateHz))
  const wanted =
    seconds >= sharers * shortestSeconds
      ? sharers * Math.ceil(seconds / (sharers * longestSeconds))
      : Math.max(1, Math.floor(seconds / shortestSeconds))
  const each = Math.ceil(seconds / wanted) * sampleRateHz
  const count = Math.max(1, Math.ceil(lengthSamples / each))
  return Array.from({ length: count }, (_, index) => ({
    startSample: index * each,
    endSample: Math.min(lengthSamples, (index + 1) * each),
  }))
}

/** Where computing begins so that everything has settled at the stretch's start. */
export const warmUpStart = (stretch: Stretch, sampleRateHz: number): number =>
  Math.max(0, stretch.startSample - warmUpSeconds * sampleRateHz)
