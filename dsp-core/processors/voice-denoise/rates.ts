// RNNoise hears 48 kHz: how any other rate is read at that, and what comes of it is read back.
import { weighRange, type RowWeigher } from '../rowWeigher'
import { phaseRowsFor } from '../../signal/phaseRows'
import { frameSamples, rnnoiseRateHz } from './rnnoise'

/** Samples [from, to) of the rate that is read at. */
export interface Range {
  from: number
  to: number
}

/** Reads a sound at every `step` of its samples. Each is a function of its own position, so it may be cut anywhere. */
export class RateReader {
  /** How many samples after its position a reading reaches. */
  readonly reach: number
  private readonly same: boolean

  constructor(private readonly step: number) {
    this.same = step === 1
    this.reach = this.same ? 0 : phaseRowsFor(step).half
  }

  /** So many samples of the sound must be there for reading up to sample `to`. */
  needed(to: number): number {
    return this.same ? to : Math.floor((to - 1) * this.step) + this.reach + 2
  }

  /** out[...][0 ... to - from); sources[...][0] is sample `first` of the sound. */
  read(sources: Float32Array[], first: number, out: Float32Array[], range: Range, weigher: RowWeigher): void {
    const { from, to } = range
    if (this.same) {
      for (let c = 0; c < out.length; c++) out[c].set(sources[c].subarray(from - first, to - first))
      return
    }
    weighRange(weigher, { sources, first, out, start: 0, step: this.step, from, to })
  }
}

export interface Rates {
  /** The sound at 48 kHz, by its own samples; and back. */
  there: RateReader
  back: RateReader
  /** Samples that a sample at 48 kHz lasts. */
  step: number
  latencySamples: number
}

/**
 * A sample at 48 kHz is known when the frame after its own is complete; the worst is the first of a frame, which waits
 * for 959 more.
 */
export const ratesFor = (sampleRateHz: number): Rates => {
  const step = sampleRateHz / rnnoiseRateHz
  const there = new RateReader(step)
  const back = new RateReader(1 / step)
  const wait = Math.ceil((2 * frameSamples - 1 + back.reach) * step)
  return { there, back, step, latencySamples: wait + there.reach + (step === 1 ? 0 : 1) }
}
