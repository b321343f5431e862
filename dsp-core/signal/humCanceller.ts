// The hum of one channel as a sum of harmonics. What each is, is asked every 8 periods of the sound of the last 16; the
// answers of the last 4 s count the more the steadier the sound was while they were given: most in the pauses of a
// voice, and between its own harmonics. Where that leaves more doubt than hum, nothing is taken.

/** Answers that are kept, and how many are enough to begin with, or where they agree well. */
const answers: i32 = 24
const fewest: i32 = 6
const some: i32 = 8
/** A Hann window of 8 steps of two periods, half of them new each time. */
const steps: i32 = 8
/** An answer's own error is never taken for less than 30 dB under it: one pause is not everything. */
const leastError: f64 = 1e-3
/** Power of the hum against that of its error: from where on it is taken, and wholly. By ear, 2026-11-24. */
const unsure: f64 = 0.7
const sure: f64 = 2.5
const verySure: f64 = 300

export class HumCanceller {
  heard: f64 = 0
  removed: f64 = 0
  /** How far the harmonics turn from answer to answer, and how much that says: their ratio is an angle. */
  turning: f64 = 0
  weight: f64 = 0
  /** Answers so far. */
  count: i32 = 0
  /** Harmonics that are taken. */
  taken: i32 = 0
  private most: i32 = 0
  /** Of the cosines and sines: now, and where they go. */
  private a: Float64Array = new Float64Array(0)
  private b: Float64Array = new Float64Array(0)
  private toA: Float64Array = new Float64Array(0)
  private toB: Float64Array = new Float64Array(0)
  private sumA: Float64Array = new Float64Array(0)
  private sumB: Float64Array = new Float64Array(0)
  private stepA: Float64Array = new Float64Array(0)
  private stepB: Float64Array = new Float64Array(0)
  private pastA: Float64Array = new Float64Array(0)
  private pastB: Float64Array = new Float64Array(0)
  /** One over the power of each answer's error. */
  private pastTrust: Float64Array = new Float64Array(0)
  private step: i32 = 0
  private newest: i32 = 0
  private summed: f64 = 0
  private meanA: f64 = 0
  private meanB: f64 = 0
  private trust: f64 = 0
  private trustSquares: f64 = 0
  /** Mean squares of the sound and of the hum. */
  private sound: f64 = 0
  private hum: f64 = 0

  prepare(most: i32): void {
    this.most = most
    this.a = new Float64Array(most)
    this.b = new Float64Array(most)
    this.toA = new Float64Array(most)
    this.toB = new Float64Array(most)
    this.sumA = new Float64Array(most)
    this.sumB = new Float64Array(most)
    this.stepA = new Float64Array(most * steps)
    this.stepB = new Float64Array(most * steps)
    this.pastA = new Float64Array(most * answers)
    this.pastB = new Float64Array(most * answers)
    this.pastTrust = new Float64Array(most * answers)
  }

  reset(): void {
    this.forgetAll()
    this.heard = 0
    this.removed = 0
    this.sound = 0
  }

  forgetAll(): void {
    this.a.fill(0)
    this.b.fill(0)
    this.toA.fill(0)
    this.toB.fill(0)
    this.sumA.fill(0)
    this.sumB.fill(0)
    this.stepA.fill(0)
    this.stepB.fill(0)
    this.hum = 0
    this.step = 0
    this.newest = 0
    this.summed = 0
    this.count = 0
    this.taken = 0
    this.turning = 0
    this.weight = 0
  }

  /** Decayed state, before it becomes denormal. */
  settle(): void {
    for (let k: i32 = 0; k < this.most; k++) {
      if (Math.abs(this.a[k]) < 1e-30) this.a[k] = 0
      if (Math.abs(this.b[k]) < 1e-30) this.b[k] = 0
    }
    if (this.sound < 1e-60) this.sound = 0
    if (this.hum < 1e-60) this.hum = 0
  }

  /** One sample; the harmonics' cosines and sines are given. */
  next(x: f64, cos: Float64Array, sin: Float64Array, count: i32, glide: f64, forget: f64, wet: f64): f64 {
    let h: f64 = 0
    for (let k: i32 = 0; k < count; k++) {
      const c: f64 = cos[k]
      const s: f64 = sin[k]
      this.sumA[k] += x * c
      this.sumB[k] += x * s
      const a: f64 = this.a[k] + glide * (this.toA[k] - this.a[k])
      const b: f64 = this.b[k] + glide * (this.toB[k] - this.b[k])
      this.a[k] = a
      this.b[k] = b
      h += a * c + b * s
    }
    this.summed += 1
    this.sound = x * x + forget * (this.sound - x * x)
    this.hum = h * h + forget * (this.hum - h * h)
    // A hum that is louder than the sound is not there: it has stopped, or a clip has ended.
    if (this.sound < 0.25 * this.hum) h = 0
    const out: f64 = wet * h
    this.removed += out * out
    return x - out
  }

  /** Two periods are over. */
  endStep(count: i32): void {
    const scale: f64 = 2 / this.summed
    const at: i32 = (this.step % steps) * this.most
    for (let k: i32 = 0; k < count; k++) {
      this.stepA[at + k] = scale * this.sumA[k]
      this.stepB[at + k] = scale * this.sumB[k]
      this.sumA[k] = 0
      this.sumB[k] = 0
    }
    this.summed = 0
    this.step++
  }

