// Gated loudness with bounded memory: blocks are kept as counts and exact energy sums in classes of 0.02 LU, so only
// blocks within one class of the relative gate may be counted wrongly (under 0.01 LU on programme material).
// ITU-R BS.1770-5 Annex 1; EBU Tech 3341.
import { dbFromPower } from './decibels'

const momentarySteps: i32 = 40
const shortTermSteps: i32 = 300
const hopSteps: i32 = 10
const lowestLufs: f64 = -70
const classLu: f64 = 0.02
const classes: i32 = 5000

export class LoudnessReadings {
  private counts: Float64Array = new Float64Array(0)
  private energies: Float64Array = new Float64Array(0)
  private recent: Float64Array = new Float64Array(0)
  private at: i32 = 0
  private steps: f64 = 0
  private highestMomentary: f64 = 0
  private highestShortTerm: f64 = 0

  prepare(): void {
    this.counts = new Float64Array(classes)
    this.energies = new Float64Array(classes)
    this.recent = new Float64Array(shortTermSteps)
  }

  reset(): void {
    this.counts.fill(0)
    this.energies.fill(0)
    this.recent.fill(0)
    this.at = 0
    this.steps = 0
    this.highestMomentary = 0
    this.highestShortTerm = 0
  }

  /** The next step of 10 ms. */
  push(energy: f64): void {
    this.recent[this.at] = energy
    this.at = (this.at + 1) % shortTermSteps
    this.steps += 1
    const momentary: f64 = this.meanOfLast(momentarySteps)
    if (momentary > this.highestMomentary) this.highestMomentary = momentary
    if (this.steps % hopSteps != 0) return
    const shortTerm: f64 = this.meanOfLast(shortTermSteps)
    if (shortTerm > this.highestShortTerm) this.highestShortTerm = shortTerm
    if (this.steps >= momentarySteps) this.keep(momentary)
  }

  integratedLufs(): f64 {
    const ungated: f64 = this.meanFrom(0)
    if (ungated == 0) return -Infinity
    const gate: f64 = lufs(ungated) - 10
    return lufs(this.meanFrom(gate > lowestLufs ? this.classOf(gate) : 0))
  }

  maxMomentaryLufs(): f64 {
    return lufs(this.highestMomentary)
  }

  maxShortTermLufs(): f64 {
    return lufs(this.highestShortTerm)
  }

  private meanOfLast(length: i32): f64 {
    let sum: f64 = 0
    let i: i32 = this.at - length
    if (i < 0) i += shortTermSteps
    for (let n: i32 = 0; n < length; n++) {
      sum += this.recent[i]
      i++
      if (i == shortTermSteps) i = 0
    }
    return sum / length
  }

  private keep(energy: f64): void {
    const level: f64 = lufs(energy)
    if (!(level > lowestLufs)) return
    const index: i32 = this.classOf(level)
    this.counts[index] += 1
    this.energies[index] += energy
  }

  private classOf(level: f64): i32 {
    const index: i32 = Math.floor((level - lowestLufs) / classLu) as i32
    return index < classes ? index : classes - 1
  }

  private meanFrom(index: i32): f64 {
    let count: f64 = 0
    let sum: f64 = 0
    for (let i: i32 = index; i < classes; i++) {
      count += this.counts[i]
      sum += this.energies[i]
    }
    return count > 0 ? sum / count : 0
  }
}

/** BS.1770-5, equation 2. */
function lufs(energy: f64): f64 {
  return energy > 0 ? -0.691 + dbFromPower(energy) : -Infinity
}
