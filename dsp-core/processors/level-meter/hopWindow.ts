// The last four hops together: 0.4 s. Remembers the quietest window, and the one whose channels are least alike.

const windowHops: i32 = 4
/** Both channels must be above this mean square (-60 dBFS) for their likeness to matter. */
const audible: f64 = 1e-6

export class HopWindow {
  private powers: Float64Array = new Float64Array(0)
  private lefts: Float64Array = new Float64Array(0)
  private rights: Float64Array = new Float64Array(0)
  private products: Float64Array = new Float64Array(0)
  private hops: i32 = 0
  private at: i32 = 0
  private lowestPower: f64 = 0
  private lowestLikeness: f64 = 2

  prepare(): void {
    this.powers = new Float64Array(windowHops)
    this.lefts = new Float64Array(windowHops)
    this.rights = new Float64Array(windowHops)
    this.products = new Float64Array(windowHops)
  }

  reset(): void {
    this.hops = 0
    this.at = 0
    this.lowestPower = Infinity
    this.lowestLikeness = 2
  }

  /** Mean square of all channels; mean squares and product of the first two. */
  push(power: f64, left: f64, right: f64, product: f64): void {
    this.powers[this.at] = power
    this.lefts[this.at] = left
    this.rights[this.at] = right
    this.products[this.at] = product
    this.at = (this.at + 1) % windowHops
    if (this.hops < windowHops) this.hops++
    if (this.hops < windowHops) return
    const mean: f64 = sum(this.powers) / windowHops
    if (mean < this.lowestPower) this.lowestPower = mean
    const first: f64 = sum(this.lefts)
    const second: f64 = sum(this.rights)
    if (first > audible * windowHops && second > audible * windowHops) {
      const likeness: f64 = sum(this.products) / Math.sqrt(first * second)
      if (likeness < this.lowestLikeness) this.lowestLikeness = likeness
    }
  }

  isFull(): bool {
    return this.hops == windowHops
  }

  quietest(): f64 {
    return this.lowestPower
  }

  hasCorrelation(): bool {
    return this.lowestLikeness < 2
  }

  lowestCorrelation(): f64 {
    return this.lowestLikeness
  }
}

/** Always from the first: what has left the window leaves no trace. */
function sum(values: Float64Array): f64 {
  let total: f64 = 0
  for (let i: i32 = 0; i < windowHops; i++) total += values[i]
  return total
}
