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
