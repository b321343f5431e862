// Sounds made from nothing, where no recording is at hand: formant speech, chords, hums and coloured noise.
import { Chance } from './chance'
import { Resonator } from './resonator'

const vowels = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
  [660, 1720, 2410],
] // Peterson and Barney, 1952: men

interface Syllable {
  vowel: number[]
  next: number[]
  voicedSeconds: number
  hissSeconds: number
  hissHz: number
  gapSeconds: number
  pitchHz: number
}

const syllableOf = (chance: Chance, pitchHz: number): Syllable => ({
  vowel: chance.pick(vowels),
  next: chance.pick(vowels),
  voicedSeconds: chance.between(0.09, 0.22),
  hissSeconds: chance.happens(0.5) ? chance.between(0.03, 0.1) : 0,
  hissHz: chance.between(2500, 6000),
  gapSeconds: chance.happens(0.15) ? chance.between(0.15, 0.7) : chance.between(0.02, 0.07),
  pitchHz: pitchHz * chance.between(0.85, 1.2),
})

/** Syllables of two vowels each with a gliding pitch, hisses and short gaps: 3 to 5 a second. */
export const madeSpeech = (chance: Chance, rateHz: number, seconds: number): Float32Array => {
  const out = new Float32Array(Math.round(seconds * rateHz))
  const pitchHz = chance.between(90, 230)
  const filters = [0, 1, 2].map(() => new Resonator(rateHz))
  const hiss = new Resonator(rateHz)
  const state = { phase: 0 }
  for (let at = 0; at < out.length;) {
    const syllable = syllableOf(chance, pitchHz)
    at = hissed(out, at, rateHz, syllable, chance, hiss)
    at = voiced(out, at, rateHz, syllable, chance, filters, state)
    at += Math.round(syllable.gapSeconds * rateHz)
  }
  return out
}

const hissed = (
  out: Float32Array,
  at: number,
  rateHz: number,
  s: Syllable,
  chance: Chance,
  filter: Resonator,
): number => {
  const length = Math.round(s.hissSeconds * rateHz)
  for (let i = 0; i < length && at + i < out.length; i++)
    out[at + i] +=
      0.3 *
      Math.sin((Math.PI * i) / length) *
      filter.run(chance.normal(), Math.min(s.hissHz, rateHz * 0.4), 1500)
  return at + length
}

const voiced = (
  out: Float32Array,
  at: number,
  rateHz: number,
  s: Syllable,
  chance: Chance,
  filters: Resonator[],
  state: { phase: number },
): number => {
  const length = Math.round(s.voicedSeconds * rateHz)
  for (let i = 0; i < length && at + i < out.length; i++) {
    const t = i / length
    state.phase += (s.pitchHz * (1.08 - 0.2 * t) * (1 + 0.01 * chance.normal())) / rateHz
    const pulse = state.phase >= 1 ? 1 : 0
    if (pulse) state.phase -= 1
    const source = pulse * 6 + 0.03 * chance.normal()
    const shape = Math.min(1, t * 6, (1 - t) * 4)
    let sum = 0
    for (let f = 0; f < 3; f++)
      sum += filters[f].run(source, s.vowel[f] + (s.next[f] - s.vowel[f]) * t, 60 + 40 * f) / (1 + 0.7 * f)
    out[at + i] += shape * sum
  }
  return at + length
}

interface Instrument {
  /** Amplitude of each partial. */
  partials: number[]
  decaySeconds: number
  attackSeconds: number
  vibratoHz: number
  vibratoOctaves: number
  /** Octaves a note slides from where it begins. */
  slideOctaves: number
}

const instrumentOf = (chance: Chance): Instrument => {
  const count = 1 + chance.whole(10)
  const slope = chance.between(0.3, 2)
  const odd = chance.happens(0.3)
  return {
    partials: Array.from({ length: count }, (_, p) =>
      odd && p % 2 ? 0 : chance.between(0.5, 1) / (p + 1) ** slope,
    ),
    decaySeconds: chance.pick([0.06, 0.15, 0.4, 1, 5]),
    attackSeconds: chance.pick([0.002, 0.01, 0.05, 0.2]),
    vibratoHz: chance.between(3, 7),
    vibratoOctaves: chance.happens(0.4) ? chance.between(0.003, 0.03) : 0,
    slideOctaves: chance.happens(0.2) ? chance.between(-0.3, 0.3) : 0,
  }
}

