// A small feed-forward network: two hidden layers of rectified units, one probability for each output.
import { dotProduct } from '../../signal/dotProduct'

export interface Layer {
  /** One row of input weights for each unit, then its bias. */
  weights: number[][]
}

export interface NetworkWeights {
  /** Inputs are shifted and scaled so that each has mean 0 and spread 1 over the data it was fitted to. */
  mean: number[]
  scale: number[]
  layers: Layer[]
}

/** Inputs further out than this were not in the data and are pulled in. */
const farthest = 4

export class Network {
  private readonly mean: Float64Array
  private readonly scale: Float64Array
  private readonly layers: { weights: Float64Array; inputs: number; units: number }[]
  private readonly values: Float64Array[]

  constructor(weights: NetworkWeights) {
    this.mean = Float64Array.from(weights.mean)
    this.scale = Float64Array.from(weights.scale)
    this.layers = weights.layers.map(({ weights: rows }) => ({
      weights: Float64Array.from(rows.flat()),
      inputs: rows[0].length - 1,
      units: rows.length,
    }))
    this.values = [
      new Float64Array(this.mean.length),
      ...this.layers.map(({ units }) => new Float64Array(units)),
    ]
  }

  /** The probabilities; valid until the next call. */
  judge(inputs: Float64Array): Float64Array {
    const first = this.values[0]
    for (let i = 0; i < first.length; i++)
      first[i] = Math.max(-farthest, Math.min(farthest, (inputs[i] - this.mean[i]) * this.scale[i]))
    for (let l = 0; l < this.layers.length; l++) this.layer(l)
    const out = this.values[this.layers.length]
    for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp(-out[i]))
    return out
  }

  private layer(l: number): void {
    const { weights, inputs, units } = this.layers[l]
    const last = l === this.layers.length - 1
    const to = this.values[l + 1]
    addLayer(this.values[l], weights, inputs, units, to)
    if (last) return
    for (let u = 0; u < units; u++) if (!(to[u] > 0)) to[u] = 0
  }
}

/** Four units at once: each input is looked up once for them, and their additions do not wait for each other. */
const addLayer = (
  from: Float64Array,
  weights: Float64Array,
  inputs: number,
  units: number,
  to: Float64Array,
): void => {
  const row = inputs + 1
  let u = 0
  for (; u + 4 <= units; u += 4) {
    const first = u * row
    const second = first + row
    const third = second + row
    const fourth = third + row
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let i = 0; i < inputs; i++) {
      const x = from[i]
      a += weights[first + i] * x
      b += weights[second + i] * x
      c += weights[third + i] * x
      d += weights[fourth + i] * x
    }
    to[u] = a + weights[first + inputs]
    to[u + 1] = b + weights[second + inputs]
    to[u + 2] = c + weights[third + inputs]
    to[u + 3] = d + weights[fourth + inputs]
  }
  for (; u < units; u++) to[u] = dotProduct(weights, u * row, from, 0, inputs) + weights[u * row + inputs]
}
