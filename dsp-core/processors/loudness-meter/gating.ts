// Loudness from steps of 10 ms (K-weighted mean squares, channels summed): integrated, momentary, short-term, range.
// ITU-R BS.1770-5 Annex 1; EBU Tech 3341 v4 and Tech 3342 v4. Steps of consecutive stretches are simply joined.

export const stepsPerSecond = 100
const momentarySteps = 40
const shortTermSteps = 300
/** Gating blocks of 400 ms overlap by 75 %; short-term values for the range come every 100 ms. */
const hopSteps = 10
const absoluteGateLufs = -70
const relativeGateLu = -10
const rangeGateLu = -20

/** BS.1770-5, equation 2. */
export const lufsOf = (energy: number): number => (energy > 0 ? -0.691 + 10 * Math.log10(energy) : -Infinity)

const energyOf = (lufs: number): number => 10 ** ((lufs + 0.691) / 10)

export const joinSteps = (parts: Float32Array[]): Float32Array => {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Mean energies of the windows of `length` steps, whole hops, that end after `length`, `length` + a hop ... steps. */
const windowMeans = (steps: Float32Array, length: number): Float64Array => {
  const hops = new Float64Array(Math.floor(steps.length / hopSteps))
  for (let h = 0, i = 0; h < hops.length; h++)
    for (const end = i + hopSteps; i < end; i++) hops[h] += steps[i]
  const each = length / hopSteps
  const means = new Float64Array(Math.max(0, hops.length - each + 1))
  for (let w = 0; w < means.length; w++) {
    let sum = 0
    for (let h = w; h < w + each; h++) sum += hops[h]
    means[w] = sum / length
  }
  return means
}

const meanAbove = (energies: Float64Array, gate: number): number => {
  let sum = 0
  let count = 0
  for (const energy of energies) {
    if (energy > gate) {
      sum += energy
      count++
    }
  }
  return count ? sum / count : 0
}

const meanOf = (steps: Float32Array): number =>
  steps.reduce((sum, step) => sum + step, 0) / Math.max(1, steps.length)

/** Under 400 ms there is no gating block: then what is there counts as one. */
const gatingBlocks = (steps: Float32Array): Float64Array =>
  steps.length < momentarySteps ? Float64Array.of(meanOf(steps)) : windowMeans(steps, momentarySteps)

export const integratedLufs = (steps: Float32Array): number => {
  const blocks = gatingBlocks(steps)
  const absolute = energyOf(absoluteGateLufs)
  const ungated = meanAbove(blocks, absolute)
  const relative = ungated * 10 ** (relativeGateLu / 10)
  return lufsOf(meanAbove(blocks, Math.max(absolute, relative)))
}

/** Without the relative gate. */
export const ungatedLufs = (steps: Float32Array): number =>
  lufsOf(meanAbove(gatingBlocks(steps), energyOf(absoluteGateLufs)))

/** Integrated loudness of steps [from, to). */
export const loudnessOver = (steps: Float32Array, from: number, to: number): number =>
  integratedLufs(steps.subarray(Math.max(0, from), Math.max(0, to)))

/** Before the first full window a live meter's window still holds silence: so do these. */
const maxWindow = (steps: Float32Array, length: number): number => {
  let sum = 0
  let highest = 0
  for (let i = 0; i < steps.length; i++) {
    sum += steps[i]
    if (i >= length) sum -= steps[i - length]
    if (sum > highest) highest = sum
  }
  return lufsOf(highest / length)
}

/** Highest of the 400 ms windows, moved by 10 ms. */
export const maxMomentaryLufs = (steps: Float32Array): number => maxWindow(steps, momentarySteps)

/** Highest of the 3 s windows, moved by 10 ms. */
export const maxShortTermLufs = (steps: Float32Array): number => maxWindow(steps, shortTermSteps)

/** Loudness of the windows that end at each multiple of 100 ms, for curves. */
export const momentaryLufs = (steps: Float32Array): Float64Array =>
  windowMeans(steps, momentarySteps).map(lufsOf)
export const shortTermLufs = (steps: Float32Array): Float64Array =>
  windowMeans(steps, shortTermSteps).map(lufsOf)

/** Spread of short-term loudness between its 10th and 95th percentile (Tech 3342), LU. */
export const loudnessRangeLu = (steps: Float32Array): number => {
  const energies = windowMeans(steps, shortTermSteps)
  const absolute = energyOf(absoluteGateLufs)
  const relative = meanAbove(energies, absolute) * 10 ** (rangeGateLu / 10)
  const kept = energies.filter((energy) => energy > Math.max(absolute, relative)).sort()
  if (kept.length === 0) return 0
  const percentile = (share: number) => lufsOf(kept[Math.round((kept.length - 1) * share)])
  return percentile(0.95) - percentile(0.1)
}
