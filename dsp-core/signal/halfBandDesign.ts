// Half-band filters for `design`: windowed sinc with its zeros on every second weight (Kaiser window; F. J. Harris,
// "On the Use of Windows for Harmonic Analysis", Proc. IEEE 66, 1978). Half of the weights cost nothing.
import { kaiser } from './window'

/** J. F. Kaiser's formula for a stop band of so many dB. */
const betaOf = (stopDb: number): number => 0.1102 * (stopDb - 8.7)

/** The weights 1, 3, 5 ... samples from the middle one, which is 1/2; `half` of them on either side. */
export const halfBand = (half: number, stopDb: number): Float64Array => {
  const weights = Float64Array.from({ length: half }, (_, j) => {
    const distance = 2 * j + 1
    return (
      (Math.sin((Math.PI * distance) / 2) / (Math.PI * distance)) *
      kaiser(distance / (2 * half), betaOf(stopDb))
    )
  })
  // A constant stays that constant.
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / (4 * sum))
}
