// Scenes of known truth for fitting: speech, music, noise and effects, alone and over each other, at 16 kHz.
import { Decimator } from '../../dsp-core/processors/speech-meter/decimate'
import { Chance } from './chance'
import { collectionOf, decoded, isOneOf, Kind, Recording, recordings } from './material'
import { activeSteps } from './reference'
import { colourRateHz, room, telephone, tilted, toLevel, whispered } from './colour'
import { madeEffect } from './madeEffects'
import { madeElectronic } from './madeElectronic'
import { madeMusic, madeNoise, madeSpeech } from './madeSounds'

export const sceneRateHz = colourRateHz
const stepLength = sceneRateHz / 100

export interface Scene {
  samples: Float32Array
  /** 1 where somebody speaks. */
  speech: Uint8Array
  music: Uint8Array
  /** 0 where the truth is a matter of taste: song, screams, jingles. */
  speechCounts: number
  musicCounts: number
}

interface Sound {
  samples: Float32Array
  active: Uint8Array
  taste: boolean
}

const voices = /scream|laugh|burp|vox|choir|rap|crow\b/i
/** Two pieces with singers whose names do not say so. */
const sung = [0x1246adea, 0xd2e6e2c3]
const jingles = /chime|level|perc_bell|hum|phone|bass/i
/** Two sets of system sounds. */
const systemSounds = [0xe937f819, 0xb97df6c8]

export const isTaste = (name: string, about: 'speech' | 'music'): boolean =>
  about === 'speech'
    ? voices.test(name) || isOneOf(name, sung)
    : jingles.test(name) || isOneOf(collectionOf(name), systemSounds)

export const monoAt16k = (recording: Recording): Float32Array => {
  const [left, right] = decoded(recording)
  const mixed = Float64Array.from(left, (l, i) => (l + right[i]) / 2)
  const thin = new Decimator(3)
  const body = Float32Array.from(thin.push(mixed, mixed.length))
  const tail = Float32Array.from(thin.finish())
  const whole = new Float32Array(body.length + tail.length)
  whole.set(body)
  whole.set(tail, body.length)
  return whole
}

