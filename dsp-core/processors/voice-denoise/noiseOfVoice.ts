// What RNNoise takes from one sound, as a sound of its own, 480 samples late: so that any share of it can be taken.
// RNNoise begins with a high-pass whose phase reaches far up (17 degrees at 100 Hz), so its output cannot simply be
// mixed with the sound it was made of. The same high-pass goes over the sound it is compared with, and its phase is
// taken back from the difference: where nothing was removed, the difference is nothing.
import { frameSamples, fullScale, type Rnnoise } from './rnnoise'

/** RNNoise's high-pass (denoise.c: b_hp and a_hp): zeros at 0 Hz, poles near 15 Hz. */
const feed1 = -1.99599
const feed2 = 0.996
/** Both poles of what remains of it after the phase was taken back: 5 Hz. By ESTOI and SI-SDR, 2026-11-25. */
const pole = 0.9993
/** Beyond it is damage, not sound: 36 dB over full scale. */
const loudest = 64
/** What is left of a filter's state below it is nothing: -600 dB. */
const nothing = 1e-30

const settled = (state: number): number => (Math.abs(state) < nothing ? 0 : state)

export class NoiseOfVoice {
  private state: number
  private heard = new Float32Array(frameSamples)
  private before = new Float32Array(frameSamples)
  private high1 = 0
  private high2 = 0
  private back1 = 0
  private back2 = 0

  constructor(private readonly rnnoise: Rnnoise) {
    this.state = rnnoise.create()
  }

  reset(): void {
    this.rnnoise.destroy(this.state)
    this.state = this.rnnoise.create()
    this.before.fill(0)
    this.high1 = 0
    this.high2 = 0
    this.back1 = 0
    this.back2 = 0
  }

  /** Turns 480 samples into what is removed from the 480 before them. Returns the voice's probability. */
  takeFrom(frame: Float32Array): number {
    this.give(frame, this.rnnoise.frame)
    const probability = this.rnnoise.process(this.state)
    this.difference(this.rnnoise.frame, frame)
    const { heard } = this
    this.heard = this.before
    this.before = heard
    return probability
  }

  private give(frame: Float32Array, to: Float32Array): void {
    const { heard } = this
    const scale = fullScale
    for (let i = 0; i < frame.length; i++) {
      const x = frame[i]
      const sound = x < loudest && x > -loudest ? x : 0
      heard[i] = sound
      to[i] = sound * scale
    }
  }

  /** Both filters in one loop: the one need not wait for the other. */
  private difference(made: Float32Array, frame: Float32Array): void {
    const { before } = this
    const scale = 1 / fullScale
    let { high1, high2, back1, back2 } = this
    for (let i = 0; i < frame.length; i++) {
      const sound = before[i]
      const high = sound + high1
      high1 = high2 - 2 * sound - feed1 * high
      high2 = sound - feed2 * high
      const removed = high - made[i] * scale
      const y = removed + back1
      back1 = back2 + feed1 * removed + 2 * pole * y
      back2 = feed2 * removed - pole * pole * y
      frame[i] = y
    }
    this.high1 = settled(high1)
    this.high2 = settled(high2)
    this.back1 = settled(back1)
    this.back2 = settled(back2)
  }
}
