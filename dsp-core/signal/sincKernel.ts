// The low-pass behind every change of rate or speed: a sinc under a Kaiser window, in units of zero crossings.
// Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", ISCAS 1974; its
// formulas for beta and transition width are (A - 8.7) * 0.1102 and (A - 8) / (2.285 * taps) for A dB.

/** Designed a little deeper than the -120 dB that is promised: with 80 crossings it is -123.8. */
const stopBandDb = 126

/** On each side. With 80 it passes within 0.01 dB up to 0.4544 of the rate: 20.04 kHz at 44.1 kHz, 21.8 kHz at 48 kHz. */
const usualCrossings = 80

/** At great speeds a kernel would grow without end; it may cover this many source samples on each side. */
const widestReach = 1024
const fewestCrossings = 10

const kaiserBeta = 0.1102 * (stopBandDb - 8.7)

export interface SincKernel {
  crossings: number
  /** Cut-off in cycles per unit of x; the stop-band begins at 0.5. */
  cutoff: number
  /** Value at x, 0 from `crossings` on. */
  at(x: number): number
}

/** The kernel for reading `stretch` source samples (1 or more) for each made. */
export const kernelFor = (stretch: number): SincKernel => {
  const crossings = Math.max(fewestCrossings, Math.min(usualCrossings, Math.floor(widestReach / stretch)))
  const known = kernels.get(crossings)
  if (known) return known
  const made = makeKernel(crossings)
  kernels.set(crossings, made)
  return made
}

const kernels = new Map<number, SincKernel>()

const makeKernel = (crossings: number): SincKernel => {
  const transition = (stopBandDb - 8) / (2.285 * 2 * crossings) / (2 * Math.PI)
  const cutoff = 0.5 - transition / 2
  const scale = (2 * cutoff) / besselOfRoot(kaiserBeta * kaiserBeta)
  const at = (x: number): number => {
    const inside = 1 - (x / crossings) ** 2
    if (inside <= 0) return 0
    const angle = 2 * Math.PI * cutoff * x
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle
    return scale * sinc * besselOfRoot(kaiserBeta * kaiserBeta * inside)
  }
  return { crossings, cutoff, at }
}

/** 1 / (k! 2^k)^2: beyond the last nothing is left of a double for the squares up to kaiserBeta^2 = 167. */
const besselTerms = Float64Array.from({ length: 40 }, (_, k) => {
  let term = 1
  for (let j = 1; j <= k; j++) term /= 4 * j * j
  return term
})

/** Modified Bessel function of the first kind, order 0, of the square root: its power series, by Horner's rule. */
const besselOfRoot = (square: number): number => {
  let sum = 0
  for (let k = besselTerms.length - 1; k >= 0; k--) sum = sum * square + besselTerms[k]
  return sum
}