const largestCollection = (recordings: Recording[]): string => {
  const counts = new Map<string, number>()
  for (const { name } of recordings) counts.set(collectionOf(name), (counts.get(collectionOf(name)) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

export class SceneMaker {
  private readonly sounds: Record<Kind, Recording[]>
  private readonly cache = new Map<string, Float32Array>()

  constructor(
    private readonly chance: Chance,
    used: (recording: Recording) => boolean,
  ) {
    const of = (kind: Kind): Recording[] => recordings(kind).filter(used)
    this.sounds = { speech: of('speech'), music: of('music'), noise: of('noise'), sfx: of('sfx') }
  }

  make(seconds: number): Scene {
    const scene = emptyScene(Math.round(seconds * sceneRateHz))
    const kind = this.chance.next()
    if (seconds < 4 && kind > 0.7) this.oneEffect(scene)
    else if (kind < 0.47) this.talk(scene, kind)
    else if (kind < 0.78) this.bed(scene, 'music', this.chance.between(-35, -8))
    else if (kind < 0.85) this.bed(scene, 'noise', this.chance.between(-50, -8))
    else this.effects(scene)
    this.finish(scene)
    return scene
  }

  private talk(scene: Scene, kind: number): void {
    this.speak(scene)
    if (kind < 0.12) return this.alone(scene)
    if (kind < 0.25) this.bed(scene, 'noise', -this.chance.between(38, 80))
    else if (kind < 0.37) this.bed(scene, 'noise', -this.chance.between(24, 45))
    else this.bed(scene, 'music', -this.chance.between(28, 48))
  }

  /** Cut out and laid into silence, as on a timeline; or a call. */
  private alone(scene: Scene): void {
    if (this.chance.happens(0.3)) scene.samples.set(telephone(scene.samples))
  }

  private speak(scene: Scene): void {
    const { chance } = this
    const same = chance.happens(0.5) ? this.pickSpeech() : null
    let at = chance.whole(2 * sceneRateHz)
    while (at < scene.samples.length) {
      const piece = this.spoken(same ?? this.pickSpeech())
      const length = chance.happens(0.5) ? piece.samples.length : chance.whole(piece.samples.length)
      const from = chance.whole(piece.samples.length - length + 1)
      add(scene.samples, piece.samples.subarray(from, from + length), at)
      const step = Math.round(at / stepLength)
      for (let i = 0; i < Math.floor(length / stepLength); i++)
        if (step + i < scene.speech.length)
          scene.speech[step + i] |= piece.active[Math.floor(from / stepLength) + i] ?? 0
      at = (step + Math.ceil(length / stepLength)) * stepLength
      at +=
        Math.round(chance.happens(0.6) ? chance.between(0, 0.6) * 100 : chance.between(0.5, 4) * 100) *
        stepLength
    }
  }

  private spoken(sound: Sound): Sound {
    const { chance } = this
    const breath = chance.happens(0.06)
    const voice = breath ? { ...sound, samples: whispered(sound.samples, chance) } : sound
    const piece = this.coloured(voice, breath ? -26 : -20)
    return chance.happens(0.1) ? { ...piece, samples: telephone(piece.samples) } : piece
  }

  private pickSpeech(): Sound {
    const { chance } = this
    if (chance.happens(0.04)) {
      const samples = madeSpeech(chance, sceneRateHz, 4)
      return { samples, active: activeSteps(samples, sceneRateHz), taste: false }
    }
    // One collection is two thirds of all files: every other draw is from the rest.
    const largest = largestCollection(this.sounds.speech)
    const rest = this.sounds.speech.filter(({ name }) => collectionOf(name) !== largest)
    return this.sound(chance.pick(chance.happens(0.6) ? rest : this.sounds.speech))
  }

  private sound(recording: Recording): Sound {
    let samples = this.cache.get(recording.name)
    if (!samples) this.cache.set(recording.name, (samples = monoAt16k(recording)))
    const limit = 15 * sceneRateHz
    const from = this.chance.whole(Math.max(1, samples.length - limit))
    const part = resampled(samples.subarray(from, from + limit), this.speedOf(recording.kind))
    const active = recording.kind === 'speech' ? activeSteps(part, sceneRateHz) : new Uint8Array(0)
    return { samples: part, active, taste: false }
  }

  /** Voices stay voices; for all else another speed is another sound. */
  private speedOf(kind: Kind): number {
    return kind === 'speech' ? this.chance.between(0.85, 1.18) : 2 ** this.chance.between(-0.8, 0.7)
  }

  /** Another microphone, another room, at a level in dBFS RMS of the active part. */
  private coloured(sound: Sound, levelDb: number): Sound {
    const samples = toLevel(
      room(tilted(sound.samples, this.chance), this.chance),
      levelDb + this.chance.between(-6, 6),
    )
    return { ...sound, samples }
  }

  private bed(scene: Scene, kind: 'music' | 'noise', levelDb: number): void {
    const made = this.chance.happens(0.35)
    const seconds = scene.samples.length / sceneRateHz
    const recording = this.chance.pick(this.sounds[kind])
    const make = kind === 'noise' ? madeNoise : this.chance.happens(0.5) ? madeElectronic : madeMusic
    const sound = made
      ? { samples: make(this.chance, sceneRateHz, seconds), active: new Uint8Array(0), taste: false }
      : this.sound(recording)
    const { samples } = this.pulsed(this.coloured(sound, levelDb))
    for (let at = 0; at < scene.samples.length; at += samples.length) add(scene.samples, samples, at)
    if (kind === 'music') {
      scene.music.fill(1)
      if (this.chance.happens(0.2)) this.layer(scene, levelDb)
    }
    if (!made && isTaste(recording.name, 'speech')) scene.speechCounts = 0
    if (!made && kind === 'noise' && isTaste(recording.name, 'music')) scene.musicCounts = 0
  }

  /** A second piece over the first. */
  private layer(scene: Scene, levelDb: number): void {
    const recording = this.chance.pick(this.sounds.music)
    const { samples } = this.coloured(this.sound(recording), levelDb - this.chance.between(0, 10))
    add(scene.samples, samples, this.chance.whole(scene.samples.length >> 1))
    if (isTaste(recording.name, 'speech')) scene.speechCounts = 0
  }

  /** Alone, from its first sample, as a clip on a timeline. */
  private oneEffect(scene: Scene): void {
    add(scene.samples, this.effect(scene, -20), 0)
  }

  /** Beats and tremolo at the pace of syllables are no speech. */
  private pulsed(sound: Sound): Sound {
    const { chance } = this
    if (!chance.happens(0.25)) return sound
    const hz = chance.between(1.5, 9)
    const depth = chance.between(0.2, 1)
    const sharp = chance.between(0.5, 4)
    const samples = sound.samples.map((s, i) => {
      const phase = (i * hz) / sceneRateHz
      return s * (1 - depth * (1 - (0.5 + 0.5 * Math.cos(2 * Math.PI * phase)) ** sharp))
    })
    return { ...sound, samples }
  }

  private effects(scene: Scene): void {
    let at = this.chance.whole(sceneRateHz)
    while (at < scene.samples.length) {
      const samples = this.effect(scene, this.chance.between(-35, -8))
      add(scene.samples, samples, at)
      at += samples.length + this.chance.whole(2 * sceneRateHz)
    }
    if (this.chance.happens(0.7)) this.bed(scene, 'noise', -this.chance.between(40, 90))
  }

  private effect(scene: Scene, levelDb: number): Float32Array {
    const { chance } = this
    if (chance.happens(0.4)) {
      // Whether a jingle is music is a matter of taste.
      scene.musicCounts = 0
      const samples = madeEffect(chance, sceneRateHz, chance.between(0.4, 6))
      return this.coloured({ samples, active: new Uint8Array(0), taste: false }, levelDb).samples
    }
    const recording = chance.pick(this.sounds.sfx)
    if (isTaste(recording.name, 'speech')) scene.speechCounts = 0
    if (isTaste(recording.name, 'music')) scene.musicCounts = 0
    return this.coloured(this.sound(recording), levelDb).samples
  }

  /** Everything at another level: what is heard must not depend on it. */
  private finish(scene: Scene): void {
    let peak = 1e-9
    for (const s of scene.samples) peak = Math.max(peak, Math.abs(s))
    const gain = 10 ** (this.chance.between(-40, -0.5) / 20) / peak
    for (let i = 0; i < scene.samples.length; i++) scene.samples[i] *= gain
  }
}

const emptyScene = (length: number): Scene => ({
  samples: new Float32Array(length),
  speech: new Uint8Array(Math.ceil(length / stepLength)),
  music: new Uint8Array(Math.ceil(length / stepLength)),
  speechCounts: 1,
  musicCounts: 1,
})

const add = (to: Float32Array, from: Float32Array, at: number): void => {
  for (let i = 0; i < from.length && at + i < to.length; i++) to[at + i] += from[i]
}

const resampled = (samples: Float32Array, speed: number): Float32Array =>
  Float32Array.from({ length: Math.floor((samples.length - 1) / speed) }, (_, i) => {
    const at = Math.floor(i * speed)
    return samples[at] + (samples[at + 1] - samples[at]) * (i * speed - at)
  })
