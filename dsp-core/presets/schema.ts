// What a genre, a delivery and a listening simulation are; reading and checking them. A genre is taste and speaks
// relative to the dialogue; a delivery is law and speaks in LUFS, dBTP and file formats. Preset files are untrusted: bounded, nothing unknown.
import type { ProcessorDescription } from '../processors/processor'
import type { ChannelLayout } from '../timeline/timeline'
import { roles, type Role } from '../timeline/roles'
import { Faults, type Fault } from './faults'
import { node, type PresetNode } from './node'
import { also, has, isRecord, list, named, number, object, oneOf, optional, text, type Read } from './read'

export type { PresetNode } from './node'

export const presetKinds = ['genre', 'delivery', 'simulation'] as const
export type PresetKind = (typeof presetKinds)[number]

export interface Genre {
  schema: 'genre/1'
  id: string
  title: string
  roles: Record<Role, GenreRole>
  master: PresetNode[]
  /** Why these numbers, and from whom. */
  notes: string
}

export interface GenreRole {
  /** Where it lies when it plays by itself, under the dialogue; 0 is as loud, negative is louder. */
  belowDialogueLu: number
  /** A clip is lifted or lowered by no more. */
  maxTrimDb: number
  /** Thresholds count from the working loudness of the plan (plan/workingLoudness.ts). */
  chain: PresetNode[]
  /** Cuts where the sound has too much of an octave; absent: none. */
  correction?: { maxCutDb: number }
  ducking?: Ducking
}

/** How far a role gives way to speech. Becomes rows in the plan, never a processor that runs along. */
export interface Ducking {
  /** Speech stands so far above the role while somebody speaks. */
  targetSpeechToBackgroundLu: number
  maxDepthDb: number
  /** Before the first syllable the way down begins … */
  lookAheadMs: number
  /** … and takes so long; what is left of the look-ahead, the dip is complete and waits. */
  downMs: number
  /** After the last syllable it stays down. */
  holdMs: number
  /** Pauses up to this belong to the speech. */
  bridgePausesMs: number
  upMs: number
  /** It comes up in a gap only if it can then stay up at least so long. */
  restoreOnlyIfMs: number
}

export interface Delivery {
  schema: 'delivery/1'
  id: string
  title: string
  /** Document, edition and clause. */
  source: string
  loudness: DeliveryLoudness
  file: DeliveryFile
}

/** Either the loudness of the programme or its RMS level is asked for; the rest where the document limits it. */
export interface DeliveryLoudness {
  integratedLufs?: number
  toleranceLu?: number
  /** Where so much of the time is speech, the loudness of the speech counts, and not that of the programme. */
  dialogue?: { integratedLufs: number; toleranceLu: number; leastSpeechPercent: number }
  /** Of the whole file, all channels together, not weighted. */
  rms?: { levelDbfs: number; toleranceDb: number }
  ceilingDbtp: number
  maxShortTermLufs?: number
  maxRangeLu?: number
  /** Of the programme over its dialogue, where somebody speaks. */
  maxOverDialogueLu?: number
  /** Of the quietest 0.4 s, RMS. */
  maxNoiseFloorDbfs?: number
}

export interface DeliveryFile {
  sampleRateHz: number
  bitDepth: 16 | 24 | 32
  /** Of 16 bits alone; absent: triangular (render/dither.ts). */
  dither?: DitherKind
  layout: ChannelLayout
}

export const ditherKinds = ['triangular', 'shaped'] as const
export type DitherKind = (typeof ditherKinds)[number]

/** How something sounds where it will be heard: for listening only, never part of a delivery. */
export interface Simulation {
  schema: 'simulation/1'
  id: string
  title: string
  /** Whose measurements, or by ear and when. */
  source: string
  chain: PresetNode[]
}

/** The faults as lines, and in parts. */
export type ReadPreset<T> = { value: T } | { faults: string[]; parts: Fault[]; more: boolean }

const id = text({
  most: 64,
  least: 1,
  pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  like: 'lower-case words with hyphens',
})
/** It is shown in terminals and reports. */
const title = text({ most: 80, least: 1, pattern: /^\P{Cc}*$/u, like: 'one line without control characters' })

const ducking = object<Ducking>({
  targetSpeechToBackgroundLu: number(0, 40),
  maxDepthDb: number(0, 40),
  lookAheadMs: number(0, 5000),
  downMs: number(0, 5000),
  holdMs: number(0, 10000),
  bridgePausesMs: number(0, 10000),
  upMs: number(0, 10000),
  restoreOnlyIfMs: number(0, 60000),
})

const duckingInTime = also(ducking, (read, path, faults) => {
  if (read.downMs > read.lookAheadMs)
    faults.add(`${path}.downMs`, `is longer than the look-ahead: ${read.downMs} over ${read.lookAheadMs}`)
})

