// Interpolation filters for `design`: the values between two samples, as windowed sinc (Kaiser window; F. J. Harris,
// "On the Use of Windows for Harmonic Analysis", Proc. IEEE 66, 1978).
import { kaiser } from './window'

/** Row p, for the point p / phases after a sample: taps weights for the samples from taps / 2 - 1 before it on. */
export const interpolationTable = (phases: number, taps: number, beta: number): Float64Array => {
  const table = new Float64Array(phases * taps)
  const half = taps / 2
  for (let p = 0; p < phases; p++) {
    const row = table.subarray(p * taps, (p + 1) * taps)
    for (let k = 0; k < taps; k++) {
      const distance = p / phases - (k - half + 1)
      const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance)
      row[k] = sinc * kaiser(distance / half, beta)
    }
    // A constant stays that constant.
    const sum = row.reduce((total, weight) => total + weight, 0)
    for (let k = 0; k < taps; k++) row[k] /= sum
  }
  return table
}

/** ITU-R BS.1770-5, Annex 2: phase 0 and 1; phases 2 and 3 mirror them. */
const itu = [
  [
    0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
    0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
  ],
  [
    -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625,
    0.77978515625, -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
  ],
]

/** The four phases of the Recommendation, one after the other. They lie at 1/8, 3/8, 5/8 and 7/8. */
export const ituTable = (): Float64Array =>
  Float64Array.from([...itu, [...itu[1]].reverse(), [...itu[0]].reverse()].flat())
