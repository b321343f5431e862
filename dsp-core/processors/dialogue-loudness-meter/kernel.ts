// K-weighted steps of 10 ms; those that are speech are measured as if they followed each other.
import { LoudnessReadings } from '../../signal/loudness'
import { LoudnessSteps } from '../../signal/loudnessSteps'
import { Kernel, pieceSamples } from '../kernel'

/** A step is speech when this much of it is. */
const speechShare: f64 = 0.5

export class DialogueLoudnessMeterKernel extends Kernel {
  private weighted: LoudnessSteps = new LoudnessSteps()
  private programme: LoudnessReadings = new LoudnessReadings()
  private dialogue: LoudnessReadings = new LoudnessReadings()
  private rareSpeechPercent: f64 = 0
  /** Sum of the speech signal over the step that has begun, and its length. */
  private speech: f64 = 0
  private heard: f64 = 0
  private steps: f64 = 0
  private speechSteps: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.weighted.prepare(sampleRateHz, channels, pieceSamples)
    this.programme.prepare()
    this.dialogue.prepare()
  }

  configure(sections: Float64Array, weights: Float64Array, rareSpeechPercent: f64): void {
    this.weighted.configure(sections, weights)
    this.rareSpeechPercent = rareSpeechPercent
  }

  override reset(): void {
    super.reset()
    this.weighted.reset()
    this.programme.reset()
    this.dialogue.reset()
    this.steps = 0
    this.speechSteps = 0
    this.speech = 0
    this.heard = 0
  }

  protected run(start: i32, end: i32): void {
    const ended: i32 = this.weighted.hear(this.main, start, end)
    let at: i32 = start
    for (let s: i32 = 0; s <= ended; s++) {
      const length: i32 = this.weighted.shares[s]
      this.listen(at, at + length)
      at += length
      if (s == ended) break
      this.end(this.weighted.energies[s])
    }
  }

  protected override settle(): void {
    this.weighted.settle()
  }

  /** In the order of the description's list. */
  override reading(index: i32): f64 {
    if (index == 0) return this.dialogue.ungatedLufs()
    if (index == 1) return this.speechPercent()
    if (index == 2) return this.isRare() ? this.programme.integratedLufs() : this.dialogue.ungatedLufs()
    if (index == 3) return this.dialogue.rangeLu()
    return index == 4 ? this.programme.integratedLufs() : this.loudnessToDialogue()
  }

  private end(energy: f64): void {
    const share: f64 = this.speech / this.heard
    this.programme.push(energy)
    if (share >= speechShare) this.dialogue.push(energy)
    this.steps += 1
    this.speechSteps += share
    this.speech = 0
    this.heard = 0
  }

  /** Of all time. */
  private speechPercent(): f64 {
    return this.steps > 0 ? (100 * this.speechSteps) / this.steps : 0
  }

  private isRare(): bool {
    return !(this.speechPercent() >= this.rareSpeechPercent)
  }

  /** Loudness of the programme over that of the dialogue (EBU R 128 s4: at most 5 LU); 0 where either is missing. */
  private loudnessToDialogue(): f64 {
    const dialogue: f64 = this.dialogue.ungatedLufs()
    const programme: f64 = this.programme.integratedLufs()
    return dialogue > -Infinity && programme > -Infinity ? programme - dialogue : 0
  }

  /** What the signal says from sample to sample; beyond 0 ... 1 is as good as these. */
  private listen(from: i32, to: i32): void {
    const signal = this.signal
    const given: bool = signal.length > 0
    for (let i: i32 = from; i < to; i++) {
      const value: f64 = given ? signal[i] : 1
      this.speech += value > 1 ? 1 : value > 0 ? value : 0
    }
    this.heard += to - from
  }
}
