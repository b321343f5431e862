// All bands listen; then each cuts, one after the other.
import { DelayedGain } from '../../signal/delay'
import { DynamicBand, dynamicBandNumbers } from '../../signal/dynamicBand'
import { controlSamples, Kernel, pieceSamples, sidechainRoom } from '../kernel'

const bandCount: i32 = 5

export class DynamicEqualizerKernel extends Kernel {
  private bands: Array<DynamicBand> = []
  private output: DelayedGain = new DelayedGain()

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const listened: i32 = channels > sidechainRoom ? channels : sidechainRoom
    this.bands = []
    for (let b: i32 = 0; b < bandCount; b++) {
      const band = new DynamicBand()
      band.prepare(channels, listened, controlSamples, pieceSamples)
      this.bands.push(band)
    }
    // Longest look-ahead 100 ms.
    this.output.prepare(channels, (Math.ceil(sampleRateHz / 10) as i32) + 1, pieceSamples)
  }

  configure(bands: Float64Array, lookAheadSamples: i32): void {
    for (let b: i32 = 0; b < bandCount; b++) this.bands[b].configure(bands, b * dynamicBandNumbers)
    this.output.configure(lookAheadSamples)
  }

  override reset(): void {
    super.reset()
    for (let b: i32 = 0; b < bandCount; b++) this.bands[b].reset()
    this.output.reset()
  }

  protected run(start: i32, end: i32): void {
    const driver = this.sidechain.length > 0 ? this.sidechain : this.main
    for (let b: i32 = 0; b < bandCount; b++) {
      if (this.bands[b].active) this.bands[b].listen(driver, start, end)
    }
    this.output.delay(this.main, start, end)
    for (let b: i32 = 0; b < bandCount; b++) {
      if (this.bands[b].active) this.bands[b].cut(this.main, start, end)
    }
  }

  protected override settle(): void {
    for (let b: i32 = 0; b < bandCount; b++) this.bands[b].settle()
  }

  /** The deepest cut so far of each band, then the mean of each, all positive. */
  override reading(index: i32): f64 {
    const gain = this.bands[index % bandCount].gain
    return index < bandCount ? gain.largestReductionDb() : gain.meanReductionDb()
  }
}
