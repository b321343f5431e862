// Sequences put together from recordings of known kind, by chance with a seed: what a sound is for is known.
import { ClipMeasure } from '../../dsp-core/render/measureClip'
import type { ClipMeasurement } from '../../dsp-core/timeline/measurements'
import type { Role } from '../../dsp-core/timeline/roles'
import type { Clip, Timeline, Track } from '../../dsp-core/timeline/timeline'
import { Chance } from '../listen/chance'
import { decoded, materialRateHz, recordings, type Kind, type Recording } from '../listen/material'

export interface KnownSequence {
  timeline: Timeline
  truth: Map<string, Role>
  measurements: Map<string, ClipMeasurement>
}

const kindOf: Record<Role, Kind> = {
  dialogue: 'speech',
  'voice-over': 'speech',
  music: 'music',
  effects: 'sfx',
  ambience: 'noise',
}

/** Jingles and drones are music to some ears, shouts are speech: nobody can say what is right. */
const matterOfTaste =
  /log-?in|levelComplete|complete\.oga|haunted_hum|choir|voxy|burp|laugh|dream|vinyl|warning|instant|bass_drop|Nooo/i

export class SequenceMaker {
  private readonly sounds: Record<Kind, Recording[]>

  constructor(
    private readonly chance: Chance,
    accept: (recording: Recording) => boolean,
  ) {
    const of = (kind: Kind) => recordings(kind).filter((r) => accept(r) && !matterOfTaste.test(r.name))
    this.sounds = { speech: of('speech'), music: of('music'), noise: of('noise'), sfx: of('sfx') }
  }

  /** Names say nothing yet. */
  make(index: number): KnownSequence {
    const sequence: KnownSequence = {
      timeline: {
        id: `s${index}`,
        name: `Sequence ${index}`,
        sampleRateHz: materialRateHz,
        lengthSamples: 60 * materialRateHz,
        layout: 'stereo',
        channels: 2,
        tracks: [],
      },
      truth: new Map(),
      measurements: new Map(),
    }
    const tracks: Role[] = [
      'dialogue',
      'music',
      'effects',
      'ambience',
      ...(this.chance.happens(0.4) ? (['dialogue'] as const) : []),
    ]
    for (const role of tracks) this.addTrack(sequence, role)
    return sequence
  }

  private addTrack(sequence: KnownSequence, role: Role): void {
    const track: Track = {
      name: '',
      layout: 'stereo',
      channels: 2,
      audible: true,
      faderDb: 0,
      pan: 0,
      clips: [],
    }
    const clips =
      role === 'music' || role === 'ambience' ? 1 + this.chance.whole(2) : 1 + this.chance.whole(4)
    let at = 0
    for (let i = 0; i < clips; i++) {
      const sound = this.sound(role)
      const id = `${sequence.timeline.id}.${sequence.timeline.tracks.length}.${i}`
      const endSample = at + sound[0].length
      track.clips.push(clipOf(id, at, endSample))
      sequence.truth.set(id, role)
      sequence.measurements.set(id, measured(id, sound))
      at = endSample + this.chance.whole(3 * materialRateHz)
    }
    sequence.timeline.tracks.push(track)
  }

  /** Cut and levelled as an editor would: speech and effects as recorded, beds as long as a scene. */
  private sound(role: Role): Float32Array[] {
    const { chance } = this
    const channels = decoded(chance.pick(this.sounds[kindOf[role]]))
    const length = channels[0].length
    const wanted = Math.round(
      chance.between(role === 'music' || role === 'ambience' ? 7 : 2, 16) * materialRateHz,
    )
    const looped = role === 'music' || role === 'ambience' ? wanted : Math.min(wanted, length)
    const from = looped < length ? chance.whole(length - looped) : 0
    const gain = 10 ** (chance.between(-24, 3) / 20)
    return channels.map((samples) =>
      Float32Array.from({ length: looped }, (_, i) => gain * samples[(from + i) % length]),
    )
  }
}

