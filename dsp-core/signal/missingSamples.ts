// Samples that are lost among samples that are known: those that make the residual of a linear prediction smallest
// (A. Janssen, R. Veldhuis, L. Vries, "Adaptive Interpolation of Discrete-Time Signals That Can Be Modeled as
// Autoregressive Processes", IEEE Trans. ASSP 34, 1986). One linear system, symmetric and positive, in which lost
// samples further apart than the order do not meet: a Cholesky factor within that envelope, order^2 / 2 products for
// each lost sample at most.

export class MissingSamples {
  /** Where they are, ascending; the first `count`. None within `order` of the ends of x. */
  places: Int32Array = new Int32Array(0)
  count: i32 = 0
  /** What they are. */
  values: Float64Array = new Float64Array(0)
  private order: i32 = 0
  private correlation: Float64Array = new Float64Array(0)
  /** Row i of the factor, columns i - order ... i. */
  private factor: Float64Array = new Float64Array(0)
  private first: Int32Array = new Int32Array(0)

  prepare(order: i32, most: i32): void {
    this.order = order
    this.places = new Int32Array(most)
    this.first = new Int32Array(most)
    this.values = new Float64Array(most)
    this.correlation = new Float64Array(order + 1)
    this.factor = new Float64Array(most * (order + 1))
  }

  /** Finds `values` from x (whose samples at the places are not looked at) and the prediction a[0 ... order]. */
  solve(x: Float64Array, a: Float64Array): void {
    this.correlate(a)
    this.decompose()
    this.project(x)
    this.substitute()
  }

  private correlate(a: Float64Array): void {
    const order: i32 = this.order
    for (let lag: i32 = 0; lag <= order; lag++) {
      let sum: f64 = 0
      for (let k: i32 = 0; k <= order - lag; k++) sum += a[k] * a[k + lag]
      this.correlation[lag] = sum
    }
  }

  private decompose(): void {
    const order: i32 = this.order
    const wide: i32 = order + 1
    const places = this.places
    const factor = this.factor
    const first = this.first
    const b = this.correlation
    // Keeps the last digits from making a pivot negative.
    const least: f64 = 1e-10 * b[0]
    let from: i32 = 0
    for (let i: i32 = 0; i < this.count; i++) {
      while (places[i] - places[from] > order) from++
      first[i] = from
      const row: i32 = i * wide + order - i
      for (let j: i32 = from; j <= i; j++) {
        let sum: f64 = b[places[i] - places[j]]
        const other: i32 = j * wide + order - j
        for (let k: i32 = from > first[j] ? from : first[j]; k < j; k++)
          sum -= factor[row + k] * factor[other + k]
        if (j < i) factor[row + j] = sum * factor[other + j]
        else factor[row + i] = 1 / Math.sqrt(sum > least ? sum : least)
      }
    }
  }

  /** The right side: what the known neighbours demand. */
  private project(x: Float64Array): void {
    const order: i32 = this.order
    const places = this.places
    const b = this.correlation
    for (let i: i32 = 0; i < this.count; i++) {
      const at: i32 = places[i]
      let sum: f64 = 0
      for (let k: i32 = 1; k <= order; k++) sum -= b[k] * (x[at - k] + x[at + k])
      // Lost neighbours are taken out again.
      for (let j: i32 = i - 1; j >= 0 && at - places[j] <= order; j--) sum += b[at - places[j]] * x[places[j]]
      for (let j: i32 = i + 1; j < this.count && places[j] - at <= order; j++)
        sum += b[places[j] - at] * x[places[j]]
      this.values[i] = sum
    }
  }

  private substitute(): void {
    const order: i32 = this.order
    const wide: i32 = order + 1
    const factor = this.factor
    const first = this.first
    const v = this.values
    for (let i: i32 = 0; i < this.count; i++) {
      const row: i32 = i * wide + order - i
      let sum: f64 = v[i]
      for (let j: i32 = first[i]; j < i; j++) sum -= factor[row + j] * v[j]
      v[i] = sum * factor[row + i]
    }
    for (let i: i32 = this.count - 1; i >= 0; i--) {
      const row: i32 = i * wide + order - i
      const value: f64 = v[i] * factor[row + i]
      v[i] = value
      for (let j: i32 = first[i]; j < i; j++) v[j] -= factor[row + j] * value
    }
  }
}
