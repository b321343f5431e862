// Which bins of which rate make up each third of an octave, and the filter that halves a rate.
import { kaiser } from '../../signal/window'

/** Nominal middles (IEC 61260-1, annex E). */
export const bandsHz = [
  ...[20, 25, 31, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000],
  ...[2500, 3150, 4000, 5000, 6300, 8000, 10000, 12500, 16000, 20000],
]

/** From 192 kHz down to a rate that gives 20 Hz its bins. */
export const stages = 11
export const frameSamples = 1024

/**
 * Half-band filter: every second weight is 0, and the middle one a half. Passes up to a tenth of the old rate within
 * 0.001 dB, keeps out by 80 dB what would fold back there (from four tenths on). From the middle outwards.
 */
const reach = 11
export const halving = Array.from({ length: reach }, (_, i) => {
  const distance = i + 1
  const sinc = Math.sin((Math.PI * distance) / 2) / (Math.PI * distance)
  return sinc * kaiser(distance / (reach + 1), 8)
})

/** The deepest stage at which a band's upper edge is no higher than a fifth of the rate. */
const stageOf = (upperHz: number, sampleRateHz: number): number => {
  let stage = 0
  while (stage + 1 < stages && upperHz <= (0.2 * sampleRateHz) / 2 ** (stage + 1)) stage++
  return stage
}

/** Stage, first edge and last edge (in bins, fractions counting as such) of each band; edges end at Nyquist. */
export const bandTable = (sampleRateHz: number): Float64Array =>
  Float64Array.from(
    bandsHz.flatMap((_, i) => {
      const middle = 1000 * 10 ** ((i - 17) / 10)
      const [lower, upper] = [middle * 10 ** -0.05, middle * 10 ** 0.05]
      const stage = stageOf(upper, sampleRateHz)
      const binHz = sampleRateHz / 2 ** stage / frameSamples
      const top = frameSamples / 2
      return [stage, Math.min(top, lower / binHz), Math.min(top, upper / binHz)]
    }),
  )
