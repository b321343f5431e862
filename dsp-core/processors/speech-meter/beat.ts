// Whether what is heard comes again at equal distances: autocorrelation of the rises of level in four bands over the
// six seconds around a step. Beats and loops do (a half is usual), speech does not (its syllables give an eighth).
import { dbPerUnit } from './frames'

/** Steps of 10 ms from one look to the next, and to either side. */
export const beatEvery = 20
const reachSteps = 300
/** Two steps a frame. */
const ringFrames = 512
const bands = 4
/** Distances in frames: up to 1.6 s; those from 180 ms on are beats, shorter ones are the shape of one rise. */
const lags = 80
const firstBeat = 9
const floor = -90 / dbPerUnit
export const beatColumns = 6

export class Beat {
  /** Highest correlation, that at twice the distance, their spread, how peaked the rises are, that at 20 and 60 ms. */
  readonly row = new Float64Array(beatColumns)
  private readonly rises = new Float64Array(ringFrames * bands)
  private readonly products = new Float64Array(lags)
  private readonly correlation = new Float64Array(lags)
  /** Sums of the first four powers of each band's rises. */
  private readonly moments = new Float64Array(bands * 4)
  private readonly last = new Float64Array(bands)
  private readonly half = new Float64Array(bands)
  private frames = 0
  private from = 0
  private to = 0

  /** Band levels relative to the step's level, and that; `step` counts from 0. */
  receive(row: Float64Array, level: number, step: number): void {
    const perBand = 16 / bands
    const at = (this.frames % ringFrames) * bands
    for (let b = 0; b < bands; b++) {
      let sum = 0
      for (let i = 0; i < perBand; i++) sum += row[b * perBand + i]
      const now = sum / perBand + level
      if (step % 2 === 0) this.half[b] = now
      else {
        const mean = Math.max(floor, (this.half[b] + now) / 2)
        this.rises[at + b] = this.frames ? Math.max(0, mean - this.last[b]) : 0
        this.last[b] = mean
      }
    }
    if (step % 2 === 1) this.frames++
  }

  /** For the step; `received` steps are known. */
  hear(step: number, received: number): void {
    const from = Math.floor((Math.max(0, step - reachSteps) + 1) / 2)
    const last = Math.min(received - 1, step + reachSteps)
    const to = Math.min(this.frames, Math.floor((last + 1) / 2))
    while (this.to < to) this.add()
    while (this.from < from && this.from < this.to) this.drop()
    if (this.to - this.from < 2) this.row.fill(0)
    else this.correlate()
  }

  private add(): void {
    const most = Math.min(lags - 1, this.to - this.from)
    for (let lag = 0; lag <= most; lag++) this.products[lag] += this.product(this.to, this.to - lag)
    this.count(this.to, 1)
    this.to++
  }

  private drop(): void {
    const most = Math.min(lags - 1, this.to - 1 - this.from)
    for (let lag = 0; lag <= most; lag++) this.products[lag] -= this.product(this.from, this.from + lag)
    this.count(this.from, -1)
    this.from++
  }

  private product(a: number, b: number): number {
    const { rises } = this
    const i = (a % ringFrames) * bands
    const j = (b % ringFrames) * bands
    return (
      rises[i] * rises[j] +
      rises[i + 1] * rises[j + 1] +
      rises[i + 2] * rises[j + 2] +
      rises[i + 3] * rises[j + 3]
    )
  }

  private count(frame: number, sign: number): void {
    const at = (frame % ringFrames) * bands
    for (let b = 0; b < bands; b++) {
      const x = this.rises[at + b]
      let power = sign
      for (let p = 0; p < 4; p++) this.moments[4 * b + p] += power *= x
    }
  }

  /** The mean of each band is taken out of the sums of products afterwards. */
  private correlate(): void {
    const { correlation, moments, rises } = this
    const count = this.to - this.from
    correlation.fill(0)
    const most = Math.min(lags, count)
    for (let lag = 0; lag < most; lag++) correlation[lag] = this.products[lag]
    for (let b = 0; b < bands; b++) {
      const mean = moments[4 * b] / count
      let both = 2 * moments[4 * b]
      for (let lag = 0; lag < most; lag++) {
        correlation[lag] -= mean * (both - (count - lag) * mean)
        both -= rises[((this.from + lag) % ringFrames) * bands + b]
        both -= rises[((this.to - 1 - lag) % ringFrames) * bands + b]
      }
    }
    this.write(count)
  }

  private write(count: number): void {
    const { correlation, row } = this
    const energy = correlation[0] + 0.0001 * count + 0.001
    let best = firstBeat
    let squares = 0
    for (let lag = firstBeat; lag < lags; lag++) {
      if (correlation[lag] > correlation[best]) best = lag
      const share = Math.max(0, correlation[lag] / energy)
      squares += share * share
    }
    row[0] = correlation[best] / energy
    row[1] = correlation[2 * best < lags ? 2 * best : best >> 1] / energy
    row[2] = 3 * Math.sqrt(squares / (lags - firstBeat))
    row[3] = Math.log(1 + this.peakedness(count))
    row[4] = correlation[1] / energy
    row[5] = correlation[3] / energy
  }

  /** Fourth moment over the square of the second, of all bands together. */
  private peakedness(count: number): number {
    let fourths = 0
    let squares = 0
    for (let b = 0; b < bands; b++) {
      const [s1, s2, s3, s4] = this.moments.subarray(4 * b, 4 * b + 4)
      const m = s1 / count
      squares += s2 - count * m * m
      fourths += s4 - 4 * m * s3 + 6 * m * m * s2 - 3 * count * m * m * m * m
    }
    const all = count * bands
    return Math.max(0, fourths / all) / ((squares / all) ** 2 + 1e-6)
  }
}
