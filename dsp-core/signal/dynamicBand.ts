// One band of a dynamic equalizer: it listens through a filter of its own and cuts as far as what it hears asks for.
import { CompressionCurve } from './compressionCurve'
import { LevelDetector } from './envelope'
import { GainSteps } from './gainSteps'
import { applyPair, MovingBand } from './movingBand'
import { simd } from './simd'

/** b0 b1 b2 a1 a2. */
const sectionNumbers: i32 = 5

/** What `configure` reads of its table, beginning with the filter it listens through. */
const shapeAt: i32 = 5
const gAt: i32 = 6
const dampingAt: i32 = 7
const thresholdAt: i32 = 8
const slopeAt: i32 = 9
const kneeAt: i32 = 10
const mostCutAt: i32 = 11
const attackAt: i32 = 12
const releaseAt: i32 = 13
const rmsAt: i32 = 14
export const dynamicBandNumbers: i32 = 15

export class DynamicBand {
  gain: GainSteps = new GainSteps()
  /** Can it cut at all? */
  active: bool = false
  private detector: LevelDetector = new LevelDetector()
  private curve: CompressionCurve = new CompressionCurve()
  private filters: Array<MovingBand> = []
  private section: Float64Array = new Float64Array(sectionNumbers)
  private lowestDb: f64 = 0

  prepare(channels: i32, listened: i32, step: i32, piece: i32): void {
    this.detector.prepare(listened, step, piece)
    this.gain.prepare(step, piece)
    this.filters = []
    for (let c: i32 = 0; c < channels; c++) this.filters.push(new MovingBand())
  }

  /** From numbers[at] on. */
  configure(numbers: Float64Array, at: i32): void {
    for (let i: i32 = 0; i < sectionNumbers; i++) this.section[i] = numbers[at + i]
    this.detector.configure(this.section, numbers[at + rmsAt])
    for (let c: i32 = 0; c < this.filters.length; c++) {
      this.filters[c].configure(numbers[at + shapeAt] as i32, numbers[at + gAt], numbers[at + dampingAt])
    }
    this.curve.configure(numbers[at + thresholdAt], numbers[at + slopeAt], numbers[at + kneeAt])
    this.gain.configure(numbers[at + attackAt], numbers[at + releaseAt], 1)
    this.lowestDb = -numbers[at + mostCutAt]
    this.active = this.lowestDb < 0 && numbers[at + slopeAt] < 0
  }

  reset(): void {
    this.detector.reset()
    this.gain.reset()
    for (let c: i32 = 0; c < this.filters.length; c++) this.filters[c].reset()
  }

  settle(): void {
    this.detector.settle()
    this.gain.settle()
    for (let c: i32 = 0; c < this.filters.length; c++) this.filters[c].settle()
  }

  listen(driver: Array<Float32Array>, start: i32, end: i32): void {
    const steps: i32 = this.detector.run(driver, start, end)
    const wanted = this.detector.power
    this.curve.allGainsDb(wanted, steps)
    for (let s: i32 = 0; s < steps; s++) if (wanted[s] < this.lowestDb) wanted[s] = this.lowestDb
    this.gain.pushAll(wanted, steps)
  }

  cut(main: Array<Float32Array>, start: i32, end: i32): void {
    const gains = this.gain.draw(end - start)
    const filters = this.filters
    let c: i32 = 0
    if (simd) {
      for (; c + 1 < filters.length; c += 2)
        applyPair(filters[c], filters[c + 1], main[c], main[c + 1], start, end, gains)
    }
    for (; c < filters.length; c++) filters[c].apply(main[c], start, end, gains)
  }
}
