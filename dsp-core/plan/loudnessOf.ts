// Loudness of steps of 10 ms that are K-weighted mean squares already, by the meter's own sums and gates.
export { integratedLufs as gatedLufs, lufsOf } from '../processors/loudness-meter/gating'

/** The other way round: BS.1770-5, annex 1, equation 2. */
export const energyOf = (lufs: number): number => Math.pow(10, (lufs + 0.691) / 10)

/** 0 dB is 1; -Infinity is 0. Of energies, not of samples. */
export const powerOf = (db: number): number => Math.pow(10, db / 10)
