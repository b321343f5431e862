// Loudness with bounded memory, from steps of 10 ms: momentary and short-term at every step and their highest,
// integrated with both gates, range. ITU-R BS.1770-5 Annex 1; EBU Tech 3341 and 3342.
import { LoudnessClasses, lufsFromEnergy } from './loudnessClasses'

const momentarySteps: i32 = 40
const shortTermSteps: i32 = 300
const hopSteps: i32 = 10
const relativeGateLu: f64 = -10
const rangeGateLu: f64 = -20

export class LoudnessReadings {
  private blocks: LoudnessClasses = new LoudnessClasses()
  private shortTerms: LoudnessClasses = new LoudnessClasses()
  private recent: Float64Array = new Float64Array(0)
  private at: i32 = 0
  private steps: f64 = 0
  private shortTermSum: f64 = 0
  private highestMomentary: f64 = 0
  private highestShortTerm: f64 = 0

  prepare(): void {
    this.blocks.prepare()
    this.shortTerms.prepare()
    this.recent = new Float64Array(shortTermSteps)
  }

  reset(): void {
    this.blocks.reset()
    this.shortTerms.reset()
    this.recent.fill(0)
    this.at = 0
    this.steps = 0
    this.shortTermSum = 0
    this.highestMomentary = 0
    this.highestShortTerm = 0
  }

  /** The next step of 10 ms. */
  push(energy: f64): void {
    this.shortTermSum += energy - this.recent[this.at]
    this.recent[this.at] = energy
    this.at = (this.at + 1) % shortTermSteps
    this.steps += 1
    const hop: bool = this.steps % hopSteps == 0
    // Added up afresh now and then, so that no rounding stays.
    if (hop) this.shortTermSum = this.sumOfLast(shortTermSteps)
    const momentary: f64 = this.sumOfLast(momentarySteps) / momentarySteps
    const shortTerm: f64 = this.shortTermSum / shortTermSteps
    if (momentary > this.highestMomentary) this.highestMomentary = momentary
    if (shortTerm > this.highestShortTerm) this.highestShortTerm = shortTerm
    if (!hop) return
    if (this.steps >= momentarySteps) this.blocks.keep(momentary)
    if (this.steps >= shortTermSteps) this.shortTerms.keep(shortTerm)
  }

  /** Of the last 400 ms; before there are as many, of silence and what there is. */
  momentaryLufs(): f64 {
    return lufsFromEnergy(this.sumOfLast(momentarySteps) / momentarySteps)
  }

  /** Of the last 3 s. */
  shortTermLufs(): f64 {
    return lufsFromEnergy(this.sumOfLast(shortTermSteps) / shortTermSteps)
  }

  integratedLufs(): f64 {
    return this.blocks.gatedMeanLufs(relativeGateLu)
  }

  /** Of all blocks above the absolute gate. */
  ungatedLufs(): f64 {
    return this.blocks.meanLufs()
  }

  rangeLu(): f64 {
    return this.shortTerms.rangeLu(rangeGateLu)
  }

  maxMomentaryLufs(): f64 {
    return lufsFromEnergy(this.highestMomentary)
  }

  maxShortTermLufs(): f64 {
    return lufsFromEnergy(this.highestShortTerm)
  }

  private sumOfLast(length: i32): f64 {
    let sum: f64 = 0
    let i: i32 = this.at - length
    if (i < 0) i += shortTermSteps
    for (let n: i32 = 0; n < length; n++) {
      sum += this.recent[i]
      i++
      if (i == shortTermSteps) i = 0
    }
    return sum
  }
}
