// A hand on the fader, step by step of 10 ms: how loud is what is said around here, and what gain brings it to the
// target. It looks back and ahead, and where the two differ (another speaker) it takes the side that the present moment
// belongs to, so that a change of speaker is not smeared over the window (the choice between windows: M. Kuwahara et
// al., "Processing of RI-angiocardiographic images", 1976). What is no voice does not count: pauses keep their gain.
import { dbFromPower } from './decibels'

/** Blocks whose level is judged: 200 ms, a syllable. */
const blockSteps: i32 = 20
/** The present moment is what is said in the next 0.4 s; a block's middle lies 0.1 s before its end. */
const presentFrom: i32 = 10
const presentTo: i32 = 50
/** So much voice a window must hold to say anything: ITU-T P.56's hangover is 0.2 s, a word takes 0.3. */
const leastSteps: i32 = 30
/** The floor is the softest block of so long: every speaker pauses between words within it. */
const floorSteps: i32 = 300
/** -90 LUFS: under it nothing was recorded; it is no floor. */
const nothingPower: f64 = 1.1724653045822964e-9
/** Sides that differ by no more than 3 LU are one. */
const alike: f64 = 1.9952623149688795
/** A steady sound is heeded down to 12 LU under what was heeded last … */
const steadyBelow: f64 = 0.06309573444801933
/** … and one that stands out from its own floor by 9 LU, as voices do, down to 20 LU. */
const standsOut: f64 = 7.943282347242816
const voiceBelow: f64 = 0.01

export class LevelRider {
  /** Steps that were heeded, and all. */
  heeded: f64 = 0
  steps: i32 = 0
  private targetPower: f64 = 1
  private gatePower: f64 = 0
  private backSteps: i32 = 0
  private aheadSteps: i32 = 0
  private room: i32 = 0
  /** Of the last steps: power, mean of the block that ended there, and that again where it is heeded, else 0. */
  private powers: Float64Array = new Float64Array(0)
  private blocks: Float64Array = new Float64Array(0)
  private kept: Float64Array = new Float64Array(0)
  private reference: f64 = 1
  /** Result of `look`. */
  private mean: f64 = 0
  private count: i32 = 0

  /** Longest windows back and ahead together, in steps. */
  prepare(mostSteps: i32): void {
    this.room = mostSteps + floorSteps
    this.powers = new Float64Array(this.room)
    this.blocks = new Float64Array(this.room)
    this.kept = new Float64Array(this.room)
  }

  configure(targetPower: f64, gatePower: f64, backSteps: i32, aheadSteps: i32): void {
    this.targetPower = targetPower
    this.gatePower = gatePower
    this.backSteps = backSteps
    this.aheadSteps = aheadSteps
  }

  reset(): void {
    this.powers.fill(0)
    this.blocks.fill(0)
    this.kept.fill(0)
    this.steps = 0
    this.heeded = 0
    this.reference = this.targetPower
  }

  /** The next step; gives the gain wanted `aheadSteps` before it, or `otherwise` where nobody is heard. */
  push(power: f64, otherwise: f64): f64 {
    const step: i32 = this.steps
    const at: i32 = step % this.room
    this.steps++
    this.powers[at] = power
    const block: f64 = this.blockAt(step)
    this.blocks[at] = block
    const heed: bool = this.isHeeded(block, step)
    this.kept[at] = heed ? block : 0
    if (heed) this.heeded += 1
    const level: f64 = this.levelAt(step - this.aheadSteps, step)
    if (level == 0) return otherwise
    this.reference = level
    return dbFromPower(this.targetPower) - dbFromPower(level)
  }

  private blockAt(step: i32): f64 {
    const count: i32 = step + 1 < blockSteps ? step + 1 : blockSteps
    let sum: f64 = 0
    for (let i: i32 = step - count + 1; i <= step; i++) sum += this.powers[i % this.room]
    return sum / count
  }

  private isHeeded(block: f64, step: i32): bool {
    if (block < this.gatePower) return false
    if (block >= this.reference * steadyBelow) return true
    if (block < this.reference * voiceBelow) return false
    let floor: f64 = block
    for (let i: i32 = step - floorSteps + 1 > 0 ? step - floorSteps + 1 : 0; i < step; i++) {
      const other: f64 = this.blocks[i % this.room]
      if (other < floor && other > nothingPower) floor = other
    }
    return block >= floor * standsOut
  }

  /** Mean power of what is heeded at a step, as the step `newest` lets know; 0: nothing. */
  private levelAt(step: i32, newest: i32): f64 {
    this.look(step - this.backSteps + 1, step)
    const back: f64 = this.count >= leastSteps ? this.mean : 0
    const backCount: i32 = this.count
    this.look(step + 1, newest)
    const ahead: f64 = this.count >= leastSteps ? this.mean : 0
    if (back == 0 || ahead == 0) return back + ahead
    if (back < ahead * alike && ahead < back * alike) {
      return (back * backCount + ahead * this.count) / (backCount + this.count)
    }
    this.look(step + presentFrom, step + presentTo < newest ? step + presentTo : newest)
    // In a pause between speakers it makes ready for the one to come.
    if (this.count == 0) return ahead
    return this.mean * this.mean < back * ahead == back < ahead ? back : ahead
  }

  private look(from: i32, to: i32): void {
    let sum: f64 = 0
    let count: i32 = 0
    for (let i: i32 = from > 0 ? from : 0; i <= to; i++) {
      const value: f64 = this.kept[i % this.room]
      sum += value
      if (value > 0) count++
    }
    this.mean = count > 0 ? sum / count : 0
    this.count = count
  }
}
