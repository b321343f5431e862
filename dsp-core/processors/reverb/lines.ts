// Delay lines for `design`: lengths of the network and of the diffusers, and what each line absorbs per band.
import { networkLines } from '../../signal/delayNetwork'
import { reachable } from '../../signal/filterDesign'

/** Lines of the network. */
export const lineCount = networkLines

const isPrime = (n: number): boolean => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return n > 1
}

/** The nearest prime that is not taken, from below 2 up: primes share no period. */
const freePrime = (near: number, taken: Set<number>): number => {
  for (let step = 0; ; step++)
    for (const n of [Math.round(near) + step, Math.round(near) - step])
      if (n > 1 && isPrime(n) && !taken.has(n)) {
        taken.add(n)
        return n
      }
}

/** From shortest to longest in equal ratios, each moved a little off the row by the golden ratio. */
export const primeLengths = (count: number, shortest: number, longest: number): Float64Array => {
  const taken = new Set<number>()
  return Float64Array.from({ length: count }, (_, k) => {
    const moved = Math.min(count - 1, Math.max(0, k + 0.7 * (((k + 1) * 0.618034) % 1) - 0.35))
    return freePrime(shortest * (longest / shortest) ** (moved / (count - 1)), taken)
  })
}

export interface Decay {
  seconds: number
  lowSeconds: number
  highSeconds: number
  lowHz: number
  highHz: number
}

/** Gain of so many samples of a sound that falls by 60 dB in so many seconds. */
const gainOver = (samples: number, seconds: number, sampleRateHz: number): number =>
  10 ** ((-3 * samples) / (sampleRateHz * seconds))

const warped = (hz: number, sampleRateHz: number): number =>
  Math.tan((Math.PI * reachable(hz, sampleRateHz)) / sampleRateHz)

/** First-order shelves whose decibels, whatever their depth, have the same shape: half at the frequency. */
const lowShelf = (gain: number, k: number): number[] => {
  const root = Math.sqrt(gain)
  const a0 = 1 + k / root
  return [(1 + k * root) / a0, (k * root - 1) / a0, (k / root - 1) / a0]
}

const highShelf = (gain: number, k: number): number[] => {
  const root = Math.sqrt(gain)
  const a0 = 1 / root + k
  return [(root + k) / a0, (k - root) / a0, (k - 1 / root) / a0]
}

/** A shelf of -40 dB in one line is the end of that band; deeper ones would bring poles of their own that ring. */
const deepest = 0.01

/**
 * Per line b0 b1 b2 a1 a2: the loss of its length in the middle, and shelves to the losses below and above (J.-M. Jot,
 * A. Chaigne, "Digital delay networks for designing artificial reverberators", AES 90, 1991; J.-M. Jot,
 * "Proportional parametric equalizers", AES 139, 2015).
 */
export const absorption = (lengths: Float64Array, decay: Decay, sampleRateHz: number): Float64Array =>
  Float64Array.from(
    [...lengths].flatMap((samples) => {
      const middle = gainOver(samples, decay.seconds, sampleRateHz)
      const low = Math.max(deepest, gainOver(samples, decay.lowSeconds, sampleRateHz) / middle)
      const high = Math.max(deepest, gainOver(samples, decay.highSeconds, sampleRateHz) / middle)
      const [p0, p1, p2] = lowShelf(low, warped(decay.lowHz, sampleRateHz))
      const [q0, q1, q2] = highShelf(high, warped(decay.highHz, sampleRateHz))
      return [middle * p0 * q0, middle * (p0 * q1 + p1 * q0), middle * p1 * q1, p2 + q2, p2 * q2]
    }),
  )
