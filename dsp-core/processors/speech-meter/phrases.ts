// A step alone errs where its sentence does not: each step is judged together with the seconds around it, and
// speech reaches a little over its own edges, so that soft beginnings and endings belong to it.

/** Steps to either side: a second and a half. */
const aroundSteps = 150
/**
 * How much the seconds around count against the step itself. Chosen by fourfold cross-validation within the recordings
 * that were fitted to, 2026-11-24.
 */
const aroundWeight = 0.5
/**
 * A step and its sentence together must be so much likelier speech than not, in odds, to count as such. Chosen by
 * threefold cross-validation within the recordings fitted to (tests/listen/crossValidate.ts) on 2026-11-25, with
 * networks of other seeds than the product's, six on the same scenes: 4.6 % of speech over beds 20 dB below missed (asked: 5), 0.0 % of music
 * (2), 2.3 % of ambience and 2.5 % of effects (3) taken for speech.
 */
const doubt = 0.7
/** Speech reaches so far over its edges: 40 ms. */
const reachSteps = 4

const oddsOf = (probability: number): number => Math.log((probability + 1e-4) / (1 - probability + 1e-4))

const withAround = (odds: Float64Array): Float64Array => {
  const sums = new Float64Array(odds.length + 1)
  for (let i = 0; i < odds.length; i++) sums[i + 1] = sums[i] + odds[i]
  return odds.map((own, i) => {
    const from = Math.max(0, i - aroundSteps)
    const to = Math.min(odds.length, i + aroundSteps + 1)
    return own + (aroundWeight * (sums[to] - sums[from])) / (to - from)
  })
}

/** In place: probabilities of single steps become those of steps in their sentence. */
export const joinPhrases = (speech: Float32Array): void => {
  const odds = withAround(Float64Array.from(speech, oddsOf))
  for (let i = 0; i < odds.length; i++) {
    let most = odds[i]
    for (let k = Math.max(0, i - reachSteps); k <= i + reachSteps && k < odds.length; k++)
      if (odds[k] > most) most = odds[k]
    speech[i] = 1 / (1 + Math.exp(doubt - most))
  }
}
