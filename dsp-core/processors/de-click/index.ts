// De-click: what stands out of its surroundings for a few milliseconds, and out of them on both sides, is replaced
// by what a linear prediction from both sides says. Looked for in the residual, forward and backward: a click is in
// both, and in the smaller of the two no longer than it is. A hi-hat or a consonant is followed by more of its kind,
// the pulses of a voice come again: neither stands alone.
// Source: S. Godsill, P. Rayner, "Digital Audio Restoration", Springer 1998, chapters 5 (replacement) and 6
// (residual detection); S. Vaseghi, P. Rayner, "Detection and Suppression of Impulsive Noise in Speech
// Communication Systems", IEE Proc. 137, 1990.
import { frameSamples } from '../../signal/slidingFrame'
import { defineProcessor } from '../processor'

/** A cell of the residual, half a millisecond: shorter than the time between the pulses of any voice. */
const cellMs = 0.5

/** Surroundings, on each side, beyond the longest click: three pulses of a voice at 125 Hz (by ear, 2026-11-24). */
const surroundingCells = 24

const cellOf = (sampleRateHz: number) => Math.max(4, Math.round((cellMs * sampleRateHz) / 1000))

export const deClick = defineProcessor({
  id: 'de-click',
  title: 'De-click',
  ports: ['main'],
  params: {
    thresholdDb: { title: 'Stands out by', min: 6, max: 40, initial: 13 },
    longestMs: { title: 'Longest click', min: 0.1, max: 5, initial: 2 },
    depthDb: { title: 'Depth', min: 0, max: 60, initial: 60 },
  },
  neutral: { depthDb: 0 },
  readings: ['amountRemovedDb', 'repairedPercent'],
  latencySamples: (_, { sampleRateHz }) => 2 * frameSamples(sampleRateHz),
  tailSamples: () => 0,
  design: (p, { sampleRateHz }) => ({
    cellSamples: cellOf(sampleRateHz),
    surroundingCells,
    standsOut: 10 ** (p.thresholdDb / 20),
    longestSamples: Math.max(1, Math.round((p.longestMs * sampleRateHz) / 1000)),
    wet: 1 - (p.depthDb >= 60 ? 0 : 10 ** (-p.depthDb / 20)),
  }),
})
