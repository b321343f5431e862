// What stays at the low frequencies: for each bin a count of how often it had which level, and in the spectrum of
// what it exceeds three quarters of the time the lines of mains hum.
import { dbFromPower, gainFromDb, log2 } from './decibels'

/** Levels are counted in quarters of a decibel from -160 dB on. */
const lowestDb: f64 = -160
const classesPerDb: f64 = 4
const classes: i32 = 640
/** What a bin exceeds three quarters of the time. */
const quietShare: f64 = 0.25
/** A bin of noise has that much less than its mean there (exponential distribution: -ln 0.75 of it). */
const noiseOverQuiet: f64 = 1 / 0.2876820724517809
/** Fewer spectra say nothing: 4 s. */
const fewestSpectra: f64 = 8
/** A line is this far above the noise in its five bins. By ear, 2026-11-24. */
const lineDb: f64 = 6
/** A line and its sides (Hann window). */
const lineReach: i32 = 2
/** A line has fallen by 31 dB three bins off (Hann window); with noise around it, by 6 dB at least. */
const besideBins: i32 = 3
const peakOverBeside: f64 = 4
/** Where the noise around is taken: bins this far off, to both sides. */
const noiseFrom: i32 = 4
const noiseTo: i32 = 10
const harmonics: i32 = 8
/** Mains (0.2 Hz) and the clock of a recorder may be off by so much together. */
const mainsOffHz: f64 = 0.4
const searchSteps: i32 = 17
/** A line lies this near to its multiple, or it is a note. */
const lineOffHz: f64 = 0.7
/** One line alone must be clearer than several. By ear, 2026-11-24: music has single lines of 7 dB. */
const loneLineDb: f64 = 10

export class LowLines {
  /** What was found: 0 lines when there is no hum. */
  hz: f64 = 0
  dbfs: f64 = -Infinity
  aboveNoiseDb: f64 = 0
  count: f64 = 0
  private bins: i32 = 0
  private binHz: f64 = 1
  private counts: Int32Array = new Int32Array(0)
  private spectra: f64 = 0
  private quiet: Float64Array = new Float64Array(0)
  private around: Float64Array = new Float64Array(0)

  prepare(bins: i32): void {
    this.bins = bins
    this.counts = new Int32Array(bins * classes)
    this.quiet = new Float64Array(bins)
    this.around = new Float64Array(2 * (noiseTo - noiseFrom + 1))
  }

  configure(binHz: f64): void {
    this.binHz = binHz
  }

  reset(): void {
    this.counts.fill(0)
    this.spectra = 0
  }

  /** The next spectrum: a power for each bin. */
  add(powers: Float64Array): void {
    for (let b: i32 = 0; b < this.bins; b++) {
      const db: f64 = powers[b] > 0 ? dbFromPower(powers[b]) : lowestDb
      const index: f64 = Math.floor((db - lowestDb) * classesPerDb)
      const bounded: f64 = index < 0 ? 0 : index >= classes ? classes - 1 : index
      this.counts[b * classes + (bounded as i32)]++
    }
    this.spectra += 1
  }

  /** Finds the lines in all that was added. */
  look(): void {
    this.hz = 0
    this.dbfs = -Infinity
    this.aboveNoiseDb = 0
    this.count = 0
    if (this.spectra < fewestSpectra) return
    for (let b: i32 = 0; b < this.bins; b++) this.quiet[b] = this.quietPower(b)
    let best: f64 = 0
    let bestHz: f64 = 0
    for (let mains: f64 = 50; mains <= 60; mains += 10) {
      for (let s: i32 = 0; s < searchSteps; s++) {
        const hz: f64 = mains + mainsOffHz * ((2 * s) / (searchSteps - 1.0) - 1)
        const score: f64 = this.scoreOf(hz)
        if (score > best) {
          best = score
          bestHz = hz
        }
      }
    }
    if (bestHz > 0) this.measure(bestHz)
  }

  /** Mean of the powers in the class that holds the quantile. */
  private quietPower(b: i32): f64 {
    const rank: f64 = quietShare * this.spectra
    let seen: f64 = 0
    for (let c: i32 = 0; c < classes; c++) {
      seen += this.counts[b * classes + c]
      if (seen > rank) {
        const gain: f64 = gainFromDb(lowestDb + (c + 0.5) / classesPerDb)
        return gain * gain
      }
    }
    return 0
  }

