// Which samples of a file were no sound: not a number, infinite, or louder than anything is. Samples that are read
// again count once, however the reading was cut.

/** A broken file may have one after the other: beyond so many separate runs the rest is not kept apart. */
const mostRuns = 10_000

export class DamagedSamples {
  /** Half-open, in order, none touching the next. */
  private readonly starts: number[] = []
  private readonly ends: number[] = []

  /** Sample positions, in any of their channels. */
  get count(): number {
    return this.starts.reduce((sum, start, i) => sum + this.ends[i] - start, 0)
  }

  /** -1 when there is none. */
  get firstSample(): number {
    return this.starts[0] ?? -1
  }

  add(startSample: number, endSample: number): void {
    // The runs that touch [startSample, endSample) become one with it.
    const first = firstAtLeast(this.ends, startSample)
    let last = first
    while (last < this.starts.length && this.starts[last] <= endSample) last++
    if (first === last && this.starts.length >= mostRuns) return
    const start = first < last ? Math.min(startSample, this.starts[first]) : startSample
    const end = first < last ? Math.max(endSample, this.ends[last - 1]) : endSample
    this.starts.splice(first, last - first, start)
    this.ends.splice(first, last - first, end)
  }
}

const firstAtLeast = (sorted: number[], value: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}
