// Second-order filters for `design`. High-pass and notch: bilinear transform, warped to be exact at their frequency
// (R. Bristow-Johnson, "Audio EQ Cookbook", W3C Note 2021). All others keep the analogue response up to the Nyquist
// frequency instead of being squeezed below it: poles by impulse invariance, numerator from the analogue magnitude
// at 0, at the filter's frequency and at Nyquist (M. Vicanek, "Matched Second Order Digital Filters", 2016), and
// where that is not close enough, fitted from there (signal/magnitudeFit.ts).
import { fitMagnitude } from './magnitudeFit'

/** b0 b1 b2 a1 a2. */
export type Section = [number, number, number, number, number]

/** (n0 + n1 s + n2 s^2) / (1 + d1 s + s^2), s relative to the pole frequency. */
interface Analogue {
  n0: number
  n1: number
  n2: number
  d1: number
}

export const analogueGain = ({ n0, n1, n2, d1 }: Analogue, s: number): number =>
  Math.hypot(n0 - n2 * s * s, n1 * s) / Math.hypot(1 - s * s, d1 * s)

/** The nearest frequency that a filter at this rate can have; above it (0.49 of the rate) it stays there. */
export const reachable = (hz: number, sampleRateHz: number): number => Math.min(hz, 0.49 * sampleRateHz)

/** A digital section with the magnitude of the analogue one; `matchAt` in radians per sample. */
const matched = (analogue: Analogue, poleRadians: number, matchAt: number): Section => {
  const zeta = analogue.d1 / 2
  const turn = Math.sqrt(Math.abs(1 - zeta * zeta)) * poleRadians
  const decay = Math.exp(-zeta * poleRadians)
  const a1 = -2 * decay * (zeta <= 1 ? Math.cos(turn) : Math.cosh(turn))
  const a2 = decay * decay
  const power = (radians: number) => analogueGain(analogue, radians / poleRadians) ** 2
  const A0 = (1 + a1 + a2) ** 2
  const A1 = (1 - a1 + a2) ** 2
  const phi1 = Math.sin(matchAt / 2) ** 2
  const phi0 = 1 - phi1
  const phi2 = 4 * phi0 * phi1
  const B0 = A0 * power(0)
  const B1 = A1 * power(Math.PI)
  const B2 = (power(matchAt) * (A0 * phi0 + A1 * phi1 - 4 * a2 * phi2) - B0 * phi0 - B1 * phi1) / phi2
  const sum = (Math.sqrt(B0) + Math.sqrt(B1)) / 2
  const b0 = (sum + Math.sqrt(Math.max(0, sum * sum + B2))) / 2
  return [b0, (Math.sqrt(B0) - Math.sqrt(B1)) / 2, sum - b0, a1, a2]
}

const radiansOf = (hz: number, sampleRateHz: number) =>
  (2 * Math.PI * reachable(hz, sampleRateHz)) / sampleRateHz

/** Up to here (16 kHz at 48 kHz) the response is to be kept; above, as well as may be. */
const surelyRadians = (2 * Math.PI) / 3

/** Over all of the band, and densely around the filter's own frequency. */
const gridOf = (radians: number, q: number): number[] => [
  ...Array.from({ length: 96 }, (_, i) => (Math.PI * (i + 0.5)) / 97),
  ...Array.from({ length: 33 }, (_, i) => radians * (1 + (i - 16) / (8 * q))).filter(
    (w) => w > 0.001 && w < 0.98 * Math.PI,
  ),
]

/** From a start near to it; analogue poles at `poleRadians`, the filter's frequency at `radians`. */
const close = (analogue: Analogue, poleRadians: number, radians: number, q: number): Section => {
  const start = matched(analogue, poleRadians, Math.min(radians, 0.75 * Math.PI))
  const decibels = (w: number) => 20 * Math.log10(analogueGain(analogue, w / poleRadians))
  return fitMagnitude(start, decibels, gridOf(radians, Math.max(1, q)), surelyRadians)
}

/** The filter that undoes another. */
const inverse = ([b0, b1, b2, a1, a2]: Section): Section => [1 / b0, a1 / b0, a2 / b0, b1 / b0, b2 / b0]

export const bellAnalogue = (gainDb: number, q: number): Analogue => {
  const a = 10 ** (gainDb / 40)
  return { n0: 1, n1: a / q, n2: 1, d1: 1 / (a * q) }
}

/** A cut is the inverse of a boost: that has the sharper poles, which fit more closely. */
export const bell = (hz: number, gainDb: number, q: number, sampleRateHz: number): Section => {
  if (gainDb < 0) return inverse(bell(hz, -gainDb, q, sampleRateHz))
  const w = radiansOf(hz, sampleRateHz)
  return close(bellAnalogue(gainDb, q), w, w, q)
}

/** Relative to the pole, which lies at hz / sqrt(A). */
export const lowShelfAnalogue = (gainDb: number, q: number): Analogue => {
  const a = 10 ** (gainDb / 40)
  return { n0: a * a, n1: a / q, n2: 1, d1: 1 / q }
}

