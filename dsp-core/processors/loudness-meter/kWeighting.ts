// K-weighting at any sample rate (ITU-R BS.1770-5, Annex 1, tables 1 and 2).
import type { Section } from '../../signal/filterDesign'

/** The two filters as the Recommendation tabulates them, for 48 kHz. */
const tabulatedRateHz = 48000
const headShelf: Section = [
  1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585,
]
const lowCut: Section = [1, -2, 1, -1.99004745483398, 0.99007225036621]

/**
 * The same analogue filter at another rate: the bilinear transform is undone at 48 kHz and done again, both warped to
 * be exact at the filter's own frequency (B. De Man, "Evaluation of Implementations of the EBU R128 Loudness
 * Measurement", AES 145, 2018, compares this with other ways).
 */
const atRate = ([b0, b1, b2, a1, a2]: Section, sampleRateHz: number): Section => {
  const a0 = 4 / (1 - a1 + a2)
  const k = Math.sqrt((1 + a1 + a2) / (1 - a1 + a2))
  const damping = ((1 - a2) * a0) / (2 * k)
  const high = ((b0 - b1 + b2) * a0) / 4
  const low = ((b0 + b1 + b2) * a0) / (4 * k * k)
  const band = ((b0 - b2) * a0) / (2 * k)
  const hz = (Math.atan(k) * tabulatedRateHz) / Math.PI
  const t = Math.tan((Math.PI * hz) / sampleRateHz)
  const n = 1 + damping * t + t * t
  return [
    (high + band * t + low * t * t) / n,
    (2 * (low * t * t - high)) / n,
    (high - band * t + low * t * t) / n,
    (2 * (t * t - 1)) / n,
    (1 - damping * t + t * t) / n,
  ]
}

/** The low cut's numerator is tabulated as 1 -2 1 whatever the rate; its gain is part of the -0.691 of the formula. */
export const kWeighting = (sampleRateHz: number): Section[] => {
  const [, , , a1, a2] = atRate(lowCut, sampleRateHz)
  return [atRate(headShelf, sampleRateHz), [1, -2, 1, a1, a2]]
}
