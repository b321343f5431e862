// What is heard in each step of 10 ms: band levels, level, periodicity, flatness and how long the fine structure of
// the spectrum stays. One row of numbers a step; all but the level are independent of level.
import { dotProduct } from '../../signal/dotProduct'
import { PowerSpectrum } from '../../signal/powerSpectrum'
import { toneColumns, toneEvery, Tones } from './tones'

const bandCount = 16
/** Columns of a row. */
export const column = {
  band: 0,
  level: 16,
  periodicity: 17,
  flatness: 18,
  stay20ms: 19,
  stay60ms: 20,
  stay200ms: 21,
  voiced: 22,
  clearlyVoiced: 23,
  steadyPitch: 24,
  gliding: 25,
  pitchMove: 26,
  hiss: 27,
  move: 28,
  moveLow: 33,
  moveHigh: 35,
  together: 37,
  opposed: 38,
  tones: 39,
} as const
export const columns = 39 + toneColumns
/** Decibels are divided by this, so that all columns are of the order of 1. */
export const dbPerUnit = 10

/** Steps between which the level's movement is taken: periods of 40 ms … 640 ms, around the 4 Hz of syllables. */
const moveLags = [2, 4, 8, 16, 32]
const lowestHz = 100
const highestHz = 7000
/** Below this the frame is silence, dBFS. */
const floorDb = -90
/** Bands up to 1.1 kHz carry vowels, those above hisses. */
const lowBands = 7
const windowMs = 32
const historySteps = 64
/** The autocorrelation's rate is that of a signal of 2 kHz bandwidth. */
const pitchBandHz = 2000
const lowestPitchHz = 70
const highestPitchHz = 400
/** Normalised autocorrelation from which a frame counts as voiced: by ear, 2026-11-22. */
const voicedFrom = 0.5
const clearlyVoicedFrom = 0.8
/** A pitch stays when it moves less than this in 50 ms, octaves: a fifth of a semitone. */
const steadyOctaves = 0.01
/** A pitch glides when it moves twice the same way by this much in 20 ms, octaves. */
const glideFrom = 0.004
const glideTo = 0.06

const mel = (hz: number): number => 1127 * Math.log(1 + hz / 700)

export class StepFrames {
  readonly row = new Float64Array(columns)
  private readonly windowLength: number
  private readonly window: Float64Array
  private readonly spectrum: PowerSpectrum
  private readonly frame: Float64Array
  private readonly power: Float64Array
  private readonly bandOfBin: Int16Array
  private readonly fromBin: number
  private readonly toBin: number
  private readonly fineBin: number
  private readonly gain: number
  private readonly energies = new Float64Array(bandCount)
  private readonly magnitudes: Float32Array[]
  private readonly levels = new Float64Array(historySteps)
  private readonly lows = new Float64Array(historySteps)
  private readonly highs = new Float64Array(historySteps)
  private readonly pitches = new Float64Array(historySteps)
  private readonly pitch: PitchEar
  private readonly tones: Tones
  private steps = 0

