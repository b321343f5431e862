// Energies of windows, kept as counts and exact sums in classes of 0.02 LU: gated means and percentiles with bounded
// memory. Only windows within one class of a gate may be counted wrongly (under 0.01 LU on programme material).
import { dbFromPower } from './decibels'

/** What is softer is under the absolute gate and not kept. */
const lowestLufs: f64 = -70
const classLu: f64 = 0.02
const classes: i32 = 5000

/** ITU-R BS.1770-5, equation 2. */
export function lufsFromEnergy(energy: f64): f64 {
  return energy > 0 ? -0.691 + dbFromPower(energy) : -Infinity
}

export class LoudnessClasses {
  private counts: Float64Array = new Float64Array(0)
  private energies: Float64Array = new Float64Array(0)

  prepare(): void {
    this.counts = new Float64Array(classes)
    this.energies = new Float64Array(classes)
  }

  reset(): void {
    this.counts.fill(0)
    this.energies.fill(0)
  }

  keep(energy: f64): void {
    const level: f64 = lufsFromEnergy(energy)
    if (!(level > lowestLufs)) return
    const index: i32 = this.classOf(level)
    this.counts[index] += 1
    this.energies[index] += energy
  }

  /** Mean of all that are kept, as loudness. */
  meanLufs(): f64 {
    return lufsFromEnergy(this.meanFrom(0))
  }

  /** Mean of those within `relativeLu` (negative) of the mean of all. */
  gatedMeanLufs(relativeLu: f64): f64 {
    return lufsFromEnergy(this.meanFrom(this.firstClass(relativeLu)))
  }

  /** From the 10th to the 95th percentile of those within `relativeLu` of the mean of all, LU (EBU Tech 3342). */
  rangeLu(relativeLu: f64): f64 {
    const from: i32 = this.firstClass(relativeLu)
    let count: f64 = 0
    for (let i: i32 = from; i < classes; i++) count += this.counts[i]
    if (count == 0) return 0
    return (
      this.ranked(from, Math.floor((count - 1) * 0.95 + 0.5)) -
      this.ranked(from, Math.floor((count - 1) * 0.1 + 0.5))
    )
  }

  private firstClass(relativeLu: f64): i32 {
    const gate: f64 = this.meanLufs() + relativeLu
    return gate > lowestLufs ? this.classOf(gate) : 0
  }

  /** Mean loudness of the class that holds the one of that rank, counted from 0. */
  private ranked(from: i32, rank: f64): f64 {
    let seen: f64 = 0
    for (let i: i32 = from; i < classes; i++) {
      seen += this.counts[i]
      if (seen > rank) return lufsFromEnergy(this.energies[i] / this.counts[i])
    }
    return 0
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
