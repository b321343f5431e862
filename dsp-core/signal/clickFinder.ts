// Where the residual of a linear prediction stands out of its surroundings, and how far that reaches.
import { LinearPrediction } from './linearPrediction'

/** Of the surrounding cells on each side, so many may be as loud as the click: other clicks, in crackle. */
const exceptions: i32 = 3
/** What is not 16 bits of sound cannot be a click. */
const floor: f64 = 6e-5
/** A click has ended when its residual has been within so many times its surroundings' mean for `calm` samples. */
const endsAt: f64 = 2
const calm: i32 = 8
/** Pulses of one tone differ by less than 6 dB (by ear, 2026-11-24). */
const alike: f64 = 0.5
/** Samples taken besides what was found: the edges of a click are lost in the residual's noise. */
const margin: i32 = 3

export class ClickFinder {
  /** The click found last: x[begin ... end). */
  begin: i32 = 0
  end: i32 = 0
  private prediction: LinearPrediction = new LinearPrediction()
  private forward: Float64Array = new Float64Array(0)
  private residual: Float64Array = new Float64Array(0)
  private peaks: Float64Array = new Float64Array(0)
  private cell: i32 = 1
  private cells: i32 = 0
  private around: i32 = 0
  private guard: i32 = 0
  private longest: i32 = 0
  private standsOut: f64 = 1
  private mean: f64 = 0

  prepare(prediction: LinearPrediction, length: i32): void {
    this.prediction = prediction
    this.forward = new Float64Array(length)
    this.residual = new Float64Array(length)
    this.peaks = new Float64Array(length)
  }

  configure(cell: i32, around: i32, standsOut: f64, longest: i32): void {
    this.cell = cell
    this.around = around
    this.standsOut = standsOut
    this.longest = longest
    this.guard = (Math.ceil(longest / (cell as f64)) as i32) + 1
    this.cells = Math.floor(this.residual.length / cell) as i32
  }

  /** The smaller of both residuals of x, and its peak in each cell. */
  listen(x: Float64Array): void {
    const order: i32 = this.prediction.order
    const length: i32 = x.length
    const e = this.forward
    const d = this.residual
    this.prediction.forward(x, order, length - order, e)
    this.prediction.backward(x, order, length - order, d)
    for (let i: i32 = order; i < length - order; i++) {
      const f: f64 = Math.abs(e[i])
      const b: f64 = Math.abs(d[i])
      d[i] = f < b ? f : b
    }
    for (let c: i32 = 0; c < this.cells; c++) {
      let peak: f64 = 0
      const from: i32 = c * this.cell > order ? c * this.cell : order
      const to: i32 = (c + 1) * this.cell < length - order ? (c + 1) * this.cell : length - order
      for (let i: i32 = from; i < to; i++) if (d[i] > peak) peak = d[i]
      this.peaks[c] = peak
    }
  }

  /** Looks for the next click from there on; false when there is none that begins before `to`. */
  next(from: i32, to: i32): bool {
    let c: i32 = Math.floor(from / this.cell) as i32
    const last: i32 = Math.floor((to + this.longest) / this.cell) as i32
    while (c <= last && c < this.cells) {
      if (this.standsAlone(c)) {
        this.measure(c)
        if (this.begin >= to) return false
        if (this.end - this.begin <= this.longest + 2 * margin && this.begin >= from) return true
      }
      c++
    }
    return false
  }

  private standsAlone(c: i32): bool {
    const peak: f64 = this.peaks[c]
    if (peak < floor) return false
    if (c > 0 && this.peaks[c - 1] > peak) return false
    if (c + 1 < this.cells && this.peaks[c + 1] >= peak) return false
    this.mean = 0
    const limit: f64 = peak / this.standsOut
    if (!this.isCalm(c - this.guard - this.around, limit)) return false
    if (!this.isCalm(c + this.guard + 1, limit)) return false
    this.mean *= 0.5
    return !(
      this.comesAgain(0, c - this.guard, peak) && this.comesAgain(c + this.guard + 1, this.cells, peak)
    )
  }

  /** Whether a pulse nearly as high is there: one on each side, and it is a tone of pulses. */
  private comesAgain(from: i32, to: i32, peak: f64): bool {
    for (let c: i32 = from; c < to; c++) if (this.peaks[c] > alike * peak) return true
    return false
  }

  /** Whether all but a few of the cells from there on stay under the limit; adds their mean. */
  private isCalm(from: i32, limit: f64): bool {
    let loud: i32 = 0
    let sum: f64 = 0
    for (let i: i32 = 0; i < this.around; i++) {
      const c: i32 = from + i
      if (c < 0 || c >= this.cells) continue
      const peak: f64 = this.peaks[c]
      if (peak > limit) loud++
      else sum += peak
    }
    this.mean += sum / this.around
    return loud <= exceptions
  }

  /** How far the click in cell c reaches. */
  private measure(c: i32): void {
    const d = this.residual
    const order: i32 = this.prediction.order
    const first: i32 = order + margin
    const last: i32 = d.length - order - margin - 1
    let at: i32 = c * this.cell > first ? c * this.cell : first
    const stop: i32 = (c + 1) * this.cell < last ? (c + 1) * this.cell : last
    for (let i: i32 = at; i < stop; i++) if (d[i] > d[at]) at = i
    const limit: f64 = endsAt * this.mean > floor ? endsAt * this.mean : floor
    let begin: i32 = at
    for (let i: i32 = at; i > first && begin - i < calm && at - i <= this.longest; i--)
      if (d[i] > limit) begin = i
    let end: i32 = at
    for (let i: i32 = at; i < last && i - end < calm && i - at <= this.longest; i++) if (d[i] > limit) end = i
    this.begin = begin - margin
    this.end = end + 1 + margin
  }
}
