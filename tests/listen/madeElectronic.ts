// Electronic music made from nothing: a pattern of notes through filters that move like a mouth, drums, noise sweeps.
import { Chance } from './chance'
import { Resonator } from './resonator'

const stepsOfPattern = 16
const minor = [0, 2, 3, 5, 7, 8, 10, 12]

interface Patch {
  rateHz: number
  /** Notes and accents of a bar of sixteenths, which comes again and again. */
  semitones: number[]
  accents: number[]
  rootHz: number
  stepSeconds: number
  /** Length of a note as a share of its step; over 1 they run into each other. */
  hold: number
  /** 0 is a sawtooth, 1 a square, 2 frequency modulation. */
  wave: number
  sweepHz: number
  lowHz: number
  octaves: number
  widthHz: number
  glide: number
  breath: number
}

const patchOf = (chance: Chance, rateHz: number): Patch => {
  const rest = chance.between(0, 0.6)
  return {
    rateHz,
    semitones: Array.from({ length: stepsOfPattern }, () => chance.pick(minor) + 12 * chance.whole(2)),
    accents: Array.from({ length: stepsOfPattern }, () =>
      chance.happens(rest) ? 0 : chance.between(0.4, 1),
    ),
    rootHz: chance.between(45, 260),
    stepSeconds: chance.between(0.08, 0.22),
    hold: chance.between(0.3, 2),
    wave: chance.whole(3),
    sweepHz: chance.pick([0.1, 0.25, 0.5, 1, 2, 4, 6]) * chance.between(0.8, 1.2),
    lowHz: chance.between(200, 900),
    octaves: chance.between(0.5, 3),
    widthHz: chance.between(60, 500),
    glide: chance.happens(0.4) ? chance.between(0.9, 0.9995) : 0,
    breath: chance.happens(0.3) ? chance.between(0.05, 0.6) : 0,
  }
}

const waveAt = (wave: number, phase: number): number => {
  if (wave === 0) return 2 * (phase % 1) - 1
  if (wave === 1) return phase % 1 < 0.4 ? 1 : -1
  return Math.sin(2 * Math.PI * phase + 2 * Math.sin(4 * Math.PI * phase))
}

const lead = (out: Float32Array, chance: Chance, patch: Patch, level: number): void => {
  const { rateHz, semitones, accents, stepSeconds, hold } = patch
  const first = new Resonator(rateHz)
  const second = new Resonator(rateHz)
  let hz = patch.rootHz
  let phase = 0
  let loud = 0
  for (let i = 0; i < out.length; i++) {
    const t = i / rateHz
    const at = t / stepSeconds
    const step = Math.floor(at) % stepsOfPattern
    const accent = accents[step]
    const wanted = patch.rootHz * 2 ** (semitones[step] / 12)
    hz = wanted + patch.glide * (hz - wanted)
    phase += hz / rateHz
    const aim = accent && (at % 1 < hold || hold > 1) ? accent : 0
    loud += (aim - loud) * (aim > loud ? 0.02 : 0.003)
    const source = waveAt(patch.wave, phase) + patch.breath * chance.normal()
    const sweep = 0.5 - 0.5 * Math.cos(2 * Math.PI * patch.sweepHz * t)
    const filterHz = Math.min(rateHz * 0.4, patch.lowHz * 2 ** (patch.octaves * sweep))
    const upperHz = Math.min(rateHz * 0.42, filterHz * 2.3)
    const sound =
      first.run(source, filterHz, patch.widthHz) + 0.5 * second.run(source, upperHz, patch.widthHz)
    out[i] += level * loud * sound
  }
}

/** Falling sine, coloured noise: kick, snare or clap, hat, each with its own pattern of sixteenths. */
const drums = (out: Float32Array, chance: Chance, rateHz: number, stepSeconds: number): void => {
  const level = chance.between(0.05, 0.6)
  for (const [everyStep, kick, decay] of [
    [4, true, 0.09],
    [8, false, 0.06],
    [2, false, 0.02],
  ] as const) {
    if (chance.happens(0.3)) continue
    const shift = kick ? 0 : everyStep / 2
    const tone = new Resonator(rateHz)
    const toneHz = chance.between(900, 6000)
    const length = Math.round(decay * chance.between(0.6, 2) * rateHz)
    for (let step = shift; step * stepSeconds * rateHz < out.length; step += everyStep) {
      const from = Math.round(step * stepSeconds * rateHz)
      for (let i = 0; i < 4 * length && from + i < out.length; i++) {
        const fall = Math.exp(-i / length)
        const t = i / rateHz
        const hit = kick
          ? 2 * Math.sin(2 * Math.PI * (50 * t + 5 * (1 - Math.exp(-t / 0.03))))
          : tone.run(chance.normal(), toneHz, toneHz / 2)
        out[from + i] += level * fall * hit
      }
    }
  }
}

export const madeElectronic = (chance: Chance, rateHz: number, seconds: number): Float32Array => {
  const out = new Float32Array(Math.round(seconds * rateHz))
  const patch = patchOf(chance, rateHz)
  lead(out, chance, patch, 0.3)
  if (chance.happens(0.5)) {
    const other = { ...patchOf(chance, rateHz), stepSeconds: patch.stepSeconds * chance.pick([1, 2, 4, 8]) }
    lead(out, chance, other, chance.between(0.05, 0.4))
  }
  if (chance.happens(0.7)) drums(out, chance, rateHz, patch.stepSeconds)
  return out
}
