// Split, compress each band, add.
import { BandCompressor } from '../../signal/bandCompressor'
import { BandSplit } from '../../signal/bandSplit'
import { mixThree } from '../../signal/widen'
import { controlSamples, Kernel, pieceSamples } from '../kernel'

/** Numbers in the table per band: threshold, slope, knee, attack, release, makeup. */
const bandNumbers: i32 = 6
const bandCount: i32 = 3

export class MultibandKernel extends Kernel {
  private split: BandSplit = new BandSplit()
  private low: BandCompressor = new BandCompressor()
  private mid: BandCompressor = new BandCompressor()
  private high: BandCompressor = new BandCompressor()
  private three: bool = false
  /** No band changes anything: the sound is only late. */
  private idle: bool = false

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.split.prepare(channels, pieceSamples)
    // Longest look-ahead 10 ms.
    const room: i32 = (Math.ceil(sampleRateHz / 100) as i32) + 1
    this.low.prepare(channels, room, controlSamples, pieceSamples)
    this.mid.prepare(channels, room, controlSamples, pieceSamples)
    this.high.prepare(channels, room, controlSamples, pieceSamples)
  }

  configure(crossovers: Float64Array, rms: f64, lookAheadSamples: i32, bands: Float64Array): void {
    this.split.configure(crossovers)
    this.three = crossovers.length > 3
    this.idle = true
    for (let band: i32 = 0; band < bandCount; band++) {
      const at: i32 = band * bandNumbers
      const compressor = this.compressorOf(band)
      compressor.share(rms, lookAheadSamples)
      compressor.configure(
        bands[at],
        bands[at + 1],
        bands[at + 2],
        bands[at + 3],
        bands[at + 4],
        bands[at + 5],
      )
      const there: bool = band < bandCount - 1 || this.three
      if (there && (bands[at + 1] != 0 || bands[at + 5] != 1)) this.idle = false
    }
  }

  override reset(): void {
    super.reset()
    this.split.reset()
    this.low.reset()
    this.mid.reset()
    this.high.reset()
  }

  protected run(start: i32, end: i32): void {
    if (this.idle) {
      this.low.delay(this.main, start, end)
      return
    }
    const count: i32 = end - start
    this.split.run(this.main, start, end)
    const low = this.low.run(this.split.low, count)
    const mid = this.mid.run(this.split.mid, count)
    // Of two bands the high one is silent.
    const high = this.three ? this.high.run(this.split.high, count) : mid
    for (let c: i32 = 0; c < this.channels; c++) {
      const split = this.split
      mixThree(split.low[c], split.mid[c], split.high[c], low, mid, high, this.main[c], start, count)
    }
  }

  protected override settle(): void {
    this.split.settle()
    this.low.settle()
    this.mid.settle()
    this.high.settle()
  }

  /** The largest reductions so far of the three bands, then their means, all positive. */
  override reading(index: i32): f64 {
    const gain = this.compressorOf(index % bandCount).gain
    return index < bandCount ? gain.largestReductionDb() : gain.meanReductionDb()
  }

  private compressorOf(band: i32): BandCompressor {
    if (band == 0) return this.low
    return band == 1 ? this.mid : this.high
  }
}
