// Mean of the last so many whole numbers. Sums of whole numbers below 2^53 are exact: they return to what they were.

export class MovingSum {
  private ring: Float64Array = new Float64Array(0)
  private at: i32 = 0
  private length: i32 = 1
  private sum: f64 = 0

  prepare(maxLength: i32): void {
    this.ring = new Float64Array(maxLength)
  }

  configure(length: i32): void {
    this.length = length
  }

  reset(): void {
    this.ring.fill(0)
    this.at = 0
    this.sum = 0
  }

  push(value: f64): f64 {
    const at: i32 = this.at
    this.sum += value - this.ring[at]
    this.ring[at] = value
    this.at = at + 1 == this.length ? 0 : at + 1
    return this.sum
  }
}
