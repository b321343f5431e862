// Programmes of known truth put together from recordings: speech alone, down a telephone, over noise and over music
// with pauses between, and stretches of music, ambience and effects where nobody speaks. Every recording is used.
import { colourRateHz, telephone, toLevel } from './colour'
import { Chance } from './chance'
import { type Kind, type Recording } from './material'
import { activeSteps } from './reference'
import { isTaste, monoAt16k } from './scenes'

export interface Mix {
  title: string
  samples: Float32Array
  /** 1 where somebody speaks. */
  speech: Uint8Array
  /** 1 where nobody does, and no syllable begins or ends within 100 ms: there the meter must say no. */
  other: Uint8Array
  /** How far speech is above it. */
  bedBelowDb: number
  /** What is heard where nobody speaks. */
  bed: 'silence' | 'music' | 'ambience and effects'
}

export const mixRateHz = colourRateHz
const stepLength = mixRateHz / 100
/** Steps around active speech that count neither way: the reference itself looks over 30 ms. */
const collar = 10
const speechDb = -23
/** No speaker and no piece outweighs the others. */
const longestSpeech = 10 * mixRateHz
const longestBed = 20 * mixRateHz

/** Speech recordings one after the other, with pauses of 1 to 3 s. */
const spoken = (pieces: Float32Array[], chance: Chance): { samples: Float32Array; speech: Uint8Array } => {
  const parts = pieces.map((piece) => toLevel(piece.subarray(0, longestSpeech), speechDb))
  const gaps = parts.map(() => Math.round(chance.between(100, 300)) * stepLength)
  const steps = parts.map((part) => Math.ceil(part.length / stepLength))
  const length = steps.reduce((sum, count, i) => sum + count * stepLength + gaps[i], gaps[0])
  const samples = new Float32Array(length)
  const speech = new Uint8Array(length / stepLength)
  let at = gaps[0]
  parts.forEach((part, i) => {
    samples.set(part, at)
    speech.set(activeSteps(part, mixRateHz), at / stepLength)
    at += steps[i] * stepLength + gaps[i]
  })
  return { samples, speech }
}

const awayFrom = (speech: Uint8Array): Uint8Array =>
  speech.map((_, i) => (speech.subarray(Math.max(0, i - collar), i + collar + 1).includes(1) ? 0 : 1))

/** Beds one after the other at a level, to that length, each up to 20 s at a time. */
const laid = (beds: Float32Array[], length: number, levelDb: number): Float32Array => {
  const out = new Float32Array(length)
  for (let at = 0, i = 0; at < length; i++) {
    const part = toLevel(beds[i % beds.length].subarray(0, longestBed), levelDb)
    out.set(part.subarray(0, length - at), at)
    at += part.length
  }
  return out
}

const summed = (a: Float32Array, b: Float32Array): Float32Array => a.map((x, i) => x + b[i])

export const makeMixes = (of: (kind: Kind) => Recording[]): Mix[] => {
  const chance = new Chance(3)
  const sounds = (kind: Kind): Float32Array[] =>
    of(kind)
      .filter(({ name }) => kind === 'speech' || !isTaste(name, 'speech'))
      .map(monoAt16k)
  const [pieces, music, noise, effects] = (['speech', 'music', 'noise', 'sfx'] as Kind[]).map(sounds)
  const mixes: Mix[] = []
  const clear = (title: string, change: (samples: Float32Array) => Float32Array): void => {
    const { samples, speech } = spoken(pieces, chance)
    const other = awayFrom(speech)
    mixes.push({ title, bed: 'silence', bedBelowDb: Infinity, speech, other, samples: change(samples) })
  }
  const over = (title: string, bed: Mix['bed'], beds: Float32Array[], bedBelowDb: number): void => {
    const { samples, speech } = spoken(pieces, chance)
    const mixed = summed(samples, laid(beds, samples.length, speechDb - bedBelowDb))
    mixes.push({ title, bed, bedBelowDb, speech, other: awayFrom(speech), samples: mixed })
  }
  clear('speech alone', (samples) => samples)
  clear('speech down a telephone', telephone)
  over('speech, ambience 20 dB below', 'ambience and effects', noise, 20)
  over('speech, ambience 10 dB below', 'ambience and effects', noise, 10)
  over('speech, music 20 dB below', 'music', music, 20)
  over('speech, music 12 dB below', 'music', music, 12)
  const alone = (title: string, bed: Mix['bed'], beds: Float32Array[]): void => {
    const length = beds.reduce((sum, each) => sum + Math.min(longestBed, each.length), 0)
    const speech = new Uint8Array(Math.ceil(length / stepLength))
    const samples = laid(beds, length, speechDb)
    mixes.push({ title, bed, bedBelowDb: 0, speech, other: speech.map(() => 1), samples })
  }
  alone('music alone', 'music', music)
  alone('ambience alone', 'ambience and effects', noise)
  alone('effects alone', 'ambience and effects', effects)
  return mixes
}
