// The gain curve of ducking, step by step of 10 ms, from who speaks and how loud speech and background are: the rules
// of signal/ducking.ts with a bounded look ahead. Straight in dB; complete at the first syllable; up again only in gaps
// that are long enough. Where the depth comes from levels it is what the words known so far ask for, and follows them.
import { depthDbFor, downMsOf, leastDepthDb, SpeechPassages, upMsOf } from './ducking'

const atRest: i32 = 0
const goingDown: i32 = 1
const down: i32 = 2
const comingUp: i32 = 3

/** Mean square of BS.1770-5's absolute gate (-70 LUFS): what lies under it plays to nobody. */
const audiblePower: f64 = 1.1724653045822964e-7

/** What is left of the sums after a step: levels of about the last 10 s of a passage. */
const keepPerStep: f64 = 0.999

/** While down, the depth follows the levels this fast at most, per step: 2 dB/s (by ear, 2026-11-24). */
const mostFollowingDb: f64 = 0.02

export class DuckCurve {
  /** Decided so far: the gain at the beginning of step `steps` - `aheadSteps` + 1. */
  db: f64 = 0
  private passages: SpeechPassages = new SpeechPassages()
  private targetLu: f64 = 0
  private maxDepthDb: f64 = 0
  private aheadSteps: i32 = 0
  private leadSteps: i32 = 0
  private downMs: f64 = 0
  private holdSteps: i32 = 0
  private upMs: f64 = 0
  private steps: i32 = 0
  private phase: i32 = atRest
  /** First step of the newest passage, and the first in which it is heard over an audible background; -1: none. */
  private onset: i32 = -1
  private heard: i32 = -1
  /** Where the way up begins, once it is known; -1: not yet. */
  private release: i32 = -1
  private depthDb: f64 = 0
  /** Both ends of a way up or down. */
  private fromStep: i32 = 0
  private toStep: i32 = 0
  private fromDb: f64 = 0
  private speechSum: f64 = 0
  private backgroundSum: f64 = 0

  /** Target 0: always the full depth. `aheadSteps`: how many steps before they play they are pushed. */
  configure(
    targetLu: f64,
    maxDepthDb: f64,
    aheadSteps: i32,
    longestPause: i32,
    leadSteps: i32,
    downMs: f64,
    holdSteps: i32,
    upMs: f64,
  ): void {
    this.targetLu = targetLu
    this.maxDepthDb = maxDepthDb
    this.aheadSteps = aheadSteps
    this.passages.configure(longestPause)
    this.leadSteps = leadSteps
    this.downMs = downMs
    this.holdSteps = holdSteps
    this.upMs = upMs
  }

  reset(): void {
    this.passages.reset()
    this.db = 0
    this.steps = 0
    this.phase = atRest
    this.onset = -1
    this.heard = -1
    this.release = -1
    this.depthDb = 0
    this.speechSum = 0
    this.backgroundSum = 0
  }

  /** The next step; gives the gain, 0 or negative, at the beginning of step (this one) - aheadSteps + 2. */
  push(speaking: bool, speechPower: f64, backgroundPower: f64): f64 {
    const step: i32 = this.steps
    this.steps++
    const wasOpen: bool = this.passages.open
    if (this.passages.push(speaking)) this.release = this.passages.toStep + this.holdSteps
    if (!wasOpen && this.passages.open) {
      this.onset = step
      this.heard = -1
      this.speechSum = 0
      this.backgroundSum = 0
    }
    if (speaking && backgroundPower > audiblePower) {
      if (this.heard < 0) this.heard = step
      this.speechSum = keepPerStep * this.speechSum + speechPower
      this.backgroundSum = keepPerStep * this.backgroundSum + backgroundPower
    }
    this.db = this.move(step + 2 - this.aheadSteps)
    return this.db
  }

  private move(at: i32): f64 {
    if (this.phase == goingDown) {
      if (at >= this.toStep) this.phase = down
      else return this.onTheWay(at, -this.depthDb)
    }
    if (this.phase == down) {
      if (!this.released(at)) return this.follow()
      this.begin(comingUp, this.release, this.release + stepsOf(upMsOf(this.depthDb, this.upMs)))
      this.finishPassage()
    }
    if (this.released(at)) this.finishPassage()
    if (this.isDue(at)) return this.onTheWay(at, -this.depthDb)
    if (this.phase != comingUp) return 0
    if (at < this.toStep) return this.onTheWay(at, 0)
    this.phase = atRest
    return 0
  }

  private released(at: i32): bool {
    return this.release >= 0 && at > this.release
  }

  /** The passage is over; another may have been seen already. */
  private finishPassage(): void {
    if (this.onset >= 0 && this.onset <= this.release) this.onset = -1
    this.release = -1
  }

  /** Is it time to go down for the passage ahead? Then it does. */
  private isDue(at: i32): bool {
    if (this.onset < 0 || this.heard < 0) return false
    const depth: f64 = this.wantedDb()
    if (depth < leastDepthDb) return false
    const steps: i32 = stepsOf(downMsOf(depth, this.downMs))
    const complete: i32 = this.heard - this.leadSteps
    if (at <= complete - steps) return false
    const begin: i32 = at - 1
    this.depthDb = depth
    this.begin(goingDown, begin, complete > begin + steps ? complete : begin + steps)
    return true
  }

  private begin(phase: i32, fromStep: i32, toStep: i32): void {
    this.phase = phase
    this.fromStep = fromStep
    this.toStep = toStep
    this.fromDb = this.db
  }

  private onTheWay(at: i32, toDb: f64): f64 {
    const way: f64 = this.toStep - this.fromStep
    const gone: f64 = at - this.fromStep
    return this.fromDb + (toDb - this.fromDb) * (gone < way ? gone / way : 1)
  }

  private follow(): f64 {
    const wanted: f64 = this.wantedDb()
    const change: f64 = wanted - this.depthDb
    this.depthDb += Math.max(-mostFollowingDb, Math.min(mostFollowingDb, change))
    return -this.depthDb
  }

  private wantedDb(): f64 {
    if (this.targetLu == 0) return this.maxDepthDb
    if (this.heard < 0) return 0
    return Math.max(0, depthDbFor(this.targetLu, this.speechSum, this.backgroundSum, this.maxDepthDb))
  }
}

function stepsOf(ms: f64): i32 {
  return Math.ceil(ms / 10) as i32
}
