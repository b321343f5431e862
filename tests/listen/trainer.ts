// A small network of rectified units with logistic outputs, fitted to examples.
import type { Examples } from './examples'
import { Chance } from './chance'
import { Dense } from './dense'

const batch = 128
const rateFrom = 0.002
/** What is left of the rate at the end. */
const rateTo = 0.02
/** Share of inputs left out at random in each example, so that none is leaned on alone. */
const dropped = 0.15
const farthest = 4

/** What makes each input have mean 0 and spread 1. */
export interface Scaling {
  mean: number[]
  scale: number[]
}

export const scalingOf = ({ count, inputs }: Examples, size: number): Scaling => {
  const mean: number[] = []
  const scale: number[] = []
  for (let i = 0; i < size; i++) {
    let sum = 0
    let squares = 0
    for (let at = 0; at < count; at++) {
      const x = inputs[at * size + i]
      sum += x
      squares += x * x
    }
    mean.push(Number((sum / count).toPrecision(4)))
    scale.push(Number((1 / Math.sqrt(squares / count - (sum / count) ** 2 + 1e-4)).toPrecision(4)))
  }
  return { mean, scale }
}

export class Trainer {
  private readonly layers: Dense[]
  private readonly values: Float64Array[]
  private readonly errors: Float64Array[]
  private readonly mean: Float64Array
  private readonly scale: Float64Array
  private time = 0

  constructor(
    sizes: number[],
    private readonly chance: Chance,
    { mean, scale }: Scaling,
  ) {
    this.layers = sizes.slice(1).map((units, l) => new Dense(sizes[l], units, batch, chance))
    this.values = sizes.map((size) => new Float64Array(batch * size))
    this.errors = sizes.map((size) => new Float64Array(batch * size))
    this.mean = Float64Array.from(mean)
    this.scale = Float64Array.from(scale)
  }

  /** Each epoch goes once through all examples in a new order; gives back the mean loss of the last. */
  fit(examples: Examples, epochs: number): number {
    const steps = epochs * Math.floor(examples.count / batch)
    const order = Uint32Array.from({ length: examples.count }, (_, i) => i)
    let loss = 0
    for (let epoch = 0; epoch < epochs; epoch++) {
      this.shuffle(order)
      loss = 0
      for (let i = 0; i + batch <= order.length; i += batch) {
        const falling = 0.5 * (1 + Math.cos((Math.PI * this.time) / steps))
        loss += this.learn(
          examples,
          order.subarray(i, i + batch),
          rateFrom * (rateTo + (1 - rateTo) * falling),
        )
      }
    }
    return loss / examples.count
  }

  private shuffle(order: Uint32Array): void {
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.chance.whole(i + 1)
      const other = order[i]
      order[i] = order[j]
      order[j] = other
    }
  }

  private learn(examples: Examples, picked: Uint32Array, rate: number): number {
    const { values, errors, layers } = this
    this.load(examples, picked)
    layers.forEach((layer, l) => layer.forward(values[l], values[l + 1], l < layers.length - 1))
    const loss = this.outputErrors(examples, picked)
    for (let l = layers.length - 1; l >= 0; l--) {
      layers[l].learn(values[l], errors[l + 1])
      if (l > 0) layers[l].backward(values[l], errors[l + 1], errors[l])
    }
    this.time++
    for (const layer of layers) layer.step(rate, this.time)
    return loss
  }

  private load({ inputs }: Examples, picked: Uint32Array): void {
    const { mean, scale, chance } = this
    const size = mean.length
    const to = this.values[0]
    for (let b = 0; b < batch; b++)
      for (let i = 0; i < size; i++) {
        const x = (inputs[picked[b] * size + i] - mean[i]) * scale[i]
        to[b * size + i] = chance.next() < dropped ? 0 : Math.max(-farthest, Math.min(farthest, x))
      }
  }

  private outputErrors({ targets, counts }: Examples, picked: Uint32Array): number {
    const out = this.values[this.layers.length]
    const error = this.errors[this.layers.length]
    const outputs = out.length / batch
    let loss = 0
    for (let at = 0; at < out.length; at++) {
      const from = picked[Math.floor(at / outputs)] * outputs + (at % outputs)
      const p = 1 / (1 + Math.exp(-out[at]))
      error[at] = counts[from] * (p - targets[from])
      loss -= counts[from] * Math.log((targets[from] ? p : 1 - p) + 1e-9)
    }
    return loss
  }

  /** Of each layer a row for each unit: a weight for each input, then the bias. */
  rows(): number[][][] {
    return this.layers.map((layer) => layer.rows())
  }
}
