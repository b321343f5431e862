// Time constants for `design` (uses the library's exp; kernels receive the result).

/** Factor by which a one-pole forgets per step, so that it has covered 63 % of a step after `ms`. */
export const forgettingPerStep = (ms: number, stepsPerSecond: number): number =>
  ms <= 0 ? 0 : Math.exp(-1000 / (ms * stepsPerSecond))

export const samplesOf = (ms: number, sampleRateHz: number): number => Math.round((ms * sampleRateHz) / 1000)
