// Linkwitz-Riley crossover, 24 dB per octave: two Butterworth low-passes in a row are the low band. Low and high band
// add up to the second-order allpass with the same poles, so the high band is that allpass less the low band: three
// filters' work becomes two, and the sum is flat by construction. Source: S. Linkwitz, "Active Crossover Networks for
// Noncoincident Drivers", JAES 24 (1976). Direct form II: low-pass and allpass read one state (rounding stays under
// -190 dB down to 20 Hz at 192 kHz).

/** Numbers of state per channel: two sections of two. */
const stateNumbers: i32 = 4

/** State below this (-600 dBFS) is put to zero. */
const silence: f64 = 1e-30

export class Crossover {
  lowGain: f64 = 0
  a1: f64 = 0
  a2: f64 = 0
  /** The same three, for vectors to load. */
  numbers: Float64Array = new Float64Array(3)
  /** Room for an even number of channels. */
  private state: Float64Array = new Float64Array(0)

  prepare(channels: i32): void {
    this.state = new Float64Array((channels + 1) * stateNumbers)
  }

  /** As signal/filterDesign.ts makes them. */
  configure(lowGain: f64, a1: f64, a2: f64): void {
    this.lowGain = lowGain
    this.a1 = a1
    this.a2 = a2
    this.numbers[0] = lowGain
    this.numbers[1] = a1
    this.numbers[2] = a2
  }

  reset(): void {
    this.state.fill(0)
  }

  settle(): void {
    const state = this.state
    for (let i: i32 = 0; i < state.length; i++) {
      const s: f64 = state[i]
      if (s < silence && s > -silence) state[i] = 0
    }
  }

  /** A number of the states of channels c and c + 1. */
  pair(c: i32, number: i32): v128 {
    return f64x2(this.state[c * stateNumbers + number], this.state[(c + 1) * stateNumbers + number])
  }

  keepPairs(c: i32, u1: v128, u2: v128, v1: v128, v2: v128): void {
    const to: usize = this.state.dataStart + c * stateNumbers * 8
    v128.store(to, v128.shuffle<f64>(u1, u2, 0, 2))
    v128.store(to, v128.shuffle<f64>(v1, v2, 0, 2), 16)
    v128.store(to, v128.shuffle<f64>(u1, u2, 1, 3), 32)
    v128.store(to, v128.shuffle<f64>(v1, v2, 1, 3), 48)
  }

  /** Channels c and c + 1, `count` samples each: what is in `left` and `right` becomes the high band. */
  split(
    c: i32,
    count: i32,
    left: Float64Array,
    right: Float64Array,
    lowLeft: Float64Array,
    lowRight: Float64Array,
  ): void {
    this.splitOne(c, count, left, lowLeft)
    this.splitOne(c + 1, count, right, lowRight)
  }

  /** Turns phases as `split` does to the sum of its bands, and nothing else. */
  align(c: i32, count: i32, left: Float64Array, right: Float64Array): void {
    const a1: f64 = this.a1
    const a2: f64 = this.a2
    const s = this.state
    const l: i32 = c * stateNumbers
    const r: i32 = l + stateNumbers
    let l1: f64 = s[l]
    let l2: f64 = s[l + 1]
    let r1: f64 = s[r]
    let r2: f64 = s[r + 1]
    for (let i: i32 = 0; i < count; i++) {
      const u: f64 = left[i] - a1 * l1 - a2 * l2
      const v: f64 = right[i] - a1 * r1 - a2 * r2
      left[i] = a2 * u + a1 * l1 + l2
      right[i] = a2 * v + a1 * r1 + r2
      l2 = l1
      l1 = u
      r2 = r1
      r1 = v
    }
    s[l] = l1
    s[l + 1] = l2
    s[r] = r1
    s[r + 1] = r2
  }

  private splitOne(c: i32, count: i32, x: Float64Array, low: Float64Array): void {
    const a1: f64 = this.a1
    const a2: f64 = this.a2
    const lowGain: f64 = this.lowGain
    const s = this.state
    const at: i32 = c * stateNumbers
    let u1: f64 = s[at]
    let u2: f64 = s[at + 1]
    let v1: f64 = s[at + 2]
    let v2: f64 = s[at + 3]
    for (let i: i32 = 0; i < count; i++) {
      const u: f64 = x[i] - a1 * u1 - a2 * u2
      const v: f64 = u + 2 * u1 + u2 - a1 * v1 - a2 * v2
      const y: f64 = lowGain * (v + 2 * v1 + v2)
      x[i] = a2 * u + a1 * u1 + u2 - y
      low[i] = y
      u2 = u1
      u1 = u
      v2 = v1
      v1 = v
    }
    s[at] = u1
    s[at + 1] = u2
    s[at + 2] = v1
    s[at + 3] = v2
  }
}