  /** How far the lines at the multiples of hz stand out, together, dB; lines under the threshold do not count. */
  private scoreOf(hz: f64): f64 {
    let score: f64 = 0
    for (let k: i32 = 1; k <= harmonics; k++) {
      const bin: i32 = this.binOf(k * hz)
      if (!this.isLine(bin, k * hz)) continue
      // The nearer the multiple is to the line's own middle, the better.
      score += this.aboveDb(bin) - 3 * Math.abs(k * hz - this.middleHz(bin))
    }
    return score
  }

  private isLine(bin: i32, hz: f64): bool {
    if (!this.isPeak(bin, bin - besideBins) || !this.isPeak(bin, bin + besideBins)) return false
    return Math.abs(this.middleHz(bin) - hz) < lineOffHz && this.aboveDb(bin) > lineDb
  }

  /** Neither lower than its neighbour nor on the skirt of another line. */
  private isPeak(bin: i32, beside: i32): bool {
    const peak: f64 = this.quiet[bin]
    return peak > peakOverBeside * this.quiet[beside] && peak >= this.quiet[beside > bin ? bin + 1 : bin - 1]
  }

  private binOf(hz: f64): i32 {
    const near: i32 = Math.floor(hz / this.binHz + 0.5) as i32
    let best: i32 = near
    for (let b: i32 = near - 1; b <= near + 1; b++) if (this.quiet[b] > this.quiet[best]) best = b
    return best
  }

  private linePower(bin: i32): f64 {
    let sum: f64 = 0
    for (let b: i32 = bin - lineReach; b <= bin + lineReach; b++) sum += this.quiet[b]
    return sum
  }

  /** Mean noise in as many bins as a line has, from the median of those around. */
  private noisePower(bin: i32): f64 {
    let n: i32 = 0
    for (let off: i32 = noiseFrom; off <= noiseTo; off++) {
      if (bin - off > 0) this.insert(n++, this.quiet[bin - off])
      if (bin + off < this.bins) this.insert(n++, this.quiet[bin + off])
    }
    return this.around[n >> 1] * noiseOverQuiet * (2 * lineReach + 1)
  }

  /** Into the sorted values around, of which there are n. */
  private insert(n: i32, value: f64): void {
    let at: i32 = n
    while (at > 0 && this.around[at - 1] > value) {
      this.around[at] = this.around[at - 1]
      at--
    }
    this.around[at] = value
  }

  private aboveDb(bin: i32): f64 {
    const line: f64 = this.linePower(bin)
    const noise: f64 = this.noisePower(bin)
    return line > 0 && noise > 0 ? dbFromPower(line / noise) : 0
  }

  /** Of the parabola through the logarithms of three bins. */
  private middleHz(bin: i32): f64 {
    const a: f64 = log2(this.quiet[bin - 1])
    const b: f64 = log2(this.quiet[bin])
    const c: f64 = log2(this.quiet[bin + 1])
    const bend: f64 = 2 * b - a - c
    return (bin + (bend > 0 ? (0.5 * (c - a)) / bend : 0)) * this.binHz
  }

  /** Frequency from all lines, the higher the more exactly; level of all together. */
  private measure(hz: f64): void {
    let count: f64 = 0
    let lines: f64 = 0
    let noise: f64 = 0
    let weights: f64 = 0
    let sum: f64 = 0
    for (let k: i32 = 1; k <= harmonics; k++) {
      const bin: i32 = this.binOf(k * hz)
      if (!this.isLine(bin, k * hz)) continue
      lines += this.linePower(bin)
      noise += this.noisePower(bin)
      const weight: f64 = this.aboveDb(bin) * k
      sum += (weight * this.middleHz(bin)) / k
      weights += weight
      count += 1
    }
    if (count == 0 || (count == 1 && dbFromPower(lines / noise) < loneLineDb)) return
    this.count = count
    this.hz = sum / weights
    this.dbfs = dbFromPower(lines)
    this.aboveNoiseDb = dbFromPower(lines / noise)
  }
}
