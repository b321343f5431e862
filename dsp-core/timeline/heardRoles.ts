// What a measurement says about a clip's role: speech, music, and for the rest how long, how steady, how sparse.
import type { ClipMeasurement } from './measurements'
import type { Role } from './roleList'

export interface HeardFacts {
  lengthSeconds: number
  /** Share of the audible steps that are speech. */
  speech: number
  music: number
  /** Spread of the level of audible steps around its median, dB: small is steady. */
  spreadDb: number
  /** Share of steps more than 25 dB below the loud ones: large is sparse. */
  sparse: number
  /** How far speech stands above the noise floor, dB. */
  clearDb: number
  words: string
}

const percentile = (sorted: Float32Array, share: number): number =>
  sorted.length ? sorted[Math.round(share * (sorted.length - 1))] : 0

const decibels = (energy: number): number => 10 * Math.log10(energy + 1e-12)

export const heardFacts = (measurement: ClipMeasurement, lengthSeconds: number): HeardFacts | null => {
  const { loudnessEnergy, silenceShare, speechShare, musicLikelihood } = measurement
  if (measurement.steps === 0 || silenceShare >= 1) return null
  const sorted = loudnessEnergy.slice().sort()
  const loud = percentile(sorted, 0.95)
  const audible = sorted.filter((energy) => energy > loud * 1e-3)
  const facts = {
    lengthSeconds,
    speech: Math.min(1, speechShare / Math.max(0.05, 1 - silenceShare)),
    music: musicLikelihood,
    spreadDb: decibels(percentile(audible, 0.9)) - decibels(percentile(audible, 0.1)),
    sparse: sorted.filter((energy) => energy < loud * 10 ** -2.5).length / sorted.length,
    clearDb: Math.min(80, decibels(loud) - decibels(percentile(sorted, 0.1))),
  }
  return { ...facts, words: wordsFor(facts) }
}

const percent = (share: number): string => `${Math.round(100 * share)} %`

const wordsFor = (facts: Omit<HeardFacts, 'words'>): string => {
  const said = `speech in ${percent(facts.speech)} of it, music in ${percent(facts.music)}`
  if (facts.speech > 0.35 || facts.music > 0.5) return said
  return `${said}; ${facts.lengthSeconds.toFixed(1)} s long, its level spread over ${Math.round(facts.spreadDb)} dB`
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/**
 * Evidence for each role, natural logarithm of odds, within ±6. Slopes and middles: by eye on sequences of known
 * roles, 2026-11-22. Music that
 * half sounds like speech is sung; what is short and rings out is a bell or a phone.
 */
export const heardScores = (facts: HeardFacts): Record<Role, number> => {
  const length = Math.log2(Math.max(0.05, facts.lengthSeconds))
  const speech = logistic(14 * (facts.speech - 0.33 - 1.2 * Math.max(0, facts.music - 0.25)))
  const short = Math.max(0, Math.min(1, (9 - facts.lengthSeconds) / 4))
  const ringsOut = 25 * short * Math.max(0, facts.sparse - 0.15)
  const sung = facts.music + 0.6 * facts.speech
  const musical = logistic(9 * (sung - 0.66) + 2.5 * Math.min(0, length - 2.3) - ringsOut)
  const music = (1 - speech) * musical
  const rest = (1 - speech) * (1 - musical)
  const steady = logistic(2.2 * (length - 2.7) + 0.12 * (15 - facts.spreadDb) - 2.5 * (facts.sparse - 0.1))
  const scores = {
    dialogue: speech,
    'voice-over': speech * 0.15,
    music,
    effects: rest * (1 - steady),
    ambience: rest * steady,
  }
  const log = (chance: number): number => Math.max(-6, Math.log(chance + 1e-3) + 1)
  return {
    dialogue: log(scores.dialogue),
    'voice-over': log(scores['voice-over']),
    music: log(scores.music),
    effects: log(scores.effects),
    ambience: log(scores.ambience),
  }
}
