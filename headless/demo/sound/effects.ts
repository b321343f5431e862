// Single sounds (mono): the door of the boathouse, the ferry's bell, a plane over the bay, a hand plane on a plank.
import { addAt, gainFromDb, highPass, lowPass, resonate, scale, setRms, whiteNoise } from './noise'

const fadeEdges = (sound: Float32Array, sampleRateHz: number, ms: number): Float32Array => {
  const edge = Math.min(sound.length >> 1, Math.round((ms * sampleRateHz) / 1000))
  for (let i = 0; i < edge; i++) {
    sound[i] *= i / edge
    sound[sound.length - 1 - i] *= i / edge
  }
  return sound
}

const setPeak = (sound: Float32Array, peakDbfs: number): Float32Array =>
  scale(sound, gainFromDb(peakDbfs) / sound.reduce((peak, value) => Math.max(peak, Math.abs(value)), 1e-9))

const knock = (sampleRateHz: number, seconds: number, decay: number, centresHz: number[], seed: number): Float32Array => {
  const length = Math.round(seconds * sampleRateHz)
  const out = new Float32Array(length)
  for (const centreHz of centresHz) {
    const hit = whiteNoise(length, seed + Math.round(centreHz))
    for (let i = 0; i < length; i++) hit[i] *= Math.exp((-decay * i) / sampleRateHz)
    addAt(out, resonate(hit, centreHz, centreHz / 6, sampleRateHz), 0)
  }
  return out
}

/** Latch, a creaking hinge, and the heavy leaf falling shut. */
export const makeDoor = (sampleRateHz: number): Float32Array => {
  const door = new Float32Array(Math.round(2.2 * sampleRateHz))
  addAt(door, setPeak(knock(sampleRateHz, 0.15, 60, [1700, 2600], 11), -20), Math.round(0.1 * sampleRateHz))
  const hinge = new Float32Array(Math.round(0.8 * sampleRateHz))
  let phase = 0
  for (let i = 0; i < hinge.length; i++) {
    const part = i / hinge.length
    phase += (75 + 60 * part + 20 * Math.sin(part * 31)) / sampleRateHz
    hinge[i] = (phase % 1 < 0.04 ? 1 : 0) * Math.sin(Math.PI * part)
  }
  addAt(door, setPeak(resonate(hinge, 900, 160, sampleRateHz), -26), Math.round(0.3 * sampleRateHz))
  addAt(door, setPeak(knock(sampleRateHz, 0.9, 11, [72, 130, 240, 520], 12), -9), Math.round(1.15 * sampleRateHz))
  return fadeEdges(door, sampleRateHz, 8)
}

/** Partials of a small bronze bell relative to its strike note (hum, prime, tierce, quint, nominal and above). */
const bellPartials = [0.5, 1, 1.19, 1.5, 2, 2.51, 3.01, 4.17]

export const makeBell = (sampleRateHz: number): Float32Array => {
  const bell = new Float32Array(Math.round(4.5 * sampleRateHz))
  for (const strikeS of [0.05, 1.3]) {
    const start = Math.round(strikeS * sampleRateHz)
    bellPartials.forEach((ratio, index) => {
      const turn = (2 * Math.PI * 587 * ratio) / sampleRateHz
      const decay = 0.7 + 0.55 * index
      for (let i = start; i < bell.length; i++) {
        const t = (i - start) / sampleRateHz
        bell[i] += (Math.exp(-decay * t) * Math.sin(turn * (i - start))) / (1 + 0.6 * index)
      }
    })
  }
  return fadeEdges(setPeak(bell, -10), sampleRateHz, 4)
}

export const planeSeconds = 9
/** Where the plane is nearest, seconds into its file. */
export const planeNearestS = 4.3

/** Twelve harmonics, each `fall` times the one below it by distance and 0.8 by nature: sines by Chebyshev's recurrence. */
const engineTone = (phase: number, fall: number): number => {
  const turn = 2 * Math.cos(phase)
  let before = 0
  let now = Math.sin(phase)
  let gain = 1
  let sum = 0
  for (let harmonic = 1; harmonic <= 12; harmonic++) {
    sum += gain * now
    gain *= 0.8 * fall
    const next = turn * now - before
    before = now
    now = next
  }
  return sum
}

/** A small propeller plane: its tone falls as it passes (90 m away, 62 m/s, sound at 340 m/s). Mono. */
export const makePlane = (sampleRateHz: number): Float32Array => {
  const plane = new Float32Array(Math.round(planeSeconds * sampleRateHz))
  const air = highPass(lowPass(whiteNoise(plane.length, 71), 1100, sampleRateHz), 90, sampleRateHz)
  let engine = 0
  for (let i = 0; i < plane.length; i++) {
    const along = 62 * (i / sampleRateHz - planeNearestS)
    const distance = Math.sqrt(along * along + 90 * 90)
    const approach = (-62 * along) / distance
    engine += (2 * Math.PI * 78 * (340 / (340 - approach))) / sampleRateHz
    const near = 90 / distance
    plane[i] = near * (0.4 * engineTone(engine, Math.sqrt(Math.sqrt(near))) + 0.9 * near * air[i])
  }
  return fadeEdges(setPeak(plane, -11), sampleRateHz, 700)
}

/** Four strokes of a hand plane on larch. */
export const makePlaning = (sampleRateHz: number): Float32Array => {
  const strokes = new Float32Array(Math.round(4 * sampleRateHz))
  for (let stroke = 0; stroke < 4; stroke++) {
    const length = Math.round((0.62 - 0.04 * (stroke % 2)) * sampleRateHz)
    const shaving = highPass(lowPass(whiteNoise(length, 90 + stroke), 5200, sampleRateHz), 900, sampleRateHz)
    for (let i = 0; i < length; i++) {
      const part = i / length
      shaving[i] *= Math.pow(Math.sin(Math.PI * part), 0.6) * (0.8 + 0.2 * Math.sin(part * 180))
    }
    addAt(strokes, shaving, Math.round((0.1 + 0.95 * stroke) * sampleRateHz))
  }
  return fadeEdges(setRms(strokes, -31), sampleRateHz, 10)
}
