// How far speech stands above what plays with it, measured on rendered sound: over the momentary windows (400 ms,
// every 100 ms) in which the voices sound, their energy against the background's. The number that decides whether
// words are understood (Torcoli et al., "Background ducking to produce esthetically pleasing audio for TV with clear
// speech", AES 146, 2019: at least 10 LU over music).
import { integratedLufs, lufsOf, momentaryLufs } from '../processors/loudness-meter/gating'

/** Windows this far under the voices' own loudness are pauses and breath, not words. By ear, 2026-11-22. */
const wordsWithinLu = 10

/** LU; null where nobody speaks or nothing else plays. Both are lines of 10 ms steps from the same first sample. */
export const speechOverBackgroundLu = (voices: Float32Array, background: Float32Array): number | null => {
  const gate = integratedLufs(voices) - wordsWithinLu
  if (!Number.isFinite(gate)) return null
  const spoken = momentaryLufs(voices)
  const behind = momentaryLufs(background)
  let voice = 0
  let other = 0
  for (let i = 0; i < Math.min(spoken.length, behind.length); i++) {
    if (spoken[i] <= gate) continue
    voice += Math.pow(10, spoken[i] / 10)
    other += Math.pow(10, behind[i] / 10)
  }
  const difference = lufsOf(voice) - lufsOf(other)
  return Number.isFinite(difference) ? difference : null
}

/** Energies of several lines of steps added up. */
export const addEnergies = (lines: Float32Array[]): Float32Array => {
  const sum = new Float32Array(lines.reduce((most, line) => Math.max(most, line.length), 0))
  for (const line of lines) for (let i = 0; i < line.length; i++) sum[i] += line[i]
  return sum
}
