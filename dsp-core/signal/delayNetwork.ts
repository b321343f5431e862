// Sixteen delay lines that feed each other through a Hadamard matrix: whatever leaves one enters all, nothing is lost
// but what their absorption takes.

/** A power of two, for the mixing matrix. */
export const networkLines: i32 = 16
const numbers: i32 = 5
/** What falls below -300 dBFS is not written again: no denormal numbers, and an end. */
const nothing: f64 = 1e-15

export class DelayNetwork {
  /** What leaves each line, absorbed. */
  rows: Array<Float64Array> = []
  /** The most samples that may be run at once. */
  chunk: i32 = 1
  private lines: Array<Float64Array> = []
  private lengths: Int32Array = new Int32Array(networkLines)
  private places: Int32Array = new Int32Array(networkLines)
  private coefficients: Float64Array = new Float64Array(networkLines * numbers)
  private state: Float64Array = new Float64Array(networkLines * 2)

  prepare(maxChunk: i32): void {
    this.rows = []
    for (let k: i32 = 0; k < networkLines; k++) this.rows.push(new Float64Array(maxChunk))
  }

  configure(lengths: Float64Array, coefficients: Float64Array): void {
    let shortest: i32 = this.rows[0].length
    this.lines = []
    for (let k: i32 = 0; k < networkLines; k++) {
      const length: i32 = Math.floor(lengths[k] + 0.5) as i32
      this.lengths[k] = length
      this.lines.push(new Float64Array(length))
      if (length < shortest) shortest = length
    }
    this.chunk = shortest
    for (let i: i32 = 0; i < coefficients.length; i++) this.coefficients[i] = coefficients[i]
  }

  reset(): void {
    for (let k: i32 = 0; k < networkLines; k++) this.lines[k].fill(0)
    this.places.fill(0)
    this.state.fill(0)
  }

  settle(): void {
    const state = this.state
    for (let i: i32 = 0; i < state.length; i++) {
      if (state[i] < 1e-30 && state[i] > -1e-30) state[i] = 0
    }
  }

  /** The rows become what the lines give. */
  read(count: i32): void {
    for (let k: i32 = 0; k < networkLines; k++) {
      const line = this.lines[k]
      const row = this.rows[k]
      const at: i32 = this.places[k]
      const room: i32 = this.lengths[k] - at
      const first: i32 = count < room ? count : room
      for (let i: i32 = 0; i < first; i++) row[i] = line[at + i]
      for (let i: i32 = first; i < count; i++) row[i] = line[i - first]
      this.absorb(k, row, count)
    }
  }

  private absorb(k: i32, row: Float64Array, count: i32): void {
    const c = this.coefficients
    const b0: f64 = c[k * numbers]
    const b1: f64 = c[k * numbers + 1]
    const b2: f64 = c[k * numbers + 2]
    const a1: f64 = c[k * numbers + 3]
    const a2: f64 = c[k * numbers + 4]
    let s1: f64 = this.state[2 * k]
    let s2: f64 = this.state[2 * k + 1]
    for (let i: i32 = 0; i < count; i++) {
      const x: f64 = row[i]
      const y: f64 = b0 * x + s1
      s1 = b1 * x + s2 - a1 * y
      s2 = b2 * x - a2 * y
      row[i] = y
    }
    this.state[2 * k] = s1
    this.state[2 * k + 1] = s2
  }

  /** Every row becomes a sum of all, with signs; four times as large. */
  mix(count: i32): void {
    for (let distance: i32 = 1; distance < networkLines; distance *= 2) {
      for (let k: i32 = 0; k < networkLines; k++) {
        if ((k & distance) != 0) continue
        const one = this.rows[k]
        const other = this.rows[k + distance]
        for (let i: i32 = 0; i < count; i++) {
          const a: f64 = one[i]
          const b: f64 = other[i]
          one[i] = a + b
          other[i] = a - b
        }
      }
    }
  }

  /** The mixed rows go back into the lines, with what comes in: the first input on even lines, the second on odd. */
  write(even: Float64Array, odd: Float64Array, gains: Float64Array, count: i32): void {
    for (let k: i32 = 0; k < networkLines; k++) {
      const line = this.lines[k]
      const row = this.rows[k]
      const input = k % 2 == 0 ? even : odd
      const gain: f64 = gains[k]
      const length: i32 = this.lengths[k]
      let at: i32 = this.places[k]
      for (let i: i32 = 0; i < count; i++) {
        const sum: f64 = 0.25 * row[i] + gain * input[i]
        line[at] = Math.abs(sum) < nothing ? 0 : sum
        at = at + 1 == length ? 0 : at + 1
      }
      this.places[k] = at
    }
  }
}
