// Crossfeed for headphones: each ear also hears the other channel, low frequencies and late, as it would from a
// loudspeaker on the far side of the head; what both have in common stays as it was.
// Source: B. B. Bauer, "Stereophonic Earphones and Binaural Loudspeakers", JAES 9 (1961); the shares of the two
// filters as in B. Mikhaylov's bs2b (bs2b.sourceforge.net), whose usual setting is 700 Hz and 4.5 dB.
import { gainFromDb } from '../../signal/decibels'
import { reachable } from '../../signal/filterDesign'
import { defineProcessor, type ProcessorContext } from '../processor'

/** Of a one-pole low-pass: what it forgets per sample. */
const forgetting = (hz: number, { sampleRateHz }: ProcessorContext): number =>
  Math.exp((-2 * Math.PI * reachable(hz, sampleRateHz)) / sampleRateHz)

export const crossfeed = defineProcessor({
  id: 'crossfeed',
  title: 'Headphone crossfeed',
  ports: ['main'],
  params: {
    cutoffHz: { title: 'Cutoff', min: 300, max: 2000, initial: 700 },
    separationDb: { title: 'Between the ears at low frequencies', min: 1, max: 15, initial: 4.5 },
    amountPercent: { title: 'Amount', min: 0, max: 100, initial: 100 },
  },
  neutral: { amountPercent: 0 },
  readings: [],
  latencySamples: () => 0,
  tailSamples: (p, { sampleRateHz }) =>
    Math.ceil((Math.log(1e6) * sampleRateHz) / (2 * Math.PI * p.cutoffHz)) + 2,
  design: (p, context) => {
    const crossed = gainFromDb((-5 / 6) * p.separationDb - 3)
    const lowered = 1 - gainFromDb(p.separationDb / 6 - 3)
    // Where the lift of the highs ends: a shelf of one pole reaches as far as its depth.
    const ownHz = p.cutoffHz * 2 ** ((-(5 / 6) * p.separationDb - 3 - 20 * Math.log10(lowered)) / 12)
    return {
      crossed,
      lowered,
      whole: 1 / (1 - lowered + crossed),
      crossedPole: forgetting(p.cutoffHz, context),
      ownPole: forgetting(ownHz, context),
      amount: p.amountPercent / 100,
    }
  },
})
