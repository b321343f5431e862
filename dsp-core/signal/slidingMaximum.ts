// The largest of the last so many numbers, in constant time per number (a queue that only ever falls).

export class SlidingMaximum {
  private values: Float64Array = new Float64Array(0)
  private births: Float64Array = new Float64Array(0)
  private head: i32 = 0
  private size: i32 = 0
  private window: i32 = 1
  private now: f64 = 0

  prepare(maxWindow: i32): void {
    this.values = new Float64Array(maxWindow + 1)
    this.births = new Float64Array(maxWindow + 1)
  }

  configure(window: i32): void {
    this.window = window
  }

  reset(): void {
    this.head = 0
    this.size = 0
    this.now = 0
  }

  push(value: f64): f64 {
    const room: i32 = this.values.length
    const values = this.values
    const births = this.births
    while (this.size > 0) {
      let last: i32 = this.head + this.size - 1
      if (last >= room) last -= room
      if (values[last] > value) break
      this.size--
    }
    let next: i32 = this.head + this.size
    if (next >= room) next -= room
    values[next] = value
    births[next] = this.now
    this.size++
    if (births[this.head] <= this.now - this.window) {
      this.head++
      if (this.head == room) this.head = 0
      this.size--
    }
    this.now += 1
    return values[this.head]
  }
}
