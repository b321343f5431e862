// Spectra at ever lower rates, channels in pairs, summed into thirds of an octave when they are read.
import { dbFromPower } from '../../signal/decibels'
import { Transform } from '../../signal/transform'
import { Kernel, pieceSamples } from '../kernel'
import { SpectrumStage } from '../../signal/spectrumStage'

const frameSamples: i32 = 1024
const mostStages: i32 = 11
const bandCount: i32 = 31
const numbersPerBand: i32 = 3

export class SpectrumMeterKernel extends Kernel {
  private fft: Transform = new Transform()
  /** Those of the first pair of channels, then those of the next ... */
  private rates: Array<SpectrumStage> = []
  private stages: i32 = 0
  private halving: Float64Array = new Float64Array(0)
  private bands: Float64Array = new Float64Array(0)
  private window: Float64Array = new Float64Array(0)
  private left: Float64Array = new Float64Array(0)
  private right: Float64Array = new Float64Array(0)

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.fft.prepare(frameSamples)
    this.halving = new Float64Array(frameSamples)
    this.bands = new Float64Array(bandCount * numbersPerBand)
    this.window = new Float64Array(frameSamples)
    this.left = new Float64Array(pieceSamples)
    this.right = new Float64Array(pieceSamples)
    this.rates = []
    for (let pair: i32 = 0; 2 * pair < channels; pair++) {
      for (let s: i32 = 0; s < mostStages; s++) {
        const rate = new SpectrumStage()
        rate.prepare(pieceSamples)
        this.rates.push(rate)
      }
    }
  }

  configure(
    stages: i32,
    halving: Float64Array,
    bands: Float64Array,
    window: Float64Array,
    circle: Float64Array,
  ): void {
    this.fft.configure(circle)
    this.stages = stages
    for (let i: i32 = 0; i < halving.length; i++) this.halving[i] = halving[i]
    for (let i: i32 = 0; i < bands.length; i++) this.bands[i] = bands[i]
    for (let i: i32 = 0; i < window.length; i++) this.window[i] = window[i]
  }

  override reset(): void {
    super.reset()
    for (let r: i32 = 0; r < this.rates.length; r++) this.rates[r].reset()
  }

  protected run(start: i32, end: i32): void {
    for (let pair: i32 = 0; 2 * pair < this.channels; pair++) {
      const first = this.main[2 * pair]
      const alone: bool = 2 * pair + 1 == this.channels
      for (let i: i32 = start; i < end; i++) this.left[i - start] = first[i]
      if (alone) this.right.fill(0)
      else {
        const second = this.main[2 * pair + 1]
        for (let i: i32 = start; i < end; i++) this.right[i - start] = second[i]
      }
      this.descend(pair, end - start)
    }
  }

  /** Level of a band, mean of all channels as a mean square. */
  override reading(index: i32): f64 {
    const at: i32 = index * numbersPerBand
    const stage: i32 = this.bands[at] as i32
    let power: f64 = 0
    for (let pair: i32 = 0; 2 * pair < this.channels; pair++) {
      power += this.rates[pair * mostStages + stage].between(this.bands[at + 1], this.bands[at + 2])
    }
    return power > 0 ? dbFromPower(power / this.channels) : -Infinity
  }

  private descend(pair: i32, count: i32): void {
    let left = this.left
    let right = this.right
    let made: i32 = count
    for (let s: i32 = 0; s < this.stages && made > 0; s++) {
      const rate = this.rates[pair * mostStages + s]
      made = rate.hear(left, right, made, this.halving, this.window, this.fft)
      left = rate.left
      right = rate.right
    }
  }
}
