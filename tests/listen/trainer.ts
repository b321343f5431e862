// Adam over a small network of rectified units with logistic outputs (Kingma and Ba, 2015), in plain arithmetic.
import type { NetworkWeights } from '../../dsp-core/processors/speech-meter/network'
import type { Examples } from './fit'
import { Chance } from './chance'

const batch = 64
const rateFrom = 0.002
const decay = 1e-4
const farthest = 4

class Dense {
  readonly weights: Float64Array
  readonly slope: Float64Array
  private readonly mean: Float64Array
  private readonly square: Float64Array

  constructor(
    readonly inputs: number,
    readonly units: number,
    chance: Chance,
  ) {
    const size = units * (inputs + 1)
    this.weights = Float64Array.from({ length: size }, (_, i) =>
      i % (inputs + 1) === inputs ? 0 : chance.normal() * Math.sqrt(2 / inputs),
    )
    this.slope = new Float64Array(size)
    this.mean = new Float64Array(size)
    this.square = new Float64Array(size)
  }

  forward(from: Float64Array, to: Float64Array, last: boolean): void {
    for (let u = 0, at = 0; u < this.units; u++) {
      let sum = 0
      for (let i = 0; i < this.inputs; i++) sum += this.weights[at++] * from[i]
      sum += this.weights[at++]
      to[u] = last || sum > 0 ? sum : 0
    }
  }

  /** Adds to the slopes and gives back the error of the inputs. */
  backward(from: Float64Array, error: Float64Array, back: Float64Array): void {
    back.fill(0)
    for (let u = 0; u < this.units; u++) {
      const e = error[u]
      if (e === 0) continue
      const at = u * (this.inputs + 1)
      for (let i = 0; i < this.inputs; i++) {
        this.slope[at + i] += e * from[i]
        back[i] += e * this.weights[at + i]
      }
      this.slope[at + this.inputs] += e
    }
  }

  step(rate: number, time: number): void {
    const c1 = 1 - 0.9 ** time
    const c2 = 1 - 0.999 ** time
    for (let i = 0; i < this.weights.length; i++) {
      const g = this.slope[i] / batch
      this.mean[i] = 0.9 * this.mean[i] + 0.1 * g
      this.square[i] = 0.999 * this.square[i] + 0.001 * g * g
      this.weights[i] -= (rate * this.mean[i]) / c1 / (Math.sqrt(this.square[i] / c2) + 1e-8)
      if (i % (this.inputs + 1) !== this.inputs) this.weights[i] *= 1 - rate * decay * batch
      this.slope[i] = 0
    }
  }
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
    /** Share of inputs left out at random in each example. */
    private readonly drop: number,
  ) {
    this.layers = sizes.slice(1).map((units, l) => new Dense(sizes[l], units, chance))
    this.values = sizes.map((size) => new Float64Array(size))
    this.errors = sizes.map((size) => new Float64Array(size))
    this.mean = new Float64Array(sizes[0])
    this.scale = new Float64Array(sizes[0])
  }

  scaleTo({ count, inputs }: Examples): void {
    const size = this.mean.length
    for (let i = 0; i < size; i++) {
      let sum = 0
      let squares = 0
      for (let at = 0; at < count; at++) {
        const x = inputs[at * size + i]
        sum += x
        squares += x * x
      }
      this.mean[i] = Number((sum / count).toPrecision(4))
      this.scale[i] = Number((1 / Math.sqrt(squares / count - (sum / count) ** 2 + 1e-4)).toPrecision(4))
    }
  }

  /** Once through all examples in a new order; gives back the mean loss. */
  epoch(examples: Examples, progress: number): number {
    const order = Uint32Array.from({ length: examples.count }, (_, i) => i)
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.chance.whole(i + 1)
      ;[order[i], order[j]] = [order[j], order[i]]
    }
    let loss = 0
    for (let i = 0; i + batch <= order.length; i += batch) {
      for (let b = 0; b < batch; b++) loss += this.learn(examples, order[i + b])
      this.time++
      const rate = rateFrom * (0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * (progress + 0))))
      for (const layer of this.layers) layer.step(rate, this.time)
    }
    return loss / examples.count
  }

  private forward(examples: Examples, at: number, drop: number): void {
    const { values, layers, mean, scale } = this
    const size = mean.length
    for (let i = 0; i < size; i++) {
      const x = (examples.inputs[at * size + i] - mean[i]) * scale[i]
      values[0][i] = drop > 0 && this.chance.next() < drop ? 0 : Math.max(-farthest, Math.min(farthest, x))
    }
    layers.forEach((layer, l) => layer.forward(values[l], values[l + 1], l === layers.length - 1))
  }

  /** What the network finds, before it becomes a probability; valid until the next call. */
  oddsOf(examples: Examples, at: number): Float64Array {
    this.forward(examples, at, 0)
    return this.values[this.layers.length]
  }

  private learn(examples: Examples, at: number): number {
    const { values, errors, layers } = this
    this.forward(examples, at, this.drop)
    const loss = this.outputErrors(examples, at)
    for (let l = layers.length - 1; l >= 0; l--) {
      layers[l].backward(values[l], errors[l + 1], errors[l])
      for (let i = 0; l > 0 && i < errors[l].length; i++) if (values[l][i] <= 0) errors[l][i] = 0
    }
    return loss
  }

  private outputErrors(examples: Examples, at: number): number {
    const out = this.values[this.layers.length]
    const error = this.errors[this.layers.length]
    let loss = 0
    for (let o = 0; o < out.length; o++) {
      const p = 1 / (1 + Math.exp(-out[o]))
      const target = examples.targets[at * out.length + o]
      const counts = examples.counts[at * out.length + o]
      error[o] = counts * (p - target)
      loss -= counts * (target * Math.log(p + 1e-9) + (1 - target) * Math.log(1 - p + 1e-9))
    }
    return loss
  }

  weights(): NetworkWeights {
    const short = (x: number): number => Number(x.toPrecision(4))
    const rows = (layer: Dense): number[][] =>
      Array.from({ length: layer.units }, (_, u) =>
        Array.from(layer.weights.subarray(u * (layer.inputs + 1), (u + 1) * (layer.inputs + 1)), short),
      )
    return {
      mean: Array.from(this.mean),
      scale: Array.from(this.scale),
      layers: this.layers.map((layer) => ({ weights: rows(layer) })),
    }
  }
}
