// Turns down the late reverberation of a room: its power in each bin of a short-time transform is predicted from the
// power that was there before, as a room's sound falls by 60 dB in its reverberation time, and what stands no higher
// is lowered by the depth at most. How much of a band's sound comes back from the room at all is heard from how the
// band falls (roomShare.ts): a dry voice falls faster than the room and is nearly left alone.
// Sources: Lebart, Boucher, Denbigh, Acta Acustica 87(3), 2001; Habets, Gannot, Cohen, IEEE SPL 16(9), 2009 (rooms in
// which the direct sound is strong).
import { gainFromDb } from '../../signal/decibels'
import { defineProcessor } from '../processor'
import { frameHop, frameSize } from '../../signal/frameSize'

/** Bands whose share of room sound is heard one by one: two thirds of an octave, from 100 Hz to 16 kHz. */
const lowestBandHz = 100
const bandRatio = 2 ** (2 / 3)
const bandCount = 11

/** After this time a third of the smoothed power is left: shorter than a syllable, longer than a pitch period. */
const smoothMs = 30
/**
 * Weight of the last frame's result in a bin's ratio of voice to room, per hop (suppression.ts). By ESTOI on recorded
 * voices in made rooms, 2026-11-24: 0.85 is up to 0.014 lower.
 */
const remember = 0.7

/** First bin of each band, and one past the last. */
const bandEdges = (sampleRateHz: number): Float64Array => {
  const size = frameSize(sampleRateHz)
  return Float64Array.from({ length: bandCount + 1 }, (_, band) => {
    if (band === 0) return 0
    if (band === bandCount) return size / 2 + 1
    const hz = lowestBandHz * bandRatio ** band
    return Math.min(size / 2 + 1, Math.max(band, Math.round((hz * size) / sampleRateHz)))
  })
}

/** Left of the energy of a room of that decay after so many samples. */
const leftAfter = (samples: number, decayMs: number, sampleRateHz: number): number =>
  10 ** ((-6000 * samples) / (decayMs * sampleRateHz))

export const deReverb = defineProcessor({
  id: 'de-reverb',
  title: 'De-reverb',
  ports: ['main'],
  params: {
    depthDb: { title: 'Depth', min: 0, max: 30, initial: 12 },
    decayMs: { title: 'Decay of the room (RT60)', min: 100, max: 5000, initial: 600 },
    onsetMs: { title: 'Late from', min: 20, max: 150, initial: 50 },
  },
  neutral: { depthDb: 0 },
  readings: ['amountRemovedDb'],
  latencySamples: (_, { sampleRateHz }) => frameSize(sampleRateHz),
  tailSamples: (_, { sampleRateHz }) => frameSize(sampleRateHz),
  design: (p, { sampleRateHz }) => {
    const hop = frameHop(sampleRateHz)
    const lateHops = Math.max(2, Math.round((p.onsetMs * sampleRateHz) / 1000 / hop))
    return {
      floor: gainFromDb(-p.depthDb),
      hopDecay: leftAfter(hop, p.decayMs, sampleRateHz),
      lateHops,
      lateShare: leftAfter(hop * (lateHops - 1), p.decayMs, sampleRateHz),
      fallShare: leftAfter((hop * lateHops) / 2, p.decayMs, sampleRateHz),
      keep: Math.exp((-1000 * hop) / (smoothMs * sampleRateHz)),
      remember,
      bandEdges: bandEdges(sampleRateHz),
    }
  },
})
