// The level at which one channel is clipped, on each side: where its highest samples lie flat, with sharp edges.
// It need not be full scale, and the two sides need not be the same.

/** Two samples as high as each other within 16 bits and a gain change after them. */
const evenly: f64 = 1e-4
const step16: f64 = 5e-5
/** Softer than this (-46 dBFS) nothing is clipped; flat tops there are the steps of a coarse converter. */
const softest: f64 = 0.005
/** So many samples in a row are no chance. */
const flatSamples: i32 = 3
/** The sound comes to a clipped top with a slope, a rounded top has none: this many tolerances within two samples. */
const sharpness: f64 = 8

export class ClipLevel {
  /** Of the upper side; 0 while nothing has been clipped there. Samples at or above `from` are clipped. */
  level: f64 = 0
  from: f64 = 0
  private side: f64 = 1

  /** 1 for the upper side, -1 for the lower. */
  prepare(side: f64): void {
    this.side = side
  }

  reset(): void {
    this.level = 0
    this.from = 0
  }

  /** Looks at x[begin ... end); true when something is clipped there. */
  listen(x: Float64Array, begin: i32, end: i32): bool {
    const side: f64 = this.side
    let top: f64 = 0
    for (let i: i32 = begin; i < end; i++) if (side * x[i] > top) top = side * x[i]
    const tolerance: f64 = step16 + evenly * top
    // What is louder was not clipped at that level.
    if (top > this.level + tolerance) this.level = 0
    if (top < softest) return false
    if (this.level == 0 || top < this.level - tolerance) {
      if (!this.isFlat(x, begin, end, top - tolerance, tolerance)) return false
      this.level = top
    }
    this.from = this.level - tolerance
    return true
  }

  private isFlat(x: Float64Array, begin: i32, end: i32, from: f64, tolerance: f64): bool {
    const side: f64 = this.side
    let length: i32 = 0
    for (let i: i32 = begin; i < end; i++) {
      if (side * x[i] >= from) {
        length++
        continue
      }
      if (length >= flatSamples && i - length >= begin + 2 && i + 1 < end) {
        const before: f64 = from - side * x[i - length - 2]
        const after: f64 = from - side * x[i + 1]
        if (before > sharpness * tolerance && after > sharpness * tolerance) return true
      }
      length = 0
    }
    return false
  }
}
