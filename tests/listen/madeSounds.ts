// Sounds made from nothing, where no recording is at hand: formant speech, chords, hums and coloured noise.
import { Chance } from './chance'

const vowels = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
  [660, 1720, 2410],
] // Peterson and Barney, 1952: men

/** Two-pole resonator at a frequency and bandwidth, gain 1 at its top. */
class Resonator {
  private y1 = 0
  private y2 = 0
  constructor(private readonly rateHz: number) {}

  run(x: number, hz: number, widthHz: number): number {
    const r = Math.exp((-Math.PI * widthHz) / this.rateHz)
    const c = 2 * r * Math.cos((2 * Math.PI * hz) / this.rateHz)
    const y =
      x * (1 - r) * Math.sqrt(1 - 2 * r * Math.cos((4 * Math.PI * hz) / this.rateHz) + r * r) +
      c * this.y1 -
      r * r * this.y2
    this.y2 = this.y1
    this.y1 = y
    return y
  }
}

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

/** Chords or broken chords of decaying or held partials, with or without a beat. */
export const madeMusic = (chance: Chance, rateHz: number, seconds: number): Float32Array => {
  const out = new Float32Array(Math.round(seconds * rateHz))
  const beatSeconds = chance.between(0.25, 1.2)
  const broken = chance.happens(0.5)
  const decaySeconds = chance.pick([0.15, 0.4, 1, 5])
  const root = chance.between(80, 260)
  const partials = 2 + chance.whole(7)
  const drums = chance.happens(0.4) ? chance.between(0.1, 1) : 0
  for (let beat = 0; beat * beatSeconds < seconds; beat++) {
    const from = Math.round(beat * beatSeconds * rateHz)
    const chord = root * 2 ** (chance.pick([0, 0, 5, 7, 9, -4]) / 12)
    const notes = broken ? [chance.pick([0, 4, 7, 12, 16])] : [0, chance.pick([3, 4]), 7, 12]
    for (const note of notes)
      ring(
        out,
        from,
        rateHz,
        chord * 2 ** (note / 12),
        partials,
        decaySeconds,
        broken ? 2 * beatSeconds : beatSeconds,
      )
    for (let i = 0; drums && i < 0.08 * rateHz && from + i < out.length; i++)
      out[from + i] += drums * chance.normal() * Math.exp(-i / (0.02 * rateHz))
  }
  return out
}

const ring = (
  out: Float32Array,
  from: number,
  rateHz: number,
  hz: number,
  partials: number,
  decaySeconds: number,
  seconds: number,
): void => {
  const length = Math.min(out.length - from, Math.round(seconds * rateHz))
  for (let p = 1; p <= partials && p * hz < rateHz * 0.45; p++)
    for (let i = 0; i < length; i++) {
      const t = i / rateHz
      const shape =
        Math.min(1, t / 0.01, (length - i) / (0.01 * rateHz)) * Math.exp((-t * Math.sqrt(p)) / decaySeconds)
      out[from + i] += (0.3 / p) * shape * Math.sin(2 * Math.PI * p * hz * t + p)
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
