// A sound in two or three bands that add up to it again, but for its phases (allpass). Two channels run in one loop;
// an odd one is accompanied by itself.
import { Crossover } from './crossover'

export class BandSplit {
  /** The last piece in each band, from 0 on. With two bands the middle one reaches up and the high one is silent. */
  low: Array<Float32Array> = []
  mid: Array<Float32Array> = []
  high: Array<Float32Array> = []
  private channels: i32 = 0
  private three: bool = false
  private lower: Crossover = new Crossover()
  private upper: Crossover = new Crossover()
  /** The low band passes it, as the others pass the upper crossover. */
  private aligner: Crossover = new Crossover()
  private left: Float64Array = new Float64Array(0)
  private right: Float64Array = new Float64Array(0)
  private lowLeft: Float64Array = new Float64Array(0)
  private lowRight: Float64Array = new Float64Array(0)
  private midLeft: Float64Array = new Float64Array(0)
  private midRight: Float64Array = new Float64Array(0)

  prepare(channels: i32, piece: i32): void {
    this.channels = channels
    this.low = []
    this.mid = []
    this.high = []
    for (let c: i32 = 0; c < channels; c++) {
      this.low.push(new Float32Array(piece))
      this.mid.push(new Float32Array(piece))
      this.high.push(new Float32Array(piece))
    }
    this.lower.prepare(channels)
    this.upper.prepare(channels)
    this.aligner.prepare(channels)
    this.left = new Float64Array(piece)
    this.right = new Float64Array(piece)
    this.lowLeft = new Float64Array(piece)
    this.lowRight = new Float64Array(piece)
    this.midLeft = new Float64Array(piece)
    this.midRight = new Float64Array(piece)
  }

  /** Three numbers for each crossover, the lower one first; one crossover makes two bands. */
  configure(crossovers: Float64Array): void {
    this.lower.configure(crossovers[0], crossovers[1], crossovers[2])
    this.three = crossovers.length > 3
    if (!this.three) return
    this.upper.configure(crossovers[3], crossovers[4], crossovers[5])
    this.aligner.configure(crossovers[3], crossovers[4], crossovers[5])
  }

  reset(): void {
    this.lower.reset()
    this.upper.reset()
    this.aligner.reset()
  }

  settle(): void {
    this.lower.settle()
    this.upper.settle()
    this.aligner.settle()
  }

  run(main: Array<Float32Array>, start: i32, end: i32): void {
    const count: i32 = end - start
    for (let c: i32 = 0; c < this.channels; c += 2) {
      const d: i32 = c + 1 < this.channels ? c + 1 : c
      this.load(main[c], main[d], start, end)
      this.lower.split(c, count, this.left, this.right, this.lowLeft, this.lowRight)
      if (this.three) {
        this.aligner.align(c, count, this.lowLeft, this.lowRight)
        this.upper.split(c, count, this.left, this.right, this.midLeft, this.midRight)
        this.store(this.midLeft, this.midRight, this.mid[c], this.mid[d], count)
        this.store(this.left, this.right, this.high[c], this.high[d], count)
      } else this.store(this.left, this.right, this.mid[c], this.mid[d], count)
      this.store(this.lowLeft, this.lowRight, this.low[c], this.low[d], count)
    }
  }

  private load(first: Float32Array, second: Float32Array, start: i32, end: i32): void {
    const left = this.left
    const right = this.right
    for (let i: i32 = start; i < end; i++) {
      left[i - start] = first[i]
      right[i - start] = second[i]
    }
  }

  private store(
    left: Float64Array,
    right: Float64Array,
    first: Float32Array,
    second: Float32Array,
    count: i32,
  ): void {
    for (let i: i32 = 0; i < count; i++) {
      second[i] = right[i] as f32
      first[i] = left[i] as f32
    }
  }
}
