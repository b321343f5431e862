// What the steps of a clip amount to.

/** Steps quieter than this say nothing about music, mean square: -60 dBFS. */
const audible = 1e-6

/** Share of steps that are more likely speech than not. */
export const shareOf = (speech: Float32Array): number => {
  let count = 0
  for (let i = 0; i < speech.length; i++) if (speech[i] > 0.5) count++
  return speech.length ? count / speech.length : 0
}

/** What moves less than this between its quiet and its loud tenth is a hum or a machine, dB. */
const stillDb = 3

/** Mean probability of music over the audible steps; less for what hardly moves. */
export const musicLikelihoodOf = (music: Float32Array, squares: Float32Array): number => {
  const levels = squares.filter((square) => square > audible).sort()
  if (levels.length === 0) return 0
  let sum = 0
  for (let i = 0; i < music.length && i < squares.length; i++) if (squares[i] > audible) sum += music[i]
  const tenth = Math.floor(levels.length / 10)
  const spreadDb = 10 * Math.log10(levels[levels.length - 1 - tenth] / levels[tenth])
  return (sum / levels.length) * Math.min(1, spreadDb / stillDb)
}
