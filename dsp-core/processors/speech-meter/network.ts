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
    const from = this.values[l]
    const to = this.values[l + 1]
    const last = l === this.layers.length - 1
    for (let u = 0, at = 0; u < units; u++, at += inputs + 1) {
      const sum = dotProduct(weights, at, from, 0, inputs) + weights[at + inputs]
      to[u] = sum > 0 || last ? sum : 0
    }
  }
}
