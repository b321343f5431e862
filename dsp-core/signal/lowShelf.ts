// The state variable filter of signal/shelf.ts, whose low and band outputs, added in the right shares, make a low
// shelf that may move from sample to sample. A deep cut is a high-pass of second order with a floor.

export class MovingLowShelf {
  /** Outputs of the last piece. */
  low: Float64Array = new Float64Array(0)
  band: Float64Array = new Float64Array(0)
  private a1: f64 = 0
  private a2: f64 = 0
  private a3: f64 = 0
  private damping: f64 = 0
  private s1: f64 = 0
  private s2: f64 = 0

  prepare(piece: i32): void {
    this.low = new Float64Array(piece)
    this.band = new Float64Array(piece)
  }

  /** g is tan(pi f / rate); damping is 1 / Q. */
  configure(g: f64, damping: f64): void {
    this.damping = damping
    this.a1 = 1 / (1 + g * (g + damping))
    this.a2 = g * this.a1
    this.a3 = g * this.a2
  }

  reset(): void {
    this.s1 = 0
    this.s2 = 0
  }

  settle(): void {
    if (this.s1 < 1e-30 && this.s1 > -1e-30) this.s1 = 0
    if (this.s2 < 1e-30 && this.s2 > -1e-30) this.s2 = 0
  }

  split(x: Float32Array, start: i32, end: i32): void {
    const low = this.low
    const band = this.band
    const a1: f64 = this.a1
    const a2: f64 = this.a2
    const a3: f64 = this.a3
    let s1: f64 = this.s1
    let s2: f64 = this.s2
    for (let i: i32 = start; i < end; i++) {
      const v3: f64 = x[i] - s2
      const v1: f64 = a1 * s1 + a2 * v3
      const v2: f64 = s2 + a2 * s1 + a3 * v3
      s1 = 2 * v1 - s1
      s2 = 2 * v2 - s2
      band[i - start] = v1
      low[i - start] = v2
    }
    this.s1 = s1
    this.s2 = s2
  }

  /**
   * x + (A^2 - 1) low + damping (A - 1) band is (s^2 + A s / Q + A^2) / (s^2 + s / Q + 1): gain A^2 below, 1 above.
   * Returns `before` and the energy of what was taken out.
   */
  apply(x: Float32Array, start: i32, end: i32, gains: Float64Array, before: f64): f64 {
    const low = this.low
    const band = this.band
    const damping: f64 = this.damping
    let taken: f64 = before
    for (let i: i32 = start; i < end; i++) {
      const gain: f64 = gains[i - start]
      if (gain == 1) continue
      const lift: f64 = damping * (Math.sqrt(gain) - 1)
      const change: f64 = (gain - 1) * low[i - start] + lift * band[i - start]
      x[i] = (x[i] + change) as f32
      taken += change * change
    }
    return taken
  }
}
