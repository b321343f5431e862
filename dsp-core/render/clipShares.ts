// What the steps of a clip amount to.

/** Steps quieter than this say nothing about music, mean square: -60 dBFS. */
const audible = 1e-6

/** Share of steps that are more likely speech than not. */
export const shareOf = (speech: Float32Array): number => {
  let count = 0
  for (let i = 0; i < speech.length; i++) if (speech[i] > 0.5) count++
  return speech.length ? count / speech.length : 0
}

/** Mean probability of music over the audible steps. */
export const musicLikelihoodOf = (music: Float32Array, squares: Float32Array): number => {
  let count = 0
  let sum = 0
  for (let i = 0; i < music.length && i < squares.length; i++)
    if (squares[i] > audible) {
      sum += music[i]
      count++
    }
  return count ? sum / count : 0
}
