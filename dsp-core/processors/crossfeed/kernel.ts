// Two one-pole low-passes per ear: what is taken from its own channel, and what it gets of the other.
import { Kernel } from '../kernel'

const silence: f64 = 1e-30

export class CrossfeedKernel extends Kernel {
  /** Left and right: low-passed for the other ear, and for its own. */
  private state: Float64Array = new Float64Array(4)
  private crossed: f64 = 0
  private lowered: f64 = 0
  private whole: f64 = 1
  private crossedPole: f64 = 0
  private ownPole: f64 = 0
  private amount: f64 = 0

  configure(crossed: f64, lowered: f64, whole: f64, crossedPole: f64, ownPole: f64, amount: f64): void {
    this.crossed = crossed
    this.lowered = lowered
    this.whole = whole
    this.crossedPole = crossedPole
    this.ownPole = ownPole
    this.amount = amount
  }

  override reset(): void {
    super.reset()
    this.state.fill(0)
  }

  /** One channel is heard by both ears; more than two are for loudspeakers. */
  protected run(start: i32, end: i32): void {
    if (this.channels > 2 || this.amount == 0) return
    const left = this.main[0]
    const right = this.main[this.channels - 1]
    const state = this.state
    const a: f64 = this.crossedPole
    const b: f64 = this.ownPole
    const across: f64 = this.amount * this.whole * this.crossed
    const own: f64 = 1 - this.amount + this.amount * this.whole
    const taken: f64 = this.amount * this.whole * this.lowered
    let leftFar: f64 = state[0]
    let leftNear: f64 = state[1]
    let rightFar: f64 = state[2]
    let rightNear: f64 = state[3]
    for (let i: i32 = start; i < end; i++) {
      const l: f64 = left[i]
      const r: f64 = right[i]
      leftFar = l + a * (leftFar - l)
      leftNear = l + b * (leftNear - l)
      rightFar = r + a * (rightFar - r)
      rightNear = r + b * (rightNear - r)
      left[i] = (own * l - taken * leftNear + across * rightFar) as f32
      right[i] = (own * r - taken * rightNear + across * leftFar) as f32
    }
    state[0] = leftFar
    state[1] = leftNear
    state[2] = rightFar
    state[3] = rightNear
  }

  protected override settle(): void {
    const state = this.state
    for (let i: i32 = 0; i < 4; i++) if (state[i] < silence && state[i] > -silence) state[i] = 0
  }
}
