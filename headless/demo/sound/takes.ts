// The recordings of the interview: a clip-on microphone for each speaker, and the camera's own as a scratch take.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { lines, type Line, type Speaker } from '../script'
import { addAt, highPass, lowPass, setRms } from './noise'
import { inRoom, mainsHum, roomNoise, setSpeechLevel, trimLine, upsample } from './speech'
import { readSpeech, type Sound } from './wavFile'

export const takeRateHz = 48000

/**
 * What each microphone hears. Levels in dBFS RMS; speech is 1 to 2 LU louder in LUFS (ebur128, 2026-11-22): Ines
 * about -27 LUFS, Jonas 8 LU under her, with a fan in the room and the mains in his cable.
 */
const microphones: Record<Speaker, { speechDbfs: number; roomDbfs: number; humDbfs: number | null; wetDb: number }> = {
  ines: { speechDbfs: -26, roomDbfs: -67, humDbfs: null, wetDb: -16 },
  jonas: { speechDbfs: -34, roomDbfs: -62, humDbfs: -56, wetDb: -12 },
}

/** Recorded before each line and after the last, so that clips have handles; seconds. */
const beforeLineS = 1.4
const afterTakeS = 2

interface SpokenLine {
  line: Line
  samples: Float32Array
}

interface Take {
  sound: Sound
  /** Where each line begins in the take, samples. */
  starts: Map<string, number>
}

/** Beside the sources; the bundled command line lies in dist/ next to them. */
const speechFolder = (): string => {
  const places = [resolve(__dirname, '..', 'speech'), resolve(__dirname, '..', 'headless', 'demo', 'speech')]
  return places.find((place) => existsSync(place)) ?? places[0]
}

/** The committed lines at 48 kHz, trimmed, each at its speaker's level. */
export const spokenLines = (): SpokenLine[] =>
  lines.map((line) => {
    const spoken = readSpeech(readFileSync(join(speechFolder(), `${line.id}.wav`)))
    const trimmed = trimLine(spoken.samples, spoken.sampleRateHz)
    const samples = upsample(trimmed, spoken.sampleRateHz, takeRateHz)
    return { line, samples: setSpeechLevel(samples, microphones[line.speaker].speechDbfs, takeRateHz) }
  })

/** All lines of one speaker in the order they were said, in one recording. */
export const makeTake = (spoken: SpokenLine[], speaker: Speaker): Take => {
  const mine = spoken.filter(({ line }) => line.speaker === speaker)
  const starts = new Map<string, number>()
  let at = 0
  for (const { line, samples } of mine) {
    at += Math.round(beforeLineS * takeRateHz)
    starts.set(line.id, at)
    at += samples.length
  }
  const length = at + afterTakeS * takeRateHz
  const dry = new Float32Array(length)
  for (const { line, samples } of mine) addAt(dry, samples, starts.get(line.id) ?? 0)
  const microphone = microphones[speaker]
  const seed = speaker === 'ines' ? 21 : 22
  const take = inRoom(dry, takeRateHz, seed, microphone.wetDb)
  addAt(take, roomNoise(length, takeRateHz, seed + 10, microphone.roomDbfs), 0)
  if (microphone.humDbfs !== null) addAt(take, mainsHum(length, takeRateHz, 50, microphone.humDbfs), 0)
  return { sound: { sampleRateHz: takeRateHz, channels: [take] }, starts }
}

/** What the camera's microphone heard of everything: far away, dull, noisy. */
export const makeScratch = (spoken: SpokenLine[], lineStartsS: Map<string, number>, lengthSamples: number): Sound => {
  const dry = new Float32Array(lengthSamples)
  for (const { line, samples } of spoken)
    addAt(dry, samples, Math.round((lineStartsS.get(line.id) ?? 0) * takeRateHz))
  const far = highPass(lowPass(inRoom(dry, takeRateHz, 23, 3), 2600, takeRateHz), 180, takeRateHz)
  setRms(far, -38)
  addAt(far, roomNoise(lengthSamples, takeRateHz, 33, -52), 0)
  return { sampleRateHz: takeRateHz, channels: [far] }
}
