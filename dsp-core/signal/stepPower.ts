// Mean square of steps of equal length, all channels together. Steps are counted from reset.

export class StepPower {
  /** Of each step that ended in the last piece. */
  power: Float64Array = new Float64Array(0)
  step: i32 = 8
  private channels: i32 = 0
  private filled: i32 = 0
  private partial: Float64Array = new Float64Array(0)

  prepare(channels: i32, step: i32, piece: i32): void {
    this.step = step
    this.channels = channels
    // Even room, for vectors of two steps.
    this.power = new Float64Array((Math.floor(piece / step) as i32) + 2)
    this.partial = new Float64Array(channels)
  }

  reset(): void {
    this.filled = 0
    this.partial.fill(0)
  }

  /** Before the channels of a piece are added. */
  begin(): void {
    this.power.fill(0)
  }

  add(x: Float64Array, c: i32, count: i32): void {
    const step: i32 = this.step
    const share: f64 = 1 / (step * this.channels)
    let sum: f64 = this.partial[c]
    let left: i32 = step - this.filled
    let s: i32 = 0
    let i: i32 = 0
    while (i < count) {
      const stop: i32 = i + left < count ? i + left : count
      left -= stop - i
      for (; i < stop; i++) sum += x[i] * x[i]
      if (left == 0) {
        this.power[s] += share * sum
        sum = 0
        s++
        left = step
      }
    }
    this.partial[c] = sum
  }

  /** Where vectors collect two channels by themselves: what channels c and c + 1 have of the step that has begun ... */
  pair(c: i32): v128 {
    return f64x2(this.partial[c], this.partial[c + 1])
  }

  /** ... how many samples it lacks ... */
  missing(): i32 {
    return this.step - this.filled
  }

  /** ... how much a square counts in `power` (`addStep`) ... */
  share(): f64 {
    return 1 / (this.step * this.channels)
  }

  /** ... and of the one that is not yet. */
  keepPair(c: i32, sums: v128): void {
    this.partial[c] = f64x2.extract_lane(sums, 0)
    this.partial[c + 1] = f64x2.extract_lane(sums, 1)
  }

  /** After them; returns how many steps ended. */
  end(count: i32): i32 {
    const ended: i32 = Math.floor((this.filled + count) / this.step) as i32
    this.filled = (this.filled + count) % this.step
    return ended
  }
}

/** Adds the sums of a whole step of two channels to the power at an address. */
export function addStep(at: usize, sums: v128, share: f64): void {
  const sum: f64 = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)
  store<f64>(at, load<f64>(at) + share * sum)
}
