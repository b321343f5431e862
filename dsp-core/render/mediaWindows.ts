// Which media a block needs, overlapping wishes joined, and where in what was read each wish lies.
import type { MediaRange } from './mediaStore'

/** Two pieces of one file closer than this are read as one. */
const worthJoiningSamples = 4096

/** Wishes of one block. Those for the same file that overlap become one range. */
export class MediaWishes {
  private readonly wishes: MediaRange[] = []

  add(media: string, startSample: number, lengthSamples: number): void {
    if (lengthSamples > 0) this.wishes.push({ media, startSample, lengthSamples })
  }

  /** In the order of media and time. */
  joined(): MediaRange[] {
    const sorted = [...this.wishes].sort(
      (a, b) => (a.media < b.media ? -1 : a.media > b.media ? 1 : 0) || a.startSample - b.startSample,
    )
    const joined: MediaRange[] = []
    for (const wish of sorted) {
      const last = joined[joined.length - 1]
      const end = wish.startSample + wish.lengthSamples
      if (last && last.media === wish.media && wish.startSample <= endOf(last) + worthJoiningSamples)
        last.lengthSamples = Math.max(endOf(last), end) - last.startSample
      else joined.push({ ...wish })
    }
    return joined
  }
}

const endOf = (range: MediaRange): number => range.startSample + range.lengthSamples

interface MediaWindow {
  startSample: number
  lengthSamples: number
  channels: Float32Array[]
}

/** What was read for a block. */
export class MediaWindows {
  private readonly byMedia = new Map<string, MediaWindow[]>()

  constructor(ranges: MediaRange[], sound: Float32Array[][]) {
    ranges.forEach((range, index) => {
      const window = { ...range, channels: sound[index] ?? [] }
      const known = this.byMedia.get(range.media)
      if (known) known.push(window)
      else this.byMedia.set(range.media, [window])
    })
  }

  /** The window that holds all of a wish. */
  find(media: string, startSample: number, lengthSamples: number): MediaWindow {
    const windows = this.byMedia.get(media) ?? []
    let low = 0
    let high = windows.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (windows[middle].startSample <= startSample) low = middle + 1
      else high = middle
    }
    const window = windows[low - 1]
    if (!window || startSample + lengthSamples > window.startSample + window.lengthSamples)
      throw new Error(`Media ${media} was not read at sample ${startSample}`)
    return window
  }
}
