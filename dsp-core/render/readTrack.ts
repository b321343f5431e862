// The sound of one track, or of some of its clips: each clip's level, keys and fades, the track's fader and pan,
// folded to the layout of the sequence. Adds to what is there.
import type { Clip, Timeline, Track } from '../timeline/timeline'
import { ClipGain } from './clipGain'
import {
  foldMatrix,
  formatOfChannels,
  gainOfDb,
  multiplyMatrices,
  trackMatrix,
  type FoldMatrix,
  type SoundFormat,
} from './fold'
import type { MediaWindows, MediaWishes } from './mediaWindows'
import { addMoving, addScaled, setScaled } from './mixing'
import { ClipReader, type NestedSound } from './readClip'
import type { Scratch } from './scratch'

interface MixedClip {
  startSample: number
  endSample: number
  reader: ClipReader
  gain: ClipGain
  /** Clip channels to sequence channels, with all gains that stand still ... */
  matrix: FoldMatrix
  /** ... but for the trim. */
  untrimmed: FoldMatrix
}

export class TrackReader {
  /** Whether any clip is made louder or softer than it plays today. */
  readonly trims: boolean
  private readonly clips: MixedClip[]
  /** The latest end of this clip and all before it: where looking back may stop. */
  private readonly latestEnds: Float64Array

  /** `trimDb` tells which clips are taken and how much louder each is made; `to` is the layout wanted. */
  constructor(
    timeline: Timeline,
    track: Track,
    to: SoundFormat,
    nestOf: (clip: Clip) => NestedSound | null,
    trimDb: (clip: Clip) => number | null,
  ) {
    const onto = multiplyMatrices(foldMatrix(timeline, to), trackMatrix(track, timeline))
    const mixed: MixedClip[] = []
    for (const clip of track.audible ? track.clips : []) {
      const trim = clip.enabled && clip.channelMap.length > 0 ? trimDb(clip) : null
      const gain = trim === null ? 0 : gainOfDb(clip.gainDb)
      if (trim === null || gain === 0) continue
      const folded = multiplyMatrices(onto, foldMatrix(formatOfChannels(clip.channelMap.length), track))
      mixed.push({
        startSample: clip.startSample,
        endSample: clip.endSample,
        reader: new ClipReader(clip, nestOf(clip)),
        gain: new ClipGain(clip, timeline.sampleRateHz),
        matrix: scaled(folded, gain * gainOfDb(trim)),
        untrimmed: scaled(folded, gain),
      })
    }
    this.trims = track.clips.some((clip) => (trimDb(clip) ?? 0) !== 0)
    this.clips = mixed.sort((a, b) => a.startSample - b.startSample)
    this.latestEnds = new Float64Array(mixed.length)
    let latest = -Infinity
    this.clips.forEach((clip, i) => (this.latestEnds[i] = latest = Math.max(latest, clip.endSample)))
  }

  needs(from: number, to: number, wishes: MediaWishes): void {
    for (let i = this.firstAt(from, to); i < this.clips.length && this.clips[i].startSample < to; i++) {
      const clip = this.clips[i]
      const [start, end] = [Math.max(from, clip.startSample), Math.min(to, clip.endSample)]
      if (start < end) clip.reader.needs(start, end, wishes)
    }
  }

  /** Whether any clip lies in [from, to). */
  sounds(from: number, to: number): boolean {
    for (let i = this.firstAt(from, to); i < this.clips.length && this.clips[i].startSample < to; i++)
      if (this.clips[i].endSample > from) return true
    return false
  }

  /**
   * Adds samples [from, to) to `out`, one buffer for each channel of the sequence; to `untouched` without trims. What is
   * `empty` may hold anything before.
   */
  render(
    from: number,
    to: number,
    out: Float32Array[],
    windows: MediaWindows,
    scratch: Scratch,
    untouched: Float32Array[] | null = null,
    empty = false,
  ): void {
    let isEmpty = empty
    if (empty && !this.beginsWithAll(from, to)) {
      for (const channel of [...out, ...(untouched ?? [])]) channel.fill(0, 0, to - from)
      isEmpty = false
    }
    for (let i = this.firstAt(from, to); i < this.clips.length && this.clips[i].startSample < to; i++) {
      const clip = this.clips[i]
      const [start, end] = [Math.max(from, clip.startSample), Math.min(to, clip.endSample)]
      if (start >= end) continue
      const mark = scratch.mark()
      const sound = clip.reader.read(start, end, windows, scratch)
      const factors = clip.gain.moves ? scratch.take(end - start) : null
      if (factors) clip.gain.fill(factors, start)
      mixInto(scratch, out, start - from, sound, clip.matrix, factors, isEmpty)
      if (untouched) mixInto(scratch, untouched, start - from, sound, clip.untrimmed, factors, isEmpty)
      scratch.release(mark)
      isEmpty = false
    }
  }

  /** Whether the first clip plays all through [from, to), at one gain. */
  private beginsWithAll(from: number, to: number): boolean {
    const clip = this.clips[this.firstAt(from, to)]
    return clip !== undefined && clip.startSample <= from && clip.endSample >= to && !clip.gain.moves
  }

  /** Index of the first clip that may sound in [from, to). */
  private firstAt(from: number, to: number): number {
    let low = 0
    let high = this.clips.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.clips[middle].startSample < to) low = middle + 1
      else high = middle
    }
    while (low > 0 && this.latestEnds[low - 1] > from) low--
    return low
  }
}

const scaled = (matrix: FoldMatrix, gain: number): FoldMatrix =>
  matrix.map((row) => row.map((value) => value * gain))

const mixInto = (
  { vectors }: Scratch,
  out: Float32Array[],
  at: number,
  sound: Float32Array[],
  matrix: FoldMatrix,
  factors: Float32Array | null,
  empty: boolean,
): void => {
  for (let channel = 0; channel < out.length; channel++) {
    const row = matrix[channel]
    const set = empty ? row.findIndex((gain) => gain !== 0) : -1
    if (set >= 0) setScaled(vectors, out[channel], sound[set], row[set], sound[set].length)
    else if (empty) out[channel].fill(0, 0, sound[0].length)
    for (let input = 0; input < sound.length; input++) {
      const gain = row[input]
      if (gain === 0 || input === set) continue
      const from = sound[input]
      if (factors) addMoving(vectors, out[channel], at, from, gain, factors, from.length)
      else addScaled(vectors, out[channel], at, from, gain, from.length)
    }
  }
}
