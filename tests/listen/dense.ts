// One layer of a network while it is fitted, a batch of examples at a time, by Adam (Kingma and Ba, 2015) with weights
// that decay beside it (Loshchilov and Hutter, 2019), in plain arithmetic.
import { addLayer } from '../../dsp-core/processors/speech-meter/denseLayer'
import { Chance } from './chance'

/** Of each weight, in each step, times the rate of that step. */
const decay = 0.0064

export class Dense {
  readonly weights: Float64Array
  private readonly slope: Float64Array
  private readonly mean: Float64Array
  private readonly square: Float64Array

  constructor(
    readonly inputs: number,
    readonly units: number,
    /** A multiple of four. */
    private readonly batch: number,
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

  forward(from: Float64Array, to: Float64Array, rectified: boolean): void {
    const { weights, inputs, units, batch } = this
    for (let b = 0; b < batch; b++) addLayer(from, b * inputs, weights, 0, inputs, to, b * units, units)
    if (rectified) for (let i = 0; i < to.length; i++) if (!(to[i] > 0)) to[i] = 0
  }

  /** The mean slope of the batch. */
  learn(from: Float64Array, error: Float64Array): void {
    const { slope, inputs, units, batch } = this
    slope.fill(0)
    for (let b = 0; b < batch; b += 4)
      for (let u = 0; u < units; u++) {
        const at = u * (inputs + 1)
        const e0 = error[b * units + u] / batch
        const e1 = error[(b + 1) * units + u] / batch
        const e2 = error[(b + 2) * units + u] / batch
        const e3 = error[(b + 3) * units + u] / batch
        const x0 = b * inputs
        const x1 = x0 + inputs
        const x2 = x1 + inputs
        const x3 = x2 + inputs
        for (let i = 0; i < inputs; i++)
          slope[at + i] += e0 * from[x0 + i] + e1 * from[x1 + i] + (e2 * from[x2 + i] + e3 * from[x3 + i])
        slope[at + inputs] += e0 + e1 + (e2 + e3)
      }
  }

  /** The error of its inputs, which are rectified units. */
  backward(from: Float64Array, error: Float64Array, back: Float64Array): void {
    const { weights, inputs, units, batch } = this
    back.fill(0)
    for (let b = 0; b < batch; b++)
      for (let u = 0; u < units; u++) {
        const e = error[b * units + u]
        const at = u * (inputs + 1)
        for (let i = 0; i < inputs; i++) back[b * inputs + i] += e * weights[at + i]
      }
    for (let i = 0; i < back.length; i++) if (!(from[i] > 0)) back[i] = 0
  }

  step(rate: number, time: number): void {
    const { weights, slope, mean, square, inputs } = this
    const c1 = rate / (1 - 0.9 ** time)
    const c2 = 1 / (1 - 0.999 ** time)
    for (let i = 0; i < weights.length; i++) {
      const g = slope[i]
      mean[i] = 0.9 * mean[i] + 0.1 * g
      square[i] = 0.999 * square[i] + 0.001 * g * g
      weights[i] -= (c1 * mean[i]) / (Math.sqrt(c2 * square[i]) + 1e-8)
      if (i % (inputs + 1) !== inputs) weights[i] *= 1 - rate * decay
    }
  }

  rows(): number[][] {
    const row = this.inputs + 1
    return Array.from({ length: this.units }, (_, u) =>
      Array.from(this.weights.subarray(u * row, (u + 1) * row), (x) => Number(x.toPrecision(4))),
    )
  }
}
