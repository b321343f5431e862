// The demo's music: 26 bars in D at 88 beats a minute. Intro (pad, plucks), A (with bass), B (with drums and tune), A,
// outro that comes to rest. Written here as data and played by instruments.ts.
import { createRandom, scale } from './noise'
import { playBass, playDrum, playPad, playPluck, type NoteStore, type Stereo } from './instruments'
import type { Sound } from './wavFile'

const beatsPerMinute = 88
const beatsPerBar = 4

interface Chord {
  root: number
  notes: number[]
}

/** MIDI numbers around middle C. */
const chords: Record<string, Chord> = {
  D: { root: 38, notes: [57, 62, 66] },
  Bm: { root: 35, notes: [59, 62, 66] },
  G: { root: 43, notes: [59, 62, 67] },
  A: { root: 45, notes: [57, 61, 64] },
  Em: { root: 40, notes: [59, 64, 67] },
  'F#m': { root: 42, notes: [57, 61, 66] },
}

interface Section {
  bars: string[]
  bass: boolean
  drums: boolean
  tune: boolean
}

const sections: Section[] = [
  { bars: ['D', 'G', 'D', 'A'], bass: false, drums: false, tune: false },
  { bars: ['D', 'Bm', 'G', 'A', 'D', 'Bm', 'Em', 'A'], bass: true, drums: false, tune: false },
  { bars: ['G', 'A', 'F#m', 'Bm', 'G', 'A', 'D', 'D'], bass: true, drums: true, tune: true },
  { bars: ['D', 'Bm', 'G', 'A'], bass: true, drums: true, tune: false },
  { bars: ['G', 'D'], bass: false, drums: false, tune: false },
]

/** The tune of the B part: beat in the section, length in beats, MIDI number. */
const tune: [number, number, number][] = [
  [0, 1.5, 74], [1.5, 0.5, 76], [2, 2, 78], [4, 1.5, 76], [5.5, 0.5, 74], [6, 2, 73],
  [8, 1, 69], [9, 1, 73], [10, 2, 76], [12, 3, 74], [16, 1.5, 71], [17.5, 0.5, 74], [18, 2, 79],
  [20, 1, 78], [21, 1, 76], [22, 2, 73], [24, 6, 74],
]

/** Order in which the chord's notes are plucked, in half beats. */
const pluckOrder = [0, 1, 2, 1, 0, 2, 1, 2]

const musicBars = sections.reduce((count, section) => count + section.bars.length, 0)
export const barSeconds = (60 / beatsPerMinute) * beatsPerBar
const tailSeconds = 3

const playBar = (target: Stereo, store: NoteStore, section: Section, chord: Chord, startS: number): void => {
  const at = (beats: number): number => Math.round((startS + (beats * 60) / beatsPerMinute) * target.sampleRateHz)
  const span = (beats: number): number => Math.round(((beats * 60) / beatsPerMinute) * target.sampleRateHz)
  for (const pitch of chord.notes)
    playPad(target, store, { startSample: at(0), lengthSamples: span(4.4), pitch, gain: 0.05, pan: 0 })
  pluckOrder.forEach((index, half) => {
    const pitch = chord.notes[index] + 12
    const pan = half % 2 ? 0.35 : -0.35
    playPluck(target, store, { startSample: at(half / 2), lengthSamples: span(1.6), pitch, gain: half % 4 ? 0.07 : 0.1, pan })
  })
  if (section.bass)
    for (const [beat, beats, pitch] of [[0, 1.4, 0], [1.5, 0.5, 0], [2, 1.4, 7], [3.5, 0.5, 0]])
      playBass(target, store, { startSample: at(beat), lengthSamples: span(beats), pitch: chord.root + pitch, gain: 0.2, pan: 0 })
  if (section.drums) playDrums(target, at)
}

const playDrums = (target: Stereo, at: (beats: number) => number): void => {
  const human = createRandom(at(0))
  for (const beat of [0, 2, 2.5]) playDrum(target, 'kick', at(beat), 0.34, 0)
  for (const beat of [1, 3]) playDrum(target, 'brush', at(beat), 0.3, 0.1)
  for (let half = 0; half < 8; half++) playDrum(target, 'shaker', at(half / 2), 0.05 + 0.03 * human(), -0.4)
}

export const makeMusic = (sampleRateHz: number): Sound => {
  const length = Math.round((musicBars * barSeconds + tailSeconds) * sampleRateHz)
  const target = { left: new Float32Array(length), right: new Float32Array(length), sampleRateHz }
  const store: NoteStore = new Map()
  let bar = 0
  for (const section of sections) {
    const sectionStartS = bar * barSeconds
    for (const name of section.bars) playBar(target, store, section, chords[name], barSeconds * bar++)
    if (section.tune)
      for (const [beat, beats, pitch] of tune) {
        const start = Math.round((sectionStartS + (beat * 60) / beatsPerMinute) * sampleRateHz)
        const lengthSamples = Math.round(((beats + 1) * 60 * sampleRateHz) / beatsPerMinute)
        playPluck(target, store, { startSample: start, lengthSamples, pitch, gain: 0.2, pan: 0.15 })
      }
  }
  return { sampleRateHz, channels: [scale(target.left, musicGain), scale(target.right, musicGain)] }
}

/** Brings the whole piece to about -20 LUFS (measured with ffmpeg's ebur128, 2026-11-22). */
const musicGain = 1