const clipOf = (id: string, startSample: number, endSample: number): Clip => ({
  id,
  name: '',
  source: { media: id },
  enabled: true,
  startSample,
  endSample,
  sourceStart: 0,
  sourceStep: 1,
  channelMap: [0, 1],
  gainDb: 0,
  levelKeys: [],
  fadeIn: null,
  fadeOut: null,
})

const blockSamples = 65536

export const measured = (
  clip: string,
  channels: Float32Array[],
  sampleRateHz = materialRateHz,
): ClipMeasurement => {
  const lengthSamples = channels[0].length
  const measure = new ClipMeasure({
    timeline: '',
    clip,
    sampleRateHz,
    channels: channels.length,
    lengthSamples,
  })
  for (let at = 0; at < lengthSamples; at += blockSamples) {
    const end = Math.min(lengthSamples, at + blockSamples)
    measure.push(
      channels.map((channel) => channel.subarray(at, end)),
      end - at,
    )
  }
  return measure.result()
}

const saying: Record<Role, string[]> = {
  dialogue: [
    'DX 1',
    'Dialogue',
    'Dialog',
    'INT_DIA_03',
    'Voix',
    'Interview Müller',
    'Diálogos',
    'Dialoog',
    'セリフ',
    'Boom',
    'Lav 2',
    'O-Ton',
    'ADR',
  ],
  'voice-over': [
    'VO',
    'Voice Over',
    'Sprecher',
    'Voix off',
    'ナレーション',
    'Narration',
    'Voz en off',
    'Speak',
  ],
  music: [
    'MX 1',
    'Music',
    'Musik',
    'Musique',
    'Música',
    'MUS_Bed',
    'Musikk',
    'Muziek',
    '音楽',
    'BGM 2',
    'Score',
    'MusicLoop03',
  ],
  effects: [
    'SFX',
    'FX 2',
    'Effekte',
    'Bruitages',
    'Efectos',
    'Foley',
    '効果音',
    'Lydeffekter',
    'Hard FX',
    'SFXDoor',
    'Geluidseffecten',
  ],
  ambience: [
    'AMB',
    'BG 1',
    'Atmo',
    'Ambiance',
    'Room Tone',
    'ATM',
    'Ambiente',
    '環境音',
    'RoomTone_Kitchen',
    'Bakgrunn',
    'Sfeer',
  ],
}
const silentNames = [
  'Audio 1',
  'A2',
  'Track 3',
  '',
  'C0012.MP4',
  'DJI_0042.MOV',
  '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  'Nested Sequence 02',
  'ZOOM0007_LR.WAV',
  'untitled',
]
/** Words inside other words, which say nothing. */
const trapNames = [
  'voxel',
  'Musashi',
  'effective',
  'fxhash',
  'Vodafone',
  'ambulance',
  'dialup',
  'amxd',
  'Bgr',
  'Adriana',
  'Atmel',
  'sfxr9x',
  'Scorecard',
  'Novo',
  'Lavender',
  'Folie',
  'Hitchcock',
  'Windows',
  'Steppe',
  'Doorn',
]

export type NameStyle = 'neutral' | 'helpful' | 'hostile'

/** The same sequence under other names. Helpful: tracks say it, or all clips do. */
export const named = (sequence: KnownSequence, style: NameStyle, chance: Chance): KnownSequence => {
  const silent = style === 'hostile' ? [...trapNames, ...silentNames] : silentNames
  const tracks = sequence.timeline.tracks.map((track) => {
    const role = sequence.truth.get(track.clips[0].id)!
    const byTrack = chance.happens(0.5)
    const say = (speaks: boolean) =>
      style === 'helpful' && speaks ? chance.pick(saying[role]) : chance.pick(silent)
    return {
      ...track,
      name: say(byTrack),
      clips: track.clips.map((clip) => ({ ...clip, name: say(!byTrack) })),
    }
  })
  return { ...sequence, timeline: { ...sequence.timeline, tracks } }
}