/** A cut is the inverse of a boost: that has the lower poles. */
export const lowShelf = (hz: number, gainDb: number, q: number, sampleRateHz: number): Section => {
  if (gainDb < 0) return inverse(lowShelf(hz, -gainDb, q, sampleRateHz))
  const w = radiansOf(hz, sampleRateHz)
  return close(lowShelfAnalogue(gainDb, q), w / 10 ** (gainDb / 80), w, q)
}

/** Relative to the pole, which lies at hz x sqrt(A). */
export const highShelfAnalogue = (gainDb: number, q: number): Analogue => {
  const a = 10 ** (gainDb / 40)
  return { n0: 1, n1: a / q, n2: a * a, d1: 1 / q }
}

/** A boost is the inverse of a cut: that has the lower poles. */
export const highShelf = (hz: number, gainDb: number, q: number, sampleRateHz: number): Section => {
  if (gainDb > 0) return inverse(highShelf(hz, -gainDb, q, sampleRateHz))
  const w = radiansOf(hz, sampleRateHz)
  return close(highShelfAnalogue(gainDb, q), w * 10 ** (gainDb / 80), w, q)
}

const lowPass = (hz: number, q: number, sampleRateHz: number): Section => {
  const w = radiansOf(hz, sampleRateHz)
  return close({ n0: 1, n1: 0, n2: 0, d1: 1 / q }, w, w, q)
}

const firstOrderLowPass = (hz: number, sampleRateHz: number): Section => {
  const w = radiansOf(hz, sampleRateHz)
  const a1 = -Math.exp(-w)
  const atNyquist = (1 - a1) / Math.hypot(1, Math.PI / w)
  const start: Section = [(1 + a1 + atNyquist) / 2, (1 + a1 - atNyquist) / 2, 0, a1, 0]
  return fitMagnitude(start, (at) => -10 * Math.log10(1 + (at / w) ** 2), gridOf(w, 1), surelyRadians)
}

const highPass = (hz: number, q: number, sampleRateHz: number): Section => {
  const k = Math.tan(radiansOf(hz, sampleRateHz) / 2)
  const a0 = 1 + k / q + k * k
  return [1 / a0, -2 / a0, 1 / a0, (2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0]
}

const firstOrderHighPass = (hz: number, sampleRateHz: number): Section => {
  const k = Math.tan(radiansOf(hz, sampleRateHz) / 2)
  return [1 / (1 + k), -1 / (1 + k), 0, (k - 1) / (k + 1), 0]
}

export const notch = (hz: number, q: number, sampleRateHz: number): Section => {
  const k = Math.tan(radiansOf(hz, sampleRateHz) / 2)
  const a0 = 1 + k / q + k * k
  const middle = (2 * (k * k - 1)) / a0
  return [(1 + k * k) / a0, middle, (1 + k * k) / a0, middle, (1 - k / q + k * k) / a0]
}

/** Unity in the middle; the two edges are Q apart. */
export const bandPass = (hz: number, q: number, sampleRateHz: number): Section => {
  const k = Math.tan(radiansOf(hz, sampleRateHz) / 2)
  const a0 = 1 + k / q + k * k
  return [k / q / a0, 0, -k / q / a0, (2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0]
}

/** Quality factors of a Butterworth filter's pole pairs: 1 / (2 cos), poles evenly on a circle. */
const butterworthQs = (order: number): number[] =>
  Array.from(
    { length: Math.floor(order / 2) },
    (_, i) => 1 / (2 * Math.sin((Math.PI * (2 * i + 1)) / (2 * order))),
  )

export const butterworthHighPass = (hz: number, order: number, sampleRateHz: number): Section[] => [
  ...(order % 2 ? [firstOrderHighPass(hz, sampleRateHz)] : []),
  ...butterworthQs(order).map((q) => highPass(hz, q, sampleRateHz)),
]

export const butterworthLowPass = (hz: number, order: number, sampleRateHz: number): Section[] => [
  ...(order % 2 ? [firstOrderLowPass(hz, sampleRateHz)] : []),
  ...butterworthQs(order).map((q) => lowPass(hz, q, sampleRateHz)),
]

export const sectionTable = (sections: Section[]): Float64Array => Float64Array.from(sections.flat())

/** Samples until a section's own sound has fallen by 120 dB: from its larger pole. */
export const ringingSamples = ([, , , a1, a2]: Section): number => {
  const discriminant = a1 * a1 - 4 * a2
  const radius = discriminant < 0 ? Math.sqrt(a2) : (Math.abs(a1) + Math.sqrt(discriminant)) / 2
  return radius <= 0 ? 2 : Math.ceil(Math.log(1e-6) / Math.log(Math.min(radius, 1 - 1e-9))) + 2
}

/**
 * A Linkwitz-Riley crossover of 24 dB per octave for signal/crossover.ts: the gain of its low band, a1 and a2 of the
 * Butterworth sections that low and high band have in common (bilinear, so that the two add up to an allpass exactly).
 */
export const linkwitzRiley = (hz: number, sampleRateHz: number): [number, number, number] => {
  const k = Math.tan(radiansOf(hz, sampleRateHz) / 2)
  const a0 = 1 + Math.SQRT2 * k + k * k
  return [((k * k) / a0) ** 2, (2 * (k * k - 1)) / a0, (1 - Math.SQRT2 * k + k * k) / a0]
}
