// Windows for `design`.

/** Modified Bessel function of the first kind, order 0, by its power series. */
const bessel0 = (x: number): number => {
  let term = 1
  let sum = 1
  for (let k = 1; term > 1e-18 * sum; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

/** At -1 ... 1; 0 outside. */
export const kaiser = (at: number, beta: number): number =>
  Math.abs(at) > 1 ? 0 : bessel0(beta * Math.sqrt(1 - at * at)) / bessel0(beta)

/** Periodic Hann window: windows shifted by half a length add up to 1. */
export const hann = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length))
