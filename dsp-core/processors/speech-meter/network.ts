// Several small feed-forward networks that hear the same inputs: two hidden layers of rectified units each, and the
// mean of what they say, in odds, as one probability for each output. One network errs by the chance of the numbers
// its fit began with: twelve took from 0.6 to 4.3 % of held-out music for speech, means of six from 0.9 to 2.9 %. What
// one set of scenes lacks another has: of six that heard the same scenes the mean took 2.2 %, of six that each heard
// scenes of their own 1.6 % (2026-11-25).
import { addLayer } from './denseLayer'
import { WideLayer } from './wideLayer'

export interface NetworkWeights {
  /** Inputs are shifted and scaled so that each has mean 0 and spread 1 over the data they were fitted to. */
  mean: number[]
  scale: number[]
  /** Of each network its layers, of each layer a row for each unit: a weight for each input, then the bias. */
  networks: number[][][][]
}

/** Inputs further out than this were not in the data and are pulled in. */
const farthest = 4

/** All networks side by side: their first layers are one wide layer, and so are the last, where the mean is taken. */
export class Network {
  private readonly mean: Float64Array
  private readonly scale: Float64Array
  private readonly inputs: Float64Array
  private readonly first: WideLayer
  private readonly second: Float64Array
  private readonly last: Float64Array
  private readonly networks: number
  private readonly firstUnits: number
  private readonly secondUnits: number
  private readonly hidden: Float64Array
  private readonly outputs: Float64Array

  constructor({ mean, scale, networks }: NetworkWeights) {
    const [firstRows, secondRows, lastRows] = networks[0]
    this.mean = Float64Array.from(mean)
    this.scale = Float64Array.from(scale)
    this.inputs = new Float64Array(mean.length)
    this.first = new WideLayer(
      networks.flatMap(([rows]) => rows),
      mean.length,
    )
    this.second = Float64Array.from(networks.flatMap(([, rows]) => rows.flat()))
    this.last = meanOf(networks.map(([, , rows]) => rows))
    this.networks = networks.length
    this.firstUnits = firstRows.length
    this.secondUnits = secondRows.length
    this.hidden = new Float64Array(networks.length * secondRows.length)
    this.outputs = new Float64Array(lastRows.length)
  }

  /** The probabilities; valid until the next call. */
  judge(inputs: Float64Array): Float64Array {
    const { mean, scale, inputs: x, hidden, outputs } = this
    for (let i = 0; i < x.length; i++)
      x[i] = Math.max(-farthest, Math.min(farthest, (inputs[i] - mean[i]) * scale[i]))
    this.first.run(x)
    this.runSecond()
    addLayer(hidden, 0, this.last, 0, hidden.length, outputs, 0, outputs.length)
    for (let i = 0; i < outputs.length; i++) outputs[i] = 1 / (1 + Math.exp(-outputs[i]))
    return outputs
  }

  /** Each network listens to its own first layer only. */
  private runSecond(): void {
    const { first, second, networks, firstUnits, secondUnits, hidden } = this
    const size = secondUnits * (firstUnits + 1)
    for (let n = 0; n < networks; n++)
      addLayer(
        first.units,
        n * firstUnits,
        second,
        n * size,
        firstUnits,
        hidden,
        n * secondUnits,
        secondUnits,
      )
    for (let u = 0; u < hidden.length; u++) if (!(hidden[u] > 0)) hidden[u] = 0
  }
}

/** The mean of the networks' odds is one row for each output over the units of all. */
const meanOf = (lastLayers: number[][][]): Float64Array => {
  const share = 1 / lastLayers.length
  return Float64Array.from(
    lastLayers[0].flatMap((_, output) => {
      const rows = lastLayers.map((rows) => rows[output].map((weight) => weight * share))
      const bias = rows.reduce((sum, row) => sum + row[row.length - 1], 0)
      return [...rows.flatMap((row) => row.slice(0, -1)), bias]
    }),
  )
}
