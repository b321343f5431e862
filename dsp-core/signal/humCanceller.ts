// The hum of one channel as a sum of harmonics whose amplitudes follow the sound: at each a notch as narrow as they
// are slow (B. Widrow et al., "Adaptive Noise Cancelling: Principles and Applications", Proc. IEEE 63, 1975).

/** A sound so many times the hum's power halves the speed at which it is learned; and never below a twentieth. */
const lasting: f64 = 10
const floorShare: f64 = 0.05

export class HumCanceller {
  /** Of the cosines and sines. */
  a: Float64Array = new Float64Array(0)
  b: Float64Array = new Float64Array(0)
  heard: f64 = 0
  removed: f64 = 0
  /** Mean squares of the sound and of the hum. */
  private sound: f64 = 0
  private hum: f64 = 0

  prepare(most: i32): void {
    this.a = new Float64Array(most)
    this.b = new Float64Array(most)
  }

  reset(): void {
    this.silence()
    this.heard = 0
    this.removed = 0
    this.sound = 0
  }

  /** Decayed state, before it becomes denormal. */
  settle(): void {
    for (let k: i32 = 0; k < this.a.length; k++) {
      if (this.a[k] < 1e-30 && this.a[k] > -1e-30) this.a[k] = 0
      if (this.b[k] < 1e-30 && this.b[k] > -1e-30) this.b[k] = 0
    }
    if (this.sound < 1e-60) this.sound = 0
    if (this.hum < 1e-60) this.hum = 0
  }

  silence(): void {
    this.a.fill(0)
    this.b.fill(0)
    this.hum = 0
  }

  /** One sample; the harmonics' cosines and sines are given. */
  next(
    x: f64,
    cos: Float64Array,
    sin: Float64Array,
    count: i32,

    step: f64,
    forget: f64,
    wet: f64,
  ): f64 {
    const a = this.a
    const b = this.b
    let h: f64 = 0
    for (let k: i32 = 0; k < count; k++) h += a[k] * cos[k] + b[k] * sin[k]
    // While the sound is louder than the hum it teaches little about it: what is known is kept for the pauses.
    const share: f64 = lasting * this.hum + floorShare * this.sound
    const total: f64 = lasting * this.hum + this.sound
    const change: f64 = total > 0 ? ((step * share) / total) * (x - h) : 0
    for (let k: i32 = 0; k < count; k++) {
      a[k] += change * cos[k]
      b[k] += change * sin[k]
    }
    this.sound = x * x + forget * (this.sound - x * x)
    this.hum = h * h + forget * (this.hum - h * h)
    // A hum that is louder than the sound is not there: it has stopped, or a clip has ended.
    if (this.sound < 0.25 * this.hum) {
      this.silence()
      h = 0
    }
    const taken: f64 = wet * h
    this.removed += taken * taken
    return x - taken
  }
}
