// Allpass filters in a row: each answers an impulse with many, and leaves every tone as loud as it was.
// Source: M. R. Schroeder, "Natural sounding artificial reverberation", JAES 10 (1962).

const nothing: f64 = 1e-15

export class Diffuser {
  private lines: Array<Float64Array> = []
  private lengths: Int32Array = new Int32Array(0)
  private places: Int32Array = new Int32Array(0)
  private gain: f64 = 0

  /** Lengths from `first` on, every second one: two diffusers share a table. */
  configure(lengths: Float64Array, first: i32, gain: f64): void {
    const count: i32 = lengths.length >> 1
    this.lengths = new Int32Array(count)
    this.places = new Int32Array(count)
    this.lines = []
    for (let k: i32 = 0; k < count; k++) {
      const length: i32 = Math.floor(lengths[2 * k + first] + 0.5) as i32
      this.lengths[k] = length
      this.lines.push(new Float64Array(length))
    }
    this.gain = gain
  }

  reset(): void {
    for (let k: i32 = 0; k < this.lines.length; k++) this.lines[k].fill(0)
    this.places.fill(0)
  }

  run(x: Float64Array, count: i32): void {
    const gain: f64 = this.gain
    for (let k: i32 = 0; k < this.lines.length; k++) {
      const line = this.lines[k]
      const length: i32 = this.lengths[k]
      let at: i32 = this.places[k]
      for (let i: i32 = 0; i < count; i++) {
        const past: f64 = line[at]
        const sum: f64 = x[i] + gain * past
        line[at] = Math.abs(sum) < nothing ? 0 : sum
        x[i] = past - gain * sum
        at = at + 1 == length ? 0 : at + 1
      }
      this.places[k] = at
    }
  }
}
