// How the gain of a clip moves: level keys and fades, as factors for a range of sequence samples.
import { fadeGain, faderOfGain, gainOfFader } from '../timeline/levelLaw'
import type { Clip, Fade, LevelKey } from '../timeline/timeline'
import { gainOfDb } from './fold'

/** It evaluates the curve about this often a second and goes straight between. */
const evaluationsPerSecond = 100

export class ClipGain {
  /** False when the factor is always 1. */
  readonly moves: boolean
  private readonly keys: { at: number; position: number; gain: number; hold: boolean }[]
  private readonly gridSamples: number

  constructor(
    private readonly clip: Pick<Clip, 'levelKeys' | 'fadeIn' | 'fadeOut'>,
    sampleRateHz: number,
  ) {
    this.gridSamples = Math.round(sampleRateHz / evaluationsPerSecond)
    this.keys = clip.levelKeys.map((key: LevelKey) => {
      const gain = gainOfDb(key.db)
      return { at: key.atSample, position: faderOfGain(gain), gain, hold: key.hold }
    })
    this.moves = this.keys.length > 0 || clip.fadeIn !== null || clip.fadeOut !== null
  }

  /** Fills `out` with the factors of samples [from, from + out.length). */
  fill(out: Float32Array, from: number): void {
    out.fill(1)
    if (this.keys.length > 0) this.fillKeys(out, from)
    if (this.clip.fadeIn) fade(out, from, this.clip.fadeIn, false)
    if (this.clip.fadeOut) fade(out, from, this.clip.fadeOut, true)
  }

  private fillKeys(out: Float32Array, from: number): void {
    const to = from + out.length
    let sample = from
    while (sample < to) {
      const next = this.keyAfter(sample)
      const [before, after] = [this.keys[next - 1], this.keys[next]]
      if (!before || !after || before.hold || before.gain === after.gain) {
        const end = Math.min(to, after ? after.at : to)
        out.fill((before ?? after).gain, sample - from, end - from)
        sample = end
      } else sample = this.ramp(out, from, sample, before, after)
    }
  }

  /** From the grid point (or key) at or before `sample` to the next one. */
  private ramp(out: Float32Array, from: number, sample: number, before: Key, after: Key): number {
    const cell = Math.floor(sample / this.gridSamples)
    const start = Math.max(before.at, cell * this.gridSamples)
    const end = Math.min(after.at, (cell + 1) * this.gridSamples)
    const [gainAtStart, gainAtEnd] = [gainBetween(before, after, start), gainBetween(before, after, end)]
    const slope = (gainAtEnd - gainAtStart) / (end - start)
    const to = Math.min(end, from + out.length)
    for (let n = sample; n < to; n++) out[n - from] = gainAtStart + slope * (n - start)
    return to
  }

  /** Index of the first key after a sample. */
  private keyAfter(sample: number): number {
    let low = 0
    let high = this.keys.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.keys[middle].at <= sample) low = middle + 1
      else high = middle
    }
    return low
  }
}

type Key = { at: number; position: number; gain: number }

const gainBetween = (before: Key, after: Key, sample: number): number => {
  if (sample === before.at) return before.gain
  if (sample === after.at) return after.gain
  const share = (sample - before.at) / (after.at - before.at)
  return gainOfFader(before.position + share * (after.position - before.position))
}

const fade = (
  out: Float32Array,
  from: number,
  { startSample, endSample, curve }: Fade,
  isOut: boolean,
): void => {
  const to = from + out.length
  const silent: [number, number] = isOut ? [endSample, to] : [from, startSample]
  if (silent[1] > silent[0]) out.fill(0, Math.max(0, silent[0] - from), Math.max(0, silent[1] - from))
  const first = Math.max(from, startSample)
  const last = Math.min(to, endSample)
  for (let n = first; n < last; n++) {
    // Half a sample in: a fade-out is then the mirror of a fade-in, and the two of a crossfade meet.
    const done = (n - startSample + 0.5) / (endSample - startSample)
    out[n - from] *= fadeGain(curve, isOut ? 1 - done : done)
  }
}
