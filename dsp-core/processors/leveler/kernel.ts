// Loudness and gain once per step of 10 ms; one multiplication per sample.
import { DelayedGain } from '../../signal/delay'
import { duckStepSamples } from '../../signal/ducking'
import { GainSteps } from '../../signal/gainSteps'
import { LevelRider } from '../../signal/levelRider'
import { StepLoudness } from '../../signal/stepLoudness'
import { Kernel, pieceSamples } from '../kernel'

/** Longest window and look-ahead at the parameters' ends. */
const mostBackSteps: i32 = 500
const mostAheadSteps: i32 = 200

export class LevelerKernel extends Kernel {
  private loudness: StepLoudness = new StepLoudness()
  private rider: LevelRider = new LevelRider()
  private gain: GainSteps = new GainSteps()
  private output: DelayedGain = new DelayedGain()
  private maxGainDb: f64 = 0
  private maxCutDb: f64 = 0
  private mostDb: f64 = 0
  /** What was wanted last; kept through pauses. */
  private wantedDb: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    const step: i32 = duckStepSamples(sampleRateHz)
    this.loudness.prepare(channels, step, pieceSamples)
    this.rider.prepare(mostBackSteps + mostAheadSteps)
    this.gain.prepare(step, pieceSamples)
    this.output.prepare(channels, mostAheadSteps * step, pieceSamples)
  }

  configure(
    targetPower: f64,
    maxGainDb: f64,
    maxCutDb: f64,
    gatePower: f64,
    backSteps: i32,
    aheadSteps: i32,
    attack: f64,
    release: f64,
    weighting: Float64Array,
  ): void {
    this.rider.configure(targetPower, gatePower, backSteps, aheadSteps)
    this.maxGainDb = maxGainDb
    this.maxCutDb = maxCutDb
    this.gain.configure(attack, release, 1)
    this.loudness.configure(weighting)
    this.output.configure(aheadSteps * duckStepSamples(this.sampleRateHz))
  }

  override reset(): void {
    super.reset()
    this.loudness.reset()
    this.rider.reset()
    this.gain.reset()
    this.output.reset()
    this.mostDb = 0
    this.wantedDb = 0
  }

  protected run(start: i32, end: i32): void {
    const steps: i32 = this.loudness.run(this.main, start, end)
    for (let s: i32 = 0; s < steps; s++) this.ride(this.loudness.power[s])
    const gains = this.gain.draw(end - start)
    this.output.run(this.main, start, end, gains, this.gain.isOne())
  }

  protected override settle(): void {
    this.loudness.settle()
    this.gain.settle()
  }

  /** Most gain and most cut so far, positive; the mean; the share of time in which a voice was heard. */
  override reading(index: i32): f64 {
    if (index == 0) return this.mostDb
    if (index == 1) return this.gain.largestReductionDb()
    if (index == 2) return this.gain.meanDb()
    return this.rider.steps > 0 ? (100 * this.rider.heeded) / this.rider.steps : 0
  }

  private ride(power: f64): void {
    // One channel is heard from two loudspeakers.
    let wanted: f64 = this.rider.push(this.channels == 1 ? 2 * power : power, this.wantedDb)
    this.wantedDb = wanted
    if (wanted > this.maxGainDb) wanted = this.maxGainDb
    else if (wanted < -this.maxCutDb) wanted = -this.maxCutDb
    this.gain.push(wanted)
    if (this.gain.gainDb > this.mostDb) this.mostDb = this.gain.gainDb
  }
}
