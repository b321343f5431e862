// How Premiere moves a level: between keys along its fader, and over a fade along one of three curves. The renderer
// draws them sample by sample; the plan looks at them step by step.
import type { Fade } from './timeline'

/**
 * Premiere's Level moves straight in the position u of a fader, not in dB. Measured in its renders
 * (mirage-hq/Tesseract-Converter, docs and reader): u = g^0.4475 up to 0 dB, u = 2 - g^-0.4475 above.
 */
const faderExponent = 0.4475

export const faderOfGain = (gain: number): number =>
  gain <= 1 ? Math.pow(gain, faderExponent) : 2 - Math.pow(gain, -faderExponent)

export const gainOfFader = (position: number): number =>
  position <= 1 ? Math.pow(position, 1 / faderExponent) : Math.pow(2 - position, -1 / faderExponent)

/** Exponential: straight in dB over the last 40 dB, brought to 0 at its end (by ear, 2026-11-22). */
const exponentialRange = 100

/** `share` runs from silence, 0, to full, 1. */
export const fadeGain = (curve: Fade['curve'], share: number): number => {
  if (curve === 'constant-gain') return share
  if (curve === 'constant-power') return Math.sin((share * Math.PI) / 2)
  return (Math.pow(exponentialRange, share) - 1) / (exponentialRange - 1)
}
