// Weighted sums of all inputs for each unit of a layer of a network.
import { dotProduct } from '../../signal/dotProduct'

/**
 * A row of weights for each unit, then its bias. Four units at once: each input is looked up once for them, and their
 * additions do not wait for each other.
 */
export const addLayer = (
  from: Float64Array,
  fromAt: number,
  weights: Float64Array,
  weightsAt: number,
  inputs: number,
  to: Float64Array,
  toAt: number,
  units: number,
): void => {
  const row = inputs + 1
  let u = 0
  for (; u + 4 <= units; u += 4) {
    const first = weightsAt + u * row
    const second = first + row
    const third = second + row
    const fourth = third + row
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let i = 0; i < inputs; i++) {
      const x = from[fromAt + i]
      a += weights[first + i] * x
      b += weights[second + i] * x
      c += weights[third + i] * x
      d += weights[fourth + i] * x
    }
    to[toAt + u] = a + weights[first + inputs]
    to[toAt + u + 1] = b + weights[second + inputs]
    to[toAt + u + 2] = c + weights[third + inputs]
    to[toAt + u + 3] = d + weights[fourth + inputs]
  }
  for (; u < units; u++) {
    const at = weightsAt + u * row
    to[toAt + u] = dotProduct(weights, at, from, fromAt, inputs) + weights[at + inputs]
  }
}