const scale = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16]

/** Chords, broken chords or a melody on made instruments, with or without a beat. */
export const madeMusic = (chance: Chance, rateHz: number, seconds: number): Float32Array => {
  const out = new Float32Array(Math.round(seconds * rateHz))
  const root = chance.between(55, 330)
  const voices = 1 + chance.whole(3)
  const beatSeconds = chance.between(0.1, 0.8)
  for (let voice = 0; voice < voices; voice++) {
    const instrument = instrumentOf(chance)
    const chord = chance.happens(0.3)
    const every = beatSeconds * chance.pick([1, 1, 2, 4])
    const rest = chance.between(0, 0.5)
    for (let beat = 0; beat * every < seconds; beat++) {
      if (chance.happens(rest)) continue
      const from = Math.round(beat * every * rateHz)
      const note = chance.pick(scale)
      const notes = chord ? [note, note + 4, note + 7] : [note]
      for (const each of notes) ring(out, from, rateHz, root * 2 ** (each / 12 + voice), instrument, every)
    }
  }
  if (chance.happens(0.5)) drummed(out, chance, rateHz, beatSeconds)
  return out
}

const drummed = (out: Float32Array, chance: Chance, rateHz: number, beatSeconds: number): void => {
  const level = chance.between(0.1, 1.5)
  const decay = chance.between(0.01, 0.08) * rateHz
  const pattern = Array.from({ length: 8 }, () => chance.pick([0, 0, 0.4, 1]))
  for (
    let beat = 0, from = 0;
    from < out.length;
    beat++, from = Math.round((beat * beatSeconds * rateHz) / 2)
  )
    for (let i = 0; i < 6 * decay && from + i < out.length; i++)
      out[from + i] += level * pattern[beat % 8] * chance.normal() * Math.exp(-i / decay)
}

const ring = (
  out: Float32Array,
  from: number,
  rateHz: number,
  hz: number,
  instrument: Instrument,
  seconds: number,
): void => {
  const length = Math.min(out.length - from, Math.round(seconds * rateHz))
  const { partials, decaySeconds, attackSeconds, vibratoHz, vibratoOctaves, slideOctaves } = instrument
  let phase = 0
  for (let i = 0; i < length; i++) {
    const t = i / rateHz
    const bend = vibratoOctaves * Math.sin(2 * Math.PI * vibratoHz * t) + slideOctaves * Math.exp(-t / 0.05)
    phase += (2 * Math.PI * hz * 2 ** bend) / rateHz
    const shape = Math.min(1, t / attackSeconds, (length - i) / (0.01 * rateHz)) * Math.exp(-t / decaySeconds)
    let sum = 0
    for (let p = 0; p < partials.length && (p + 1) * hz < rateHz * 0.45; p++)
      sum += partials[p] * Math.sin((p + 1) * phase)
    out[from + i] += 0.2 * shape * sum
  }
}

/** White to brown noise, steady or swelling, sometimes with a mains hum; or the hum alone. */
export const madeNoise = (chance: Chance, rateHz: number, seconds: number): Float32Array => {
  const out = new Float32Array(Math.round(seconds * rateHz))
  const colour = chance.pick([0, 0.7, 0.95, 0.99])
  const swellHz = chance.happens(0.4) ? chance.between(0.1, 6) : 0
  const humHz = chance.happens(0.4) ? chance.pick([50, 60]) : 0
  const noiseGain = humHz && chance.happens(0.4) ? 0.001 : 1
  const humGain = chance.between(0.05, 1)
  let low = 0
  for (let i = 0; i < out.length; i++) {
    const t = i / rateHz
    low = colour * low + Math.sqrt(1 - colour * colour) * chance.normal()
    const swell = swellHz ? 0.55 + 0.45 * Math.sin(2 * Math.PI * swellHz * t) : 1
    let hum = 0
    for (let p = 1; humHz && p <= 7; p += 2) hum += Math.sin(2 * Math.PI * humHz * p * t + p) / p
    out[i] = 0.2 * (noiseGain * low * swell + humGain * hum)
  }
  return out
}
