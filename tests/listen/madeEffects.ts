// Effects made from nothing: struck metal, ringing telephones, jingles, sirens, creaks, whooshes and motors.
import { Chance } from './chance'
import { Resonator } from './resonator'

const longestStrikeSeconds = 2

interface Strike {
  /** Partials of a bar, a plate or a bell: ratios that are no harmonics. */
  ratios: number[]
  levels: number[]
  /** Time constant of the lowest; higher ones die sooner. */
  decaySeconds: number
  attackSeconds: number
}

const strikeOf = (chance: Chance): Strike => {
  const count = 1 + chance.whole(8)
  const spread = chance.between(0.9, 2.2)
  const harmonic = chance.happens(0.35)
  return {
    ratios: Array.from({ length: count }, (_, p) =>
      harmonic ? p + 1 : (1 + p * chance.between(0.5, 1.5)) ** spread,
    ),
    levels: Array.from({ length: count }, (_, p) => chance.between(0.3, 1) / (1 + p) ** chance.between(0, 1)),
    decaySeconds: chance.pick([0.05, 0.12, 0.3, 0.8]) * chance.between(0.6, 1.6),
    attackSeconds: chance.pick([0.001, 0.005, 0.03]),
  }
}

const strike = (
  out: Float32Array,
  from: number,
  rateHz: number,
  hz: number,
  level: number,
  how: Strike,
): void => {
  const length = Math.min(out.length - from, longestStrikeSeconds * rateHz)
  how.ratios.forEach((ratio, p) => {
    const turn = (2 * Math.PI * hz * ratio) / rateHz
    if (turn > 0.9 * Math.PI) return
    const fall = Math.exp(-Math.sqrt(ratio) / (how.decaySeconds * rateHz))
    let loud = level * how.levels[p]
    for (let i = 0; i < length; i++) {
      out[from + i] += loud * Math.min(1, i / (how.attackSeconds * rateHz)) * Math.sin(turn * i + p)
      loud *= fall
    }
  })
}

/** A hammer, tools, crockery: irregular blows, each on a somewhat different spot, with a burst of noise. */
const struck = (out: Float32Array, chance: Chance, rateHz: number): void => {
  const metal = Array.from({ length: 1 + chance.whole(3) }, () => strikeOf(chance))
  const hz = chance.between(150, 2500)
  const everySeconds = chance.between(0.08, 0.9)
  const uneven = chance.between(0, 0.8)
  const noise = chance.between(0, 1)
  for (let at = 0; at < out.length;) {
    const level = chance.between(0.3, 1)
    strike(out, at, rateHz, hz * chance.between(0.9, 1.1), level, chance.pick(metal))
    const fade = chance.between(0.003, 0.04) * rateHz
    for (let i = 0; i < 6 * fade && at + i < out.length; i++)
      out[at + i] += level * noise * chance.normal() * Math.exp(-i / fade)
    at += Math.round(everySeconds * (1 + uneven * (chance.next() - 0.5)) * rateHz) + 1
  }
}

/** A few notes on a bell or a pipe, perhaps again after a rest. */
const jingle = (out: Float32Array, chance: Chance, rateHz: number): void => {
  const sound = strikeOf(chance)
  const hz = chance.between(200, 1400)
  const notes = Array.from({ length: 2 + chance.whole(9) }, () =>
    chance.pick([0, 2, 3, 4, 5, 7, 9, 10, 12, 16]),
  )
  const noteSeconds = chance.between(0.06, 0.35)
  const restSeconds = chance.between(0, 1.5)
  for (let at = 0, n = 0; at < out.length; n++) {
    strike(out, at, rateHz, hz * 2 ** (notes[n % notes.length] / 12), chance.between(0.6, 1), sound)
    at += Math.round((noteSeconds + ((n + 1) % notes.length === 0 ? restSeconds : 0)) * rateHz)
  }
}

/** Two tones in turn, or one that trembles, for a while and again after a rest; with overtones. */
const ringing = (out: Float32Array, chance: Chance, rateHz: number): void => {
  const hz = chance.between(350, 2200)
  const other = hz * (chance.happens(0.6) ? chance.between(1.05, 1.6) : 1)
  const turnsHz = chance.between(3, 28)
  const onSeconds = chance.between(0.1, 2)
  const offSeconds = chance.between(0.05, 2)
  const bright = chance.between(0, 2.5)
  const depth = chance.between(0, 1)
  let phase = 0
  for (let i = 0; i < out.length; i++) {
    const t = i / rateHz
    const turn = (t * turnsHz) % 1
    phase += (turn < 0.5 ? hz : other) / rateHz
    const on = t % (onSeconds + offSeconds) < onSeconds ? 1 : 0
    const shape = 1 - depth * turn
    out[i] += 0.3 * on * shape * Math.sin(2 * Math.PI * phase + bright * Math.sin(2 * Math.PI * phase))
  }
}

/** A pulse train through two fixed resonances whose pace wanders: motors, creaks, sirens, animals of metal. */
const driven = (out: Float32Array, chance: Chance, rateHz: number): void => {
  const filters = [new Resonator(rateHz), new Resonator(rateHz)]
  const centres = [chance.between(200, 1500), chance.between(1000, 4000)]
  const widthHz = chance.between(40, 600)
  const hz = 12 * 2 ** chance.between(0, 5.5)
  const swingHz = chance.between(0.1, 3)
  const swing = chance.between(0, 1.2)
  const rough = chance.between(0, 0.3)
  let phase = 0
  for (let i = 0; i < out.length; i++) {
    const octaves = swing * Math.sin((2 * Math.PI * swingHz * i) / rateHz)
    phase += (hz * 2 ** octaves * (1 + rough * chance.normal())) / rateHz
    const pulse = phase >= 1 ? 4 : 0
    if (pulse) phase -= 1
    const source = pulse + 0.05 * chance.normal()
    out[i] +=
      0.2 * (filters[0].run(source, centres[0], widthHz) + filters[1].run(source, centres[1], widthHz))
  }
}

/** Noise whose colour moves, once or again and again: doors, whips, waves, steps, saws. */
const whoosh = (out: Float32Array, chance: Chance, rateHz: number): void => {
  const filter = new Resonator(rateHz)
  const lowHz = chance.between(150, 1500)
  const octaves = chance.between(-1.5, 2)
  const everySeconds = chance.between(0.12, 2)
  const sharp = chance.between(0.5, 6)
  for (let i = 0; i < out.length; i++) {
    const t = (i / rateHz / everySeconds) % 1
    const hz = Math.min(rateHz * 0.4, lowHz * 2 ** (octaves * t))
    out[i] += 0.4 * Math.sin(Math.PI * t) ** sharp * filter.run(chance.normal(), hz, hz / 2)
  }
}

const makers = [struck, struck, jingle, ringing, driven, whoosh]

export const madeEffect = (chance: Chance, rateHz: number, seconds: number): Float32Array => {
  const out = new Float32Array(Math.round(seconds * rateHz))
  chance.pick(makers)(out, chance, rateHz)
  if (chance.happens(0.2)) chance.pick(makers)(out, chance, rateHz)
  return out
}
