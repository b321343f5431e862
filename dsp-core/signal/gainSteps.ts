// The gain of a dynamics processor: wanted once per step in decibels, approached by one time constant on the way down
// and another on the way up, drawn straight between steps, and remembered for the readings.
import { gainFromDb } from './decibels'
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
    this.targets = new Float64Array((Math.floor(piece / step) as i32) + 1)
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
    this.targets[this.pushed] = gainDb == 0 ? this.makeup : this.makeup * gainFromDb(gainDb)
    this.pushed++
  }

  /** After the steps of a piece: the linear gain of each of its `count` samples. */
  draw(count: i32): Float64Array {
    this.ramp.draw(this.targets, count)
    this.pushed = 0
    return this.ramp.gains
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
