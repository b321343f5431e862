// Loudness from steps of 10 ms that are K-weighted mean squares already: BS.1770-5's sums and gates, nothing else.
import { silenceLufs } from './workingLoudness'

/** BS.1770-5, annex 1, equation 2. */
export const lufsOf = (energy: number): number => (energy > 0 ? -0.691 + 10 * Math.log10(energy) : -Infinity)

export const energyOf = (lufs: number): number => Math.pow(10, (lufs + 0.691) / 10)

/** 0 dB is 1; -Infinity is 0. Of energies, not of samples. */
export const powerOf = (db: number): number => Math.pow(10, db / 10)

/** Mean of what is between, without a gate. */
export const meanEnergy = (energy: Float32Array, from = 0, to = energy.length): number => {
  let sum = 0
  for (let step = from; step < to; step++) sum += energy[step]
  return to > from ? sum / (to - from) : 0
}

/** Momentary blocks: 400 ms, one every 100 ms; what is shorter than a block is one block. */
const blocksOf = (energy: Float32Array): Float64Array => {
  const length = Math.min(40, energy.length)
  const count = energy.length === 0 ? 0 : Math.floor((energy.length - length) / 10) + 1
  const blocks = new Float64Array(count)
  for (let block = 0; block < count; block++)
    blocks[block] = meanEnergy(energy, block * 10, block * 10 + length)
  return blocks
}

const meanAbove = (blocks: Float64Array, gate: number): number => {
  let sum = 0
  let count = 0
  for (const block of blocks) {
    if (block <= gate) continue
    sum += block
    count++
  }
  return count > 0 ? sum / count : 0
}

/** Integrated loudness with both gates (-70 LUFS, then 10 LU under what is left). */
export const gatedLufs = (energy: Float32Array): number => {
  const blocks = blocksOf(energy)
  const ungated = meanAbove(blocks, energyOf(silenceLufs))
  return lufsOf(meanAbove(blocks, Math.max(energyOf(silenceLufs), ungated / 10)))
}
