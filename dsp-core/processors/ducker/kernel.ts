// Who speaks, and how loud both are, once per step of 10 ms; the curve; one multiplication per sample.
import { DelayedGain } from '../../signal/delay'
import { DuckCurve } from '../../signal/duckCurve'
import { duckStepSamples } from '../../signal/ducking'
import { GainSteps } from '../../signal/gainSteps'
import { StepLoudness } from '../../signal/stepLoudness'
import { Kernel, pieceSamples, sidechainRoom } from '../kernel'

/** 6 dB: a voice that has begun is followed into its softer syllables. */
const softer: f64 = 0.251188643150958

/** Loud enough to be ducked, full scale. */
const audible: f64 = 1

/** Longest look-ahead at the parameters' ends: 5.2 s (index.ts). */
const mostSteps: i32 = 530

export class DuckerKernel extends Kernel {
  private speech: StepLoudness = new StepLoudness()
  private background: StepLoudness = new StepLoudness()
  private curve: DuckCurve = new DuckCurve()
  private gain: GainSteps = new GainSteps()
  private output: DelayedGain = new DelayedGain()
  private idle: bool = false
  /** The depth depends on how loud the background is; else it is taken to sound all the time. */
  private weighs: bool = false
  private threshold: f64 = 0
  private speaking: bool = false
  private spoken: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const step: i32 = duckStepSamples(sampleRateHz)
    this.speech.prepare(channels > sidechainRoom ? channels : sidechainRoom, step, pieceSamples)
    this.background.prepare(channels, step, pieceSamples)
    this.gain.prepare(step, pieceSamples)
    this.output.prepare(channels, mostSteps * step, pieceSamples)
    this.finished = new Float32Array((Math.floor(maxBlock / step) as i32) + 2)
  }

  configure(
    targetLu: f64,
    maxDepthDb: f64,
    aheadSteps: i32,
    longestPause: i32,
    leadSteps: i32,
    downMs: f64,
    holdSteps: i32,
    upMs: f64,
    threshold: f64,
    weighting: Float64Array,
  ): void {
    this.curve.configure(targetLu, maxDepthDb, aheadSteps, longestPause, leadSteps, downMs, holdSteps, upMs)
    this.output.configure(aheadSteps * duckStepSamples(this.sampleRateHz))
    this.gain.configure(0, 0, 1)
    this.idle = aheadSteps == 0
    this.weighs = targetLu > 0
    this.threshold = threshold
    this.speech.configure(weighting)
    this.background.configure(weighting)
  }

  override reset(): void {
    super.reset()
    this.speech.reset()
    this.background.reset()
    this.curve.reset()
    this.gain.reset()
    this.output.reset()
    this.speaking = false
    this.spoken = 0
  }

  protected run(start: i32, end: i32): void {
    if (this.idle) return
    const steps: i32 = this.speech.run(this.sidechain, start, end)
    if (this.weighs) this.background.run(this.main, start, end)
    for (let s: i32 = 0; s < steps; s++)
      this.decide(this.speech.power[s], this.weighs ? this.background.power[s] : audible)
    const gains = this.gain.draw(end - start)
    this.output.run(this.main, start, end, gains, this.gain.isOne())
  }

  protected override settle(): void {
    this.speech.settle()
    this.background.settle()
  }

  /** 0 the deepest so far, 1 the mean, positive; 2 the share of time in which somebody spoke. */
  override reading(index: i32): f64 {
    if (index == 0) return this.gain.largestReductionDb()
    if (index == 1) return this.gain.meanReductionDb()
    return this.gain.count() > 0 ? (100 * this.spoken) / this.gain.count() : 0
  }

  private decide(speech: f64, background: f64): void {
    this.speaking = speech > (this.speaking ? this.threshold * softer : this.threshold)
    if (this.speaking) this.spoken += 1
    const db: f64 = this.curve.push(this.speaking, speech, background)
    this.gain.place(db)
    this.finished[this.finishedCount] = db as f32
    this.finishedCount++
  }
}