  /** Asks again, and says in `turning` and `weight` how far the newer half has turned against the older. */
  ask(count: i32, window: Float64Array): void {
    this.turning = 0
    this.weight = 0
    if (this.step < steps) return
    // In the ring the oldest step stands where the next will be written.
    const first: i32 = this.step % steps
    this.newest = this.count == 0 ? 0 : (this.newest + 1) % answers
    if (this.count < answers) this.count++
    const to: i32 = this.newest * this.most
    for (let k: i32 = 0; k < count; k++) {
      let a: f64 = 0
      let b: f64 = 0
      for (let j: i32 = 0; j < steps; j++) {
        const from: i32 = ((first + j) % steps) * this.most + k
        a += window[j] * this.stepA[from]
        b += window[j] * this.stepB[from]
      }
      this.pastA[to + k] = a
      this.pastB[to + k] = b
      let error: f64 = leastError * (a * a + b * b) + 1e-30
      for (let j: i32 = 0; j < steps; j++) {
        const from: i32 = ((first + j) % steps) * this.most + k
        const offA: f64 = this.stepA[from] - a
        const offB: f64 = this.stepB[from] - b
        error += window[j] * (offA * offA + offB * offB)
      }
      this.pastTrust[to + k] = 1 / error
    }
    if (this.count >= fewest) this.compareHalves(count)
  }

  /** The fundamental was higher: turns what is remembered as if that had been known, by a small angle for each answer. */
  turn(count: i32, c: f64, s: f64): void {
    let pc: f64 = c
    let ps: f64 = s
    for (let i: i32 = 0; i < this.count; i++) {
      const at: i32 = ((this.newest + answers - i) % answers) * this.most
      let kc: f64 = pc
      let ks: f64 = ps
      for (let k: i32 = 0; k < count; k++) {
        const a: f64 = this.pastA[at + k]
        const b: f64 = this.pastB[at + k]
        this.pastA[at + k] = a * kc + b * ks
        this.pastB[at + k] = b * kc - a * ks
        const next: f64 = kc * pc - ks * ps
        ks = ks * pc + kc * ps
        kc = next
      }
      const next: f64 = pc * c - ps * s
      ps = ps * c + pc * s
      pc = next
    }
  }

  /** What the harmonics are to be from now on. */
  decide(count: i32): void {
    this.taken = 0
    for (let k: i32 = 0; k < this.most; k++) {
      let share: f64 = 0
      if (k < count && this.count >= fewest) {
        const ratio: f64 = this.ratioOf(k, this.askedOf(k))
        share = (ratio - unsure) / (sure - unsure)
        share = share < 0 ? 0 : share > 1 ? 1 : share
      }
      if (share > 0) this.taken++
      this.toA[k] = share > 0 ? share * this.meanA : 0
      this.toB[k] = share > 0 ? share * this.meanB : 0
    }
  }

  private compareHalves(count: i32): void {
    for (let k: i32 = 0; k < count; k++) {
      const n: i32 = this.askedOf(k)
      const half: i32 = n >> 1
      const error: f64 = this.errorOf(k, n)
      this.average(k, half, half)
      const a: f64 = this.meanA
      const b: f64 = this.meanB
      this.average(k, 0, half)
      // Each harmonic by how sure it is; what is doubtful says nothing.
      const size: f64 = Math.sqrt((a * a + b * b) * (this.meanA * this.meanA + this.meanB * this.meanB))
      const trust: f64 = size > 0 ? size / (size + sure * error) : 0
      const times: f64 = (k + 1) * half
      this.turning += trust * times * (b * this.meanA - a * this.meanB)
      this.weight += trust * times * times * size
    }
  }

  /** How many answers are asked: some where they agree well, or all. */
  private askedOf(k: i32): i32 {
    if (this.count <= some) return this.count
    return this.ratioOf(k, some) > verySure ? some : this.count
  }

  /** Power of the mean of the newest n against that of its error. */
  private ratioOf(k: i32, n: i32): f64 {
    const error: f64 = this.errorOf(k, n)
    const power: f64 = this.meanA * this.meanA + this.meanB * this.meanB
    return power > 1e-20 ? power / (error + 1e-30) : 0
  }

  /** Power of the error of the mean of the newest n: what they say of themselves, and how far they lie apart. */
  private errorOf(k: i32, n: i32): f64 {
    this.average(k, 0, n)
    if (!(this.trust > 0)) return 0
    let apart: f64 = 0
    for (let i: i32 = 0; i < n; i++) {
      const at: i32 = ((this.newest + answers - i) % answers) * this.most + k
      const a: f64 = this.pastA[at] - this.meanA
      const b: f64 = this.pastB[at] - this.meanB
      apart += this.pastTrust[at] * (a * a + b * b)
    }
    return 1 / this.trust + (apart * this.trustSquares) / (this.trust * this.trust * this.trust)
  }

  /** Of n answers, the newest of them `from` answers ago, each as far as it is trusted. */
  private average(k: i32, from: i32, n: i32): void {
    let a: f64 = 0
    let b: f64 = 0
    let trust: f64 = 0
    let squares: f64 = 0
    for (let i: i32 = 0; i < n; i++) {
      const at: i32 = ((this.newest + answers - from - i) % answers) * this.most + k
      const t: f64 = this.pastTrust[at]
      a += t * this.pastA[at]
      b += t * this.pastB[at]
      trust += t
      squares += t * t
    }
    this.meanA = trust > 0 ? a / trust : 0
    this.meanB = trust > 0 ? b / trust : 0
    this.trust = trust
    this.trustSquares = squares
  }
}
