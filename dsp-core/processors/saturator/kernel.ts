// Up to 16 times the rate, through the curve, down again; then added to the delayed sound.
import { HalfBandDown, HalfBandUp, lanes } from '../../signal/halfBand'
import { History } from '../../signal/history'
import { Shaper } from '../../signal/shaper'
import { simd } from '../../signal/simd'
import { Kernel, pieceSamples } from '../kernel'

/** So many samples are on their way at once: 16 times as many doubles lie in the first cache. */
const chunk: i32 = 128
const stages: i32 = 4
/** Longest half band and longest delay. */
const maxHalf: i32 = 64
const maxDelay: i32 = 256

export class SaturatorKernel extends Kernel {
  /** Four of each per channel. */
  private ups: Array<HalfBandUp> = []
  private downs: Array<HalfBandDown> = []
  private shapers: Array<Shaper> = []
  private histories: Array<History> = []
  /** The constant that each channel's change has. */
  private constants: Float64Array = new Float64Array(0)
  private rows: Array<Float64Array> = []
  private mix: f64 = 1
  private outputGain: f64 = 1
  private delay: i32 = 0
  private keeps: f64 = 0
  private heard: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.ups = []
    this.downs = []
    this.shapers = []
    this.histories = []
    this.constants = new Float64Array(channels)
    this.rows = []
    for (let s: i32 = 0; s <= stages; s++) this.rows.push(new Float64Array(lanes * (chunk << s)))
    for (let c: i32 = 0; c < channels; c++) {
      this.shapers.push(new Shaper())
      const history = new History()
      history.prepare(maxDelay, pieceSamples)
      this.histories.push(history)
      for (let s: i32 = 0; s < stages; s++) {
        const up = new HalfBandUp()
        up.prepare(maxHalf, chunk << s)
        this.ups.push(up)
        const down = new HalfBandDown()
        down.prepare(maxHalf, chunk << s)
        this.downs.push(down)
      }
    }
  }

  configure(
    drive: f64,
    hardness: f64,
    ceiling: f64,
    upper: f64,
    mix: f64,
    outputGain: f64,
    delay: i32,
    keeps: f64,
    taps2: Float64Array,
    taps4: Float64Array,
    taps8: Float64Array,
    taps16: Float64Array,
  ): void {
    this.mix = mix
    this.outputGain = outputGain
    this.delay = delay
    // A curve with equal halves leaves no constant of its own: what there is, is the sound's.
    this.keeps = upper < 1 ? keeps : 0
    for (let c: i32 = 0; c < this.channels; c++) {
      this.shapers[c].configure(drive, hardness, ceiling, upper)
      this.configureStage(c * stages, taps2, 0)
      this.configureStage(c * stages + 1, taps4, 0)
      this.configureStage(c * stages + 2, taps8, 0)
      // The curve itself is late by one sample of the highest rate.
      this.configureStage(c * stages + 3, taps16, 1)
    }
  }

  private configureStage(index: i32, taps: Float64Array, early: i32): void {
    this.ups[index].configure(taps)
    this.downs[index].configure(taps, early)
  }

  override reset(): void {
    super.reset()
    for (let i: i32 = 0; i < this.ups.length; i++) {
      this.ups[i].reset()
      this.downs[i].reset()
    }
    for (let c: i32 = 0; c < this.channels; c++) {
      this.shapers[c].reset()
      this.histories[c].reset()
    }
    this.constants.fill(0)
    this.heard = 0
  }

  /** Share of time that the sound was over a ceiling, between samples too. */
  override reading(_index: i32): f64 {
    let over: f64 = 0
    for (let c: i32 = 0; c < this.channels; c++) over += this.shapers[c].over
    return this.heard > 0 ? (100 * over) / (16 * this.heard * this.channels) : 0
  }

  protected run(start: i32, end: i32): void {
    for (let c: i32 = 0; c < this.channels; c++) this.histories[c].append(this.main[c], start, end)
    for (let from: i32 = start; from < end; from += chunk) {
      const to: i32 = from + chunk < end ? from + chunk : end
      for (let c: i32 = 0; c < this.channels; c += lanes) {
        if (this.mix > 0) this.change(c, from, to)
        for (let lane: i32 = 0; lane < lanes && c + lane < this.channels; lane++) {
          if (this.mix > 0 && this.keeps > 0) this.removeConstant(c + lane, lane, to - from)
          this.add(c + lane, lane, from, to, end)
        }
      }
    }
    this.heard += end - start
  }

  /** rows[0] becomes what the curve adds to channel c, or two from there on; a last one is accompanied by itself. */
  private change(c: i32, from: i32, to: i32): void {
    const last: i32 = this.channels - 1
    const first = this.rows[0]
    for (let lane: i32 = 0; lane < lanes; lane++) {
      const x = this.main[c + lane < last ? c + lane : last]
      for (let i: i32 = from; i < to; i++) first[(i - from) * lanes + lane] = x[i]
    }
    const count: i32 = to - from
    const at: i32 = c * stages
    for (let s: i32 = 0; s < stages; s++) this.ups[at + s].run(this.rows[s], count << s, this.rows[s + 1])
    this.shape(c, this.rows[stages], count << stages)
    for (let s: i32 = stages - 1; s >= 0; s--)
      this.downs[at + s].run(this.rows[s + 1], count << s, this.rows[s])
  }

  private shape(c: i32, row: Float64Array, count: i32): void {
    const shapers = this.shapers
    if (simd && c + 1 < this.channels && shapers[c].isEven()) {
      shapers[c].runPairs(shapers[c + 1], row, count)
      return
    }
    for (let lane: i32 = 0; lane < lanes && c + lane < this.channels; lane++)
      shapers[c + lane].run(row, count, lane, lanes)
  }

  private removeConstant(c: i32, lane: i32, count: i32): void {
    const row = this.rows[0]
    const keeps: f64 = this.keeps
    const end: i32 = lanes * count
    let constant: f64 = this.constants[c]
    for (let i: i32 = lane; i < end; i += lanes) {
      constant += keeps * (row[i] - constant)
      row[i] -= constant
    }
    this.constants[c] = constant
  }

  private add(c: i32, lane: i32, from: i32, to: i32, end: i32): void {
    const x = this.main[c]
    const history = this.histories[c]
    const past = history.data
    const offset: i32 = history.end - end - this.delay
    const change = this.rows[0]
    const mix: f64 = this.mix
    const gain: f64 = this.outputGain
    if (mix == 0) {
      for (let i: i32 = from; i < to; i++) x[i] = (gain * past[offset + i]) as f32
      return
    }
    let place: i32 = lane
    for (let i: i32 = from; i < to; i++) {
      x[i] = (gain * (past[offset + i] + mix * change[place])) as f32
      place += lanes
    }
  }

  protected override settle(): void {
    const constants = this.constants
    for (let c: i32 = 0; c < this.channels; c++) {
      if (constants[c] < 1e-30 && constants[c] > -1e-30) constants[c] = 0
    }
  }
}
