// Pan: where a sound lies between left and right, by a parameter and by a signal that may move with every sample.
// Three laws: balance (turns the far channel down), rotation (turns the whole stereo image, power kept), and mono in
// stereo (the mean of both channels is placed). Gains are powers of sine and cosine of one angle: the first for -3 dB
// in the centre (their squares sum to 1: constant power), the second for -6 dB (they sum to 1 themselves: so does the
// mono sum), and between them -4.5 dB. Touches two-channel sound only.
import { defineProcessor, type Parameters } from '../processor'

const params = {
  positionPercent: { title: 'Position (-100 is left)', min: -100, max: 100, initial: 0 },
  lawChoice: { title: 'Law (0 balance, 1 rotation, 2 mono in stereo)', min: 0, max: 2, initial: 0 },
  centreDb: { title: 'Level in the centre', min: -6.0206, max: -3, initial: -3.0103 },
}

/** A straight line between two of them is 1e-7 off at most (a quarter turn in so many steps). */
const steps = 2048

type Gains = (position: number) => number

/** What the left channel keeps of itself, and gets of the right one; the right channel at -position likewise. */
const gainsOf = (p: Parameters<keyof typeof params>): { own: Gains; other: Gains } => {
  const power = p.centreDb / (20 * Math.log10(Math.SQRT1_2))
  const taper = (position: number) => Math.max(0, Math.cos((Math.PI / 4) * (1 + position))) ** power
  switch (Math.round(p.lawChoice)) {
    case 0:
      return { own: (at) => (at <= 0 ? 1 : taper(at) / taper(0)), other: () => 0 }
    case 1:
      return { own: (at) => Math.cos((Math.PI / 4) * at), other: (at) => -Math.sin((Math.PI / 4) * at) }
    default:
      return { own: (at) => taper(at) / 2, other: (at) => taper(at) / 2 }
  }
}

const table = (gains: Gains): Float64Array =>
  Float64Array.from({ length: steps + 1 }, (_, i) => gains((2 * i) / steps - 1))

export const pan = defineProcessor({
  id: 'pan',
  title: 'Pan',
  ports: ['main', 'signal'],
  signal: 'position',
  params,
  neutral: { positionPercent: 0, lawChoice: 0 },
  alike: { positionPercent: 0 },
  readings: [],
  latencySamples: () => 0,
  tailSamples: () => 0,
  design: (p) => {
    const { own, other } = gainsOf(p)
    return { centre: p.positionPercent / 100, own: table(own), other: table(other) }
  },
})