  constructor(private readonly rateHz: number) {
    this.windowLength = 2 * Math.round((windowMs * rateHz) / 2000)
    let size = 256
    while (size < this.windowLength) size *= 2
    this.window = Float64Array.from(
      { length: this.windowLength },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / this.windowLength),
    )
    this.spectrum = new PowerSpectrum(size)
    this.frame = new Float64Array(size)
    this.power = new Float64Array(this.spectrum.bins)
    const binHz = rateHz / size
    this.fromBin = Math.ceil(lowestHz / binHz)
    this.toBin = Math.min(this.spectrum.bins - 1, Math.floor(highestHz / binHz))
    this.fineBin = Math.min(this.toBin, Math.floor(4000 / binHz))
    this.bandOfBin = Int16Array.from({ length: this.spectrum.bins }, (_, k) =>
      Math.min(
        bandCount - 1,
        Math.max(
          0,
          Math.floor((bandCount * (mel(k * binHz) - mel(lowestHz))) / (mel(highestHz) - mel(lowestHz))),
        ),
      ),
    )
    // Mean square of the frame from |X|²: both halves of the spectrum, the window's mean square 3/8.
    this.gain = 2 / (size * this.windowLength * 0.375)
    this.magnitudes = Array.from({ length: historySteps }, () => new Float32Array(this.spectrum.bins))
    this.pitch = new PitchEar(binHz, this.window, size)
    this.tones = new Tones(rateHz)
  }

  /** How far a look reaches to either side. */
  get lookSamples(): number {
    return this.tones.size / 2
  }

  /** The row of the step around `middle` is in `this.row` until the next. */
  hear(samples: Float64Array, middle: number): void {
    if (this.steps % toneEvery === 0) this.tones.hear(samples, middle - this.lookSamples)
    const from = middle - this.windowLength / 2
    for (let i = 0; i < this.windowLength; i++) this.frame[i] = samples[from + i] * this.window[i]
    this.spectrum.compute(this.frame, this.power)
    const slot = this.steps % historySteps
    this.levelsAndBands(slot)
    this.fineStructure(slot)
    this.pitchColumns(slot)
    this.movement(slot)
    this.row.set(this.tones.row, column.tones)
    this.steps++
  }

  private levelsAndBands(slot: number): void {
    const { power, energies, row, gain } = this
    energies.fill(0)
    for (let k = this.fromBin; k <= this.toBin; k++) energies[this.bandOfBin[k]] += power[k]
    let total = 0
    let low = 0
    for (let b = 0; b < bandCount; b++) {
      total += energies[b]
      if (b < lowBands) low += energies[b]
    }
    const level = decibels(total * gain)
    for (let b = 0; b < bandCount; b++)
      row[column.band + b] = Math.max(-45, decibels(energies[b] * gain) - level) / dbPerUnit
    row[column.level] = level / dbPerUnit
    this.levels[slot] = level
    this.lows[slot] = decibels(low * gain)
    this.highs[slot] = decibels((total - low) * gain)
  }

  private fineStructure(slot: number): void {
    const { power, row, fromBin, fineBin } = this
    const now = this.magnitudes[slot]
    let squares = 0
    let product = 1
    let exponent = 0
    let sum = 0
    for (let k = fromBin; k <= fineBin; k++) {
      const p = power[k] + 1e-12
      sum += p
      product *= p
      if (product < 1e-200 || product > 1e200) {
        exponent += Math.log(product)
        product = 1
      }
      const m = Math.sqrt(Math.sqrt(p))
      now[k] = m
      squares += m * m
    }
    const bins = fineBin - fromBin + 1
    row[column.flatness] = ((exponent + Math.log(product)) / bins - Math.log(sum / bins)) / 3
    const scale = 1 / Math.sqrt(squares)
    for (let k = fromBin; k <= fineBin; k++) now[k] *= scale
    row[column.stay20ms] = this.staying(now, 2)
    row[column.stay60ms] = this.staying(now, 6)
    row[column.stay200ms] = this.staying(now, 20)
  }

  /** Similarity with the spectrum `lag` steps before: 1 is the same; spread so that 0.7 … 1 fills the range. */
  private staying(now: Float32Array, lag: number): number {
    if (this.steps < lag) return 0
    const then = this.magnitudes[(this.steps - lag) % historySteps]
    let sum = 0
    for (let k = this.fromBin; k <= this.fineBin; k++) sum += now[k] * then[k]
    return Math.max(0, (sum - 0.7) / 0.3)
  }

  private pitchColumns(slot: number): void {
    const { row } = this
    const audible = this.levels[slot] > floorDb + 10
    if (audible) this.pitch.hear(this.power)
    const voiced = audible && this.pitch.periodicity > voicedFrom
    row[column.periodicity] = audible ? this.pitch.periodicity : 0
    row[column.voiced] = voiced ? 1 : 0
    this.pitches[slot] = voiced ? Math.log2(this.pitch.hz) : 0
    row[column.clearlyVoiced] = audible && this.pitch.periodicity > clearlyVoicedFrom ? 1 : 0
    const now = this.pitches[slot]
    const move = voiced ? this.pitchMoved(now, 1) : 0
    const move5 = voiced ? this.pitchMoved(now, 5) : NaN
    row[column.pitchMove] = 5 * Math.min(0.2, Math.abs(move || 0))
    row[column.steadyPitch] = Math.abs(move5) < steadyOctaves ? 1 : 0
    row[column.gliding] = voiced && this.glides(now) ? 1 : 0
  }

  /** Octaves since `lag` steps ago; not a number when there was no pitch then. */
  private pitchMoved(now: number, lag: number): number {
    const then = this.steps >= lag ? this.pitches[(this.steps - lag) % historySteps] : 0
    return then > 0 ? now - then : NaN
  }

  private glides(now: number): boolean {
    const last = this.pitchMoved(now, 2)
    const whole = this.pitchMoved(now, 4)
    const first = whole - last
    const [a, b] = [Math.abs(first), Math.abs(last)]
    return first * last > 0 && a > glideFrom && a < glideTo && b > glideFrom && b < glideTo
  }

  private movement(slot: number): void {
    const { row } = this
    for (let i = 0; i < moveLags.length; i++)
      row[column.move + i] = Math.abs(this.moved(this.levels, slot, moveLags[i]))
    row[column.moveLow] = Math.abs(this.moved(this.lows, slot, 4))
    row[column.moveLow + 1] = Math.abs(this.moved(this.lows, slot, 12))
    row[column.moveHigh] = Math.abs(this.moved(this.highs, slot, 4))
    row[column.moveHigh + 1] = Math.abs(this.moved(this.highs, slot, 12))
    const both = this.moved(this.lows, slot, 6) * this.moved(this.highs, slot, 6)
    row[column.together] = Math.max(0, both)
    row[column.opposed] = Math.max(0, -both)
    row[column.hiss] = this.highs[slot] > this.lows[slot] ? 1 : 0
  }

  private moved(track: Float64Array, slot: number, lag: number): number {
    if (this.steps < lag) return 0
    const difference = (track[slot] - track[(this.steps - lag) % historySteps]) / dbPerUnit
    return Math.max(-3, Math.min(3, difference))
  }
}

