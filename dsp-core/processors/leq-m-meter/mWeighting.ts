// M-weighting at any sample rate (ISO 21727:2004 and 2016, table 1): the curve of ITU-R BS.468-4, raised so that it
// passes 2 kHz unchanged. Its network (BS.468-4, figure 1a) has one zero at 0 and these poles, radians per second; they
// give the table within 0.08 dB. Each pair becomes a section with the analogue magnitude up to the Nyquist frequency.
import type { Section } from '../../signal/filterDesign'
import { fitMagnitude } from '../../signal/magnitudeFit'

/** The real poles of the pair that has the zero. */
const lowPole = 25903.70104781628
const highPole = 62675.1700584679
/** Real and imaginary parts of the others. */
const pairs = [
  [23615.53521363528, 36379.90893732929],
  [18743.74669072136, 62460.15645250649],
]
const unityHz = 2000

/** size² / (s² + 2 damping s + size²), times s where there is a zero at 0. */
interface Pair {
  damping: number
  size: number
  zeroAtDc: boolean
}

const pairsOfPoles: Pair[] = [
  { damping: (lowPole + highPole) / 2, size: Math.sqrt(lowPole * highPole), zeroAtDc: true },
  ...pairs.map(([re, im]) => ({ damping: re, size: Math.hypot(re, im), zeroAtDc: false })),
]

const magnitude = ({ damping, size, zeroAtDc }: Pair, w: number): number =>
  ((zeroAtDc ? w : 1) * size * size) / Math.hypot(size * size - w * w, 2 * damping * w)

const networkGain = (hz: number): number =>
  pairsOfPoles.reduce((gain, pair) => gain * magnitude(pair, 2 * Math.PI * hz), 1)

/** Of the analogue network, relative to 2 kHz. */
export const mWeightingDb = (hz: number): number => 20 * Math.log10(networkGain(hz) / networkGain(unityHz))

/** Poles where impulse invariance puts them, or as near to Nyquist as that is any use. */
const startOf = (pair: Pair, sampleRateHz: number): Section => {
  const shrink = Math.min(1, (0.8 * Math.PI * sampleRateHz) / pair.size)
  const damping = (pair.damping * shrink) / sampleRateHz
  const turn = ((pair.size * shrink) / sampleRateHz) ** 2 - damping ** 2
  const decay = Math.exp(-damping)
  const a1 = -2 * decay * (turn >= 0 ? Math.cos(Math.sqrt(turn)) : Math.cosh(Math.sqrt(-turn)))
  const a2 = decay * decay
  const slope = magnitude(pair, 1) * sampleRateHz
  return pair.zeroAtDc
    ? [slope * (1 + a1 + a2), -slope * (1 + a1 + a2), 0, a1, a2]
    : [0.9 * (1 + a1 + a2), 0.1 * (1 + a1 + a2), 0, a1, a2]
}

/** Evenly up to Nyquist, and in octaves down to 20 Hz. */
const gridOf = (sampleRateHz: number): number[] => [
  ...Array.from({ length: 120 }, (_, i) => (Math.PI * (i + 0.5)) / 121),
  ...Array.from({ length: 40 }, (_, i) => (2 * Math.PI * 20 * 2 ** (i / 5)) / sampleRateHz).filter(
    (w) => w < 0.9 * Math.PI,
  ),
]

/** Up to here (20.6 kHz at 48 kHz) the response is to be kept. */
const surelyRadians = 0.86 * Math.PI

export const mWeighting = (sampleRateHz: number): Section[] => {
  const grid = gridOf(sampleRateHz)
  const sections = pairsOfPoles.map((pair) =>
    fitMagnitude(
      startOf(pair, sampleRateHz),
      (w) => 20 * Math.log10(magnitude(pair, w * sampleRateHz)),
      grid,
      surelyRadians,
    ),
  )
  const gain = 1 / networkGain(unityHz)
  const [[b0, b1, b2, a1, a2], ...rest] = sections
  return [[gain * b0, gain * b1, gain * b2, a1, a2], ...rest]
}
