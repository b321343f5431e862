// Four soft instruments for the demo's music. A note is computed once for its pitch and length and then laid down
// wherever it is played.
import { addAt, createRandom } from './noise'

interface Note {
  startSample: number
  lengthSamples: number
  /** MIDI number, 69 is A at 440 Hz. */
  pitch: number
  gain: number
  /** -1 left … 1 right, constant power. */
  pan: number
}

export interface Stereo {
  left: Float32Array
  right: Float32Array
  sampleRateHz: number
}

/** Notes already computed, by instrument, pitch and length. */
export type NoteStore = Map<string, Float32Array>

const frequencyHz = (pitch: number): number => 440 * Math.pow(2, (pitch - 69) / 12)

export const addPanned = (target: Stereo, sound: Float32Array, startSample: number, gain: number, pan: number): void => {
  const angle = ((pan + 1) * Math.PI) / 4
  addAt(target.left, sound, startSample, gain * Math.cos(angle))
  addAt(target.right, sound, startSample, gain * Math.sin(angle))
}

/** Sine by rotation, so that a note costs four multiplications a sample; its envelope steps every 64 samples. */
const addPartial = (
  sound: Float32Array,
  hz: number,
  gain: number,
  sampleRateHz: number,
  envelope: (seconds: number) => number,
): void => {
  const turnCos = Math.cos((2 * Math.PI * hz) / sampleRateHz)
  const turnSin = Math.sin((2 * Math.PI * hz) / sampleRateHz)
  let sine = 0
  let cosine = 1
  let level = 0
  let nextLevel = gain * envelope(0)
  for (let i = 0; i < sound.length; i++) {
    if (i % 64 === 0) {
      level = nextLevel
      nextLevel = gain * envelope((i + 64) / sampleRateHz)
    }
    sound[i] += sine * (level + ((nextLevel - level) * (i % 64)) / 64)
    const next = sine * turnCos + cosine * turnSin
    cosine = cosine * turnCos - sine * turnSin
    sine = next
  }
}

const stored = (store: NoteStore, key: string, lengthSamples: number, fill: (sound: Float32Array) => void): Float32Array => {
  const known = store.get(key)
  if (known) return known
  const sound = new Float32Array(lengthSamples)
  fill(sound)
  store.set(key, sound)
  return sound
}

/** Slow strings: a voice detuned by 2 cents to each side, five partials. */
export const playPad = (target: Stereo, store: NoteStore, note: Note): void => {
  const seconds = note.lengthSamples / target.sampleRateHz
  const envelope = (t: number): number => Math.min(1, t / 0.6) * Math.min(1, Math.max(0, seconds - t) / 0.8)
  for (const side of [-1, 1]) {
    const sound = stored(store, `pad ${note.pitch} ${side} ${note.lengthSamples}`, note.lengthSamples, (empty) => {
      for (let partial = 1; partial <= 5; partial++) {
        const hz = frequencyHz(note.pitch) * partial * (1 + side * 0.0011)
        addPartial(empty, hz, 0.5 / Math.pow(partial, 1.4), target.sampleRateHz, envelope)
      }
    })
    addPanned(target, sound, note.startSample, note.gain, side * 0.6)
  }
}

/** A plucked string: high partials die first, and lie a little sharp. */
export const playPluck = (target: Stereo, store: NoteStore, note: Note): void => {
  const sound = stored(store, `pluck ${note.pitch} ${note.lengthSamples}`, note.lengthSamples, (empty) => {
    for (let partial = 1; partial <= 8; partial++) {
      const hz = frequencyHz(note.pitch) * partial * (1 + 0.0004 * partial * partial)
      const envelope = (t: number): number => Math.min(1, t / 0.004) * Math.exp(-(1.1 + 0.8 * partial) * t)
      addPartial(empty, hz, 0.7 / Math.pow(partial, 1.15), target.sampleRateHz, envelope)
    }
  })
  addPanned(target, sound, note.startSample, note.gain, note.pan)
}

export const playBass = (target: Stereo, store: NoteStore, note: Note): void => {
  const seconds = note.lengthSamples / target.sampleRateHz
  const envelope = (t: number): number =>
    Math.min(1, t / 0.012) * Math.exp(-1.1 * t) * Math.min(1, Math.max(0, seconds - t) / 0.06)
  const sound = stored(store, `bass ${note.pitch} ${note.lengthSamples}`, note.lengthSamples, (empty) => {
    for (let partial = 1; partial <= 4; partial++)
      addPartial(empty, frequencyHz(note.pitch) * partial, 0.9 / Math.pow(partial, 1.7), target.sampleRateHz, envelope)
  })
  addPanned(target, sound, note.startSample, note.gain, note.pan)
}

type Drum = 'kick' | 'brush' | 'shaker'

const drumShapes: Record<Drum, { seconds: number; decay: number; brightness: number; tone: number }> = {
  kick: { seconds: 0.35, decay: 14, brightness: 0.02, tone: 0.95 },
  brush: { seconds: 0.28, decay: 16, brightness: 0.35, tone: 0 },
  shaker: { seconds: 0.09, decay: 50, brightness: 0.9, tone: 0 },
}

/** Kick: a falling sine. Brush and shaker: noise, the duller the lower `brightness`. */
export const playDrum = (target: Stereo, drum: Drum, startSample: number, gain: number, pan: number): void => {
  const shape = drumShapes[drum]
  const random = createRandom(startSample + 17)
  const sound = new Float32Array(Math.round(shape.seconds * target.sampleRateHz))
  let filtered = 0
  let phase = 0
  for (let i = 0; i < sound.length; i++) {
    const t = i / target.sampleRateHz
    phase += (2 * Math.PI * (48 + 70 * Math.exp(-30 * t))) / target.sampleRateHz
    filtered += shape.brightness * (random() * 2 - 1 - filtered)
    const envelope = Math.min(1, t / 0.002) * Math.exp(-shape.decay * t)
    sound[i] = envelope * (shape.tone * Math.sin(phase) + (1 - shape.tone) * filtered)
  }
  addPanned(target, sound, startSample, gain, pan)
}
