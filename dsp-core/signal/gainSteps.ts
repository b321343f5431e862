// The gain of a dynamics processor: wanted once per step in decibels, approached by one time constant on the way down
// and another on the way up, drawn straight between steps, and remembered for the readings.
import { allGainsFromDb } from './decibels'
import { GainRamp } from './envelope'

export class GainSteps {
  /** What is applied now, dB without makeup. */
  gainDb: f64 = 0
  private ramp: GainRamp = new GainRamp()
  private targets: Float64Array = new Float64Array(0)
  private pushed: i32 = 0
  /** How much of the way is left after a step, downwards and upwards. */
  private down: f64 = 0
  private up: f64 = 0
  private makeup: f64 = 1
  private lowestDb: f64 = 0
  private sumDb: f64 = 0
  private steps: f64 = 0

  prepare(step: i32, piece: i32): void {
    this.ramp.prepare(step, piece)
    // Even room, for vectors of two steps.
    this.targets = new Float64Array((Math.floor(piece / step) as i32) + 2)
  }

  /** `makeup` is a linear gain that is there from the first sample. */
  configure(down: f64, up: f64, makeup: f64): void {
    this.down = down
    this.up = up
    this.makeup = makeup
    this.ramp.begin(makeup)
  }

  reset(): void {
    this.ramp.begin(this.makeup)
    this.pushed = 0
    this.gainDb = 0
    this.lowestDb = 0
    this.sumDb = 0
    this.steps = 0
  }

  settle(): void {
    // A billionth of a decibel.
    if (this.gainDb > -1e-9 && this.gainDb < 1e-9) this.gainDb = 0
  }

  /** Where `draw` has found that there is nothing to apply. */
  isOne(): bool {
    return this.ramp.isOne
  }

  /** As `push` for wantedDb[0 ... steps). */
  pushAll(wantedDb: Float64Array, steps: i32): void {
    const targets = this.targets
    let gainDb: f64 = this.gainDb
    let lowest: f64 = this.lowestDb
    let sum: f64 = this.sumDb
    for (let s: i32 = 0; s < steps; s++) {
      const wanted: f64 = wantedDb[s]
      gainDb = wanted + (wanted < gainDb ? this.down : this.up) * (gainDb - wanted)
      if (gainDb < lowest) lowest = gainDb
      sum += gainDb
      targets[s] = gainDb
    }
    this.gainDb = gainDb
    this.lowestDb = lowest
    this.sumDb = sum
    this.steps += steps
    this.pushed = steps
  }

  /** For each step that ended in a piece, in order. */
  push(wantedDb: f64): void {
    const keep: f64 = wantedDb < this.gainDb ? this.down : this.up
    this.place(wantedDb + keep * (this.gainDb - wantedDb))
  }

  /** As `push`, at once. */
  place(gainDb: f64): void {
    this.gainDb = gainDb
    if (gainDb < this.lowestDb) this.lowestDb = gainDb
    this.sumDb += gainDb
    this.steps += 1
    this.targets[this.pushed] = gainDb
    this.pushed++
  }

  /** After the steps of a piece: the linear gain of each of its `count` samples. */
  draw(count: i32): Float64Array {
    allGainsFromDb(this.targets, this.pushed, this.makeup)
    this.ramp.draw(this.targets, count)
    this.pushed = 0
    return this.ramp.gains
  }

  /** As `draw`, but the square root of the gain is what moves in straight lines. */
  drawRoots(count: i32): Float64Array {
    for (let s: i32 = 0; s < this.pushed; s++) this.targets[s] *= 0.5
    return this.draw(count)
  }

  /** Positive. */
  largestReductionDb(): f64 {
    return this.lowestDb < 0 ? -this.lowestDb : 0
  }

  /** Over all steps, with its sign. */
  meanDb(): f64 {
    return this.steps > 0 ? this.sumDb / this.steps : 0
  }

  /** Positive; over all steps. */
  meanReductionDb(): f64 {
    return this.steps > 0 && this.sumDb < 0 ? -this.sumDb / this.steps : 0
  }

  /** How many steps there were. */
  count(): f64 {
    return this.steps
  }
}