const genreRole = (chain: Read<PresetNode[]>): Read<GenreRole> =>
  object<GenreRole>({
    belowDialogueLu: number(-20, 60),
    maxTrimDb: number(0, 40),
    chain,
    correction: optional(object({ maxCutDb: number(0, 12) })),
    ducking: optional(duckingInTime),
  })

const genre = (processors: readonly ProcessorDescription[]): Read<Genre> => {
  const chain = list(node(processors), 16)
  const role = named('role', genreRole(chain))
  return object<Genre>({
    schema: oneOf(['genre/1'] as const),
    id,
    title,
    roles: object(Object.fromEntries(roles.map((name) => [name, role])) as Record<Role, Read<GenreRole>>),
    master: chain,
    notes: text({ most: 4000, least: 1 }),
  })
}

const file = object<DeliveryFile>({
  sampleRateHz: oneOf([44100, 48000, 88200, 96000]),
  bitDepth: oneOf([16, 24, 32] as const),
  dither: optional(oneOf(ditherKinds)),
  layout: oneOf(['mono', 'stereo', '5.1', 'multichannel'] as const),
})

const ditherWhereItMatters = also(
  file,
  (read, path, faults) => {
    if (read.dither !== undefined && read.bitDepth !== 16)
      faults.add(`${path}.dither`, `is for files of 16 bits, not ${read.bitDepth}`)
  },
  { dependentSchemas: { dither: { properties: { bitDepth: { const: 16 } } } } },
)

const loudness = object<DeliveryLoudness>({
  integratedLufs: optional(number(-40, -8)),
  toleranceLu: optional(number(0.1, 5)),
  dialogue: optional(
    object<NonNullable<DeliveryLoudness['dialogue']>>({
      integratedLufs: number(-40, -8),
      toleranceLu: number(0.1, 5),
      leastSpeechPercent: number(0, 100),
    }),
  ),
  rms: optional(
    object<NonNullable<DeliveryLoudness['rms']>>({
      levelDbfs: number(-40, -8),
      toleranceDb: number(0.1, 5),
    }),
  ),
  ceilingDbtp: number(-12, 0),
  maxShortTermLufs: optional(number(-40, 0)),
  maxRangeLu: optional(number(1, 40)),
  maxOverDialogueLu: optional(number(0, 20)),
  maxNoiseFloorDbfs: optional(number(-120, -20)),
})

/** Either loudness or RMS is aimed at, never both. */
const loudnessWithOneAim = also(
  loudness,
  (read, path, faults) => {
    const whole = read.integratedLufs !== undefined && read.toleranceLu !== undefined
    const some = read.integratedLufs !== undefined || read.toleranceLu !== undefined || read.dialogue
    if (read.rms ? some : !whole)
      faults.add(path, 'must have integratedLufs and toleranceLu, or else rms, and not both')
  },
  {
    oneOf: [
      { required: ['integratedLufs', 'toleranceLu'], not: { required: ['rms'] } },
      {
        required: ['rms'],
        not: { anyOf: ['integratedLufs', 'toleranceLu', 'dialogue'].map((name) => ({ required: [name] })) },
      },
    ],
  },
)

const delivery: Read<Delivery> = object<Delivery>({
  schema: oneOf(['delivery/1'] as const),
  id,
  title,
  source: text({ most: 1000, least: 10 }),
  loudness: loudnessWithOneAim,
  file: ditherWhereItMatters,
})

const simulation = (processors: readonly ProcessorDescription[]): Read<Simulation> =>
  object<Simulation>({
    schema: oneOf(['simulation/1'] as const),
    id,
    title,
    source: text({ most: 1000, least: 10 }),
    chain: list(node(processors), 16),
  })

/** The readers of everything that can lie in a preset file, by kind. */
export const presetReaders = (processors: readonly ProcessorDescription[]) => ({
  genre: genre(processors),
  delivery,
  simulation: simulation(processors),
})

/** Editors find the schema of a file by this key; it says nothing about sound, and goes no further. */
export const schemaLink = '$schema'
const link = text({ most: 1000 })

const readPreset = <T>(read: Read<T>, value: unknown): ReadPreset<T> => {
  const faults = new Faults()
  const { [schemaLink]: linked, ...rest } = isRecord(value) ? value : {}
  if (isRecord(value) && has(value, schemaLink)) link(linked, schemaLink, faults)
  const made = read(isRecord(value) ? rest : value, '', faults)
  if (faults.entries.length === 0) return { value: made }
  return { faults: faults.list, parts: faults.entries, more: faults.more }
}

/** There is one version of each so far; older ones are brought up here, so that memory knows only the newest. */
export const readGenre = (value: unknown, processors: readonly ProcessorDescription[]): ReadPreset<Genre> =>
  readPreset(genre(processors), value)

export const readDelivery = (value: unknown): ReadPreset<Delivery> => readPreset(delivery, value)

export const readSimulation = (
  value: unknown,
  processors: readonly ProcessorDescription[],
): ReadPreset<Simulation> => readPreset(simulation(processors), value)