const decibels = (power: number): number => Math.max(floorDb, 10 * Math.log10(power + 1e-12))

/** Periodicity between 70 and 400 Hz: autocorrelation of the part below 2 kHz, from its power spectrum. */
class PitchEar {
  periodicity = 0
  hz = 0
  /** A row for each lag. */
  private readonly table: Float64Array
  private readonly bins: number
  private readonly lagHz: number
  private readonly firstLag: number
  private readonly lags: number
  private readonly fair: Float64Array
  private readonly values: Float64Array

  constructor(binHz: number, window: Float64Array, size: number) {
    this.bins = Math.round(pitchBandHz / binHz)
    this.lagHz = 2 * this.bins * binHz
    this.firstLag = Math.floor(this.lagHz / highestPitchHz) - 1
    this.lags = Math.ceil(this.lagHz / lowestPitchHz) + 1 - this.firstLag + 1
    this.table = Float64Array.from({ length: this.lags * this.bins }, (_, at) => {
      const lag = this.firstLag + Math.floor(at / this.bins)
      return Math.cos((Math.PI * (at % this.bins) * lag) / this.bins)
    })
    this.values = new Float64Array(this.lags)
    this.fair = Float64Array.from({ length: this.lags }, (_, i) =>
      overlap(window, ((i + this.firstLag) * size * binHz) / this.lagHz),
    )
  }

  hear(power: Float64Array): void {
    const { bins, table } = this
    const from = 2
    let zero = 0
    for (let k = from; k < bins; k++) zero += power[k]
    let best = 1
    for (let i = 0; i < this.lags; i++) {
      const sum = dotProduct(power, from, table, i * bins + from, bins - from)
      this.values[i] = sum / (zero * this.fair[i] + 1e-12)
    }
    for (let i = 1; i < this.lags - 1; i++)
      if (this.values[i] > this.values[best] && this.values[i] >= this.values[i - 1]) best = i
    this.refine(Math.min(best, this.lags - 2))
  }

  /** Top of the parabola through three lags. */
  private refine(at: number): void {
    const [a, b, c] = [this.values[at - 1], this.values[at], this.values[at + 1]]
    const bend = a - 2 * b + c
    const shift = bend < 0 ? Math.max(-0.5, Math.min(0.5, (a - c) / (2 * bend))) : 0
    this.periodicity = Math.max(0, Math.min(1.2, b))
    this.hz = this.lagHz / (at + this.firstLag + shift)
  }
}

/** Autocorrelation of the window at a lag, 1 at lag 0. */
const overlap = (window: Float64Array, lag: number): number => {
  const whole = Math.round(lag)
  let sum = 0
  let squares = 0
  for (let i = 0; i < window.length; i++) {
    squares += window[i] * window[i]
    if (i + whole < window.length) sum += window[i] * window[i + whole]
  }
  return sum / squares
}
