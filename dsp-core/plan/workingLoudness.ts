// The loudness at which every clip enters its chain, so that a threshold means the same in every project; and the
// few constants of judgement that no genre changes.

/** EBU R 128's target: chosen because levels of speech, headroom (22 dB) and thresholds are known around it. */
export const workingLufs = -23

/** What counts as speech, of the meter's probability: more likely than not. */
export const speechProbability = 0.5

/** Less speech than this says nothing about how loud somebody speaks: shorter than a word, ITU-T P.56's 0.3 s hangover. */
export const leastSpeechSeconds = 0.3

/** Short-term window of EBU Tech 3341: from here on a clip's own loudness counts alone. */
export const settledSpeechSeconds = 3

/** Noise of a lifted clip stays 20 dB under the speech around it (WCAG 2.2, 1.4.7). */
export const mostNoiseDbfs = workingLufs - 20

/** … but its speech is not left further under the others' for that: EBU Tech 3343's comfort zone is +3/-5 LU. */
export const mostHeldBackLu = 5

/** BS.1770-5's absolute gate; what lies under it plays to nobody. */
export const silenceLufs = -70

/** Kept between limiter and delivery: our meter's and other meters' readings between samples differ by less. */
export const ceilingMarginDb = 0.1

/** Our own tolerance, inside every delivery's. */
export const ownToleranceLu = 0.1
