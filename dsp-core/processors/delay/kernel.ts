// A delay line for each channel, read and written in steps no longer than the delay.
import { BiquadCascade } from '../../signal/biquad'
import { Kernel, pieceSamples } from '../kernel'

/** What falls below -300 dBFS is not written again. */
const nothing: f64 = 1e-15

export class DelayKernel extends Kernel {
  private filter: BiquadCascade = new BiquadCascade()
  private lines: Array<Float32Array> = []
  private echoes: Array<Float32Array> = []
  private at: i32 = 0
  private delaySamples: i32 = 1
  private feedback: f64 = 0
  private pingPong: f64 = 0
  private dry: f64 = 1
  private wet: f64 = 0

  override prepare(sampleRateHz: f64, channels: i32, maxBlock: i32): void {
    super.prepare(sampleRateHz, channels, maxBlock)
    this.filter.prepare(channels, 2, pieceSamples)
    this.echoes = []
    for (let c: i32 = 0; c < channels; c++) this.echoes.push(new Float32Array(pieceSamples))
  }

  configure(
    delaySamples: i32,
    feedback: f64,
    pingPong: f64,
    dry: f64,
    wet: f64,
    sections: Float64Array,
  ): void {
    this.delaySamples = delaySamples
    this.lines = []
    for (let c: i32 = 0; c < this.channels; c++) this.lines.push(new Float32Array(delaySamples))
    this.feedback = feedback
    this.pingPong = this.channels == 2 ? pingPong : 0
    this.dry = dry
    this.wet = wet
    this.filter.configure(sections)
  }

  override reset(): void {
    super.reset()
    this.filter.reset()
    for (let c: i32 = 0; c < this.channels; c++) this.lines[c].fill(0)
    this.at = 0
  }

  protected run(start: i32, end: i32): void {
    if (this.wet == 0) return
    let from: i32 = start
    while (from < end) {
      // To the end of the line (which is as long as the delay), where it begins again.
      const room: i32 = this.delaySamples - this.at
      const to: i32 = end - from > room ? from + room : end
      this.step(from, to)
      this.at = this.at + to - from == this.delaySamples ? 0 : this.at + to - from
      from = to
    }
  }

  private step(from: i32, to: i32): void {
    for (let c: i32 = 0; c < this.channels; c++) {
      const echo = this.echoes[c]
      const line = this.lines[c]
      const at: i32 = this.at - from
      for (let i: i32 = from; i < to; i++) echo[i - from] = line[at + i]
    }
    this.filter.run(this.echoes, 0, to - from)
    if (this.channels == 2) this.writePair(from, to)
    else for (let c: i32 = 0; c < this.channels; c++) this.write(c, from, to)
    for (let c: i32 = 0; c < this.channels; c++) this.add(this.main[c], this.echoes[c], from, to)
  }

  private write(c: i32, from: i32, to: i32): void {
    const x = this.main[c]
    const echo = this.echoes[c]
    const line = this.lines[c]
    const feedback: f64 = this.feedback
    const at: i32 = this.at - from
    for (let i: i32 = from; i < to; i++) {
      const sum: f64 = x[i] + feedback * echo[i - from]
      line[at + i] = (Math.abs(sum) < nothing ? 0 : sum) as f32
    }
  }

  /** With ping-pong both channels enter on the left, and what comes back changes sides. */
  private writePair(from: i32, to: i32): void {
    const left = this.main[0]
    const right = this.main[1]
    const leftEcho = this.echoes[0]
    const rightEcho = this.echoes[1]
    const leftLine = this.lines[0]
    const rightLine = this.lines[1]
    const stays: f64 = 1 - this.pingPong
    const half: f64 = 0.5 * this.pingPong
    const same: f64 = this.feedback * stays
    const across: f64 = this.feedback * this.pingPong
    const at: i32 = this.at - from
    for (let i: i32 = from; i < to; i++) {
      const l: f64 = leftEcho[i - from]
      const r: f64 = rightEcho[i - from]
      const toLeft: f64 = stays * left[i] + half * (left[i] + right[i]) + same * l + across * r
      const toRight: f64 = stays * right[i] + same * r + across * l
      leftLine[at + i] = (Math.abs(toLeft) < nothing ? 0 : toLeft) as f32
      rightLine[at + i] = (Math.abs(toRight) < nothing ? 0 : toRight) as f32
    }
  }

  private add(x: Float32Array, echo: Float32Array, from: i32, to: i32): void {
    const dry: f64 = this.dry
    const wet: f64 = this.wet
    for (let i: i32 = from; i < to; i++) x[i] = (dry * x[i] + wet * echo[i - from]) as f32
  }

  protected override settle(): void {
    this.filter.settle()
  }
}
