// What a genre, a delivery and a listening simulation are; reading and checking them. A genre is taste and speaks
// relative to the dialogue; a delivery is law and speaks in LUFS, dBTP and file formats. Preset files are untrusted: bounded, nothing unknown.
import type { ProcessorDescription } from '../processors/processor'
import type { ChannelLayout } from '../timeline/timeline'
import { roles, type Role } from '../timeline/roles'
import { Faults, isRecord, list, number, object, oneOf, optional, shown, text, type Read } from './read'

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

/** One use of a processor in a preset; parameters that are not named have their initial value. */
export interface PresetNode {
  use: string
  params: Record<string, number>
}

export interface Delivery {
  schema: 'delivery/1'
  id: string
  title: string
  /** Document, edition and clause. */
  source: string
  loudness: {
    integratedLufs: number
    toleranceLu: number
    ceilingDbtp: number
    /** Where the document limits it. */
    maxShortTermLufs?: number
    maxRangeLu?: number
  }
  file: DeliveryFile
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

export type ReadPreset<T> = { value: T } | { faults: string[] }

/** No preset comes near it; a larger text is refused unread. */
const mostCharacters = 65536

const id = text({
  most: 64,
  least: 1,
  pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  like: 'lower-case words with hyphens',
})
const title = text({ most: 80, least: 1 })

/** A chain entry is flat in the file: `{ "use": "high-pass", "cutoffHz": 80 }`. */
const node =
  (processors: readonly ProcessorDescription[]): Read<PresetNode> =>
  (value, path, faults) => {
    const made: PresetNode = { use: '', params: {} }
    if (!isRecord(value)) {
      faults.add(path, `must be an object, is ${shown(value)}`)
      return made
    }
    const processor = processors.find((known) => known.id === value.use)
    if (!processor) {
      faults.add(`${path}.use`, `names no processor: ${shown(value.use)}`)
      return made
    }
    made.use = processor.id
    for (const name of Object.keys(value)) {
      if (name === 'use') continue
      const known = Object.prototype.hasOwnProperty.call(processor.params, name)
        ? processor.params[name]
        : null
      if (known) made.params[name] = number(known.min, known.max)(value[name], `${path}.${name}`, faults)
      else faults.add(`${path}.${shown(name).slice(1, -1)}`, `is no parameter of ${processor.id}`)
    }
    return made
  }

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

const duckingInTime: Read<Ducking> = (value, path, faults) => {
  const read = ducking(value, path, faults)
  if (read.downMs > read.lookAheadMs)
    faults.add(`${path}.downMs`, `is longer than the look-ahead: ${read.downMs} over ${read.lookAheadMs}`)
  return read
}

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
  const role = genreRole(chain)
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

const ditherWhereItMatters: Read<DeliveryFile> = (value, path, faults) => {
  const read = file(value, path, faults)
  if (read.dither !== undefined && read.bitDepth !== 16)
    faults.add(`${path}.dither`, `is for files of 16 bits, not ${read.bitDepth}`)
  return read
}

const delivery: Read<Delivery> = object<Delivery>({
  schema: oneOf(['delivery/1'] as const),
  id,
  title,
  source: text({ most: 1000, least: 10 }),
  loudness: object<Delivery['loudness']>({
    integratedLufs: number(-40, -8),
    toleranceLu: number(0.1, 5),
    ceilingDbtp: number(-12, 0),
    maxShortTermLufs: optional(number(-40, 0)),
    maxRangeLu: optional(number(1, 40)),
  }),
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

const readPreset = <T>(read: Read<T>, value: unknown): ReadPreset<T> => {
  const faults = new Faults()
  const made = read(value, '', faults)
  return faults.list.length > 0 ? { faults: faults.list } : { value: made }
}

/** There is one version of each so far; older ones are brought up here, so that memory knows only the newest. */
export const readGenre = (value: unknown, processors: readonly ProcessorDescription[]): ReadPreset<Genre> =>
  readPreset(genre(processors), value)

export const readDelivery = (value: unknown): ReadPreset<Delivery> => readPreset(delivery, value)

export const readSimulation = (
  value: unknown,
  processors: readonly ProcessorDescription[],
): ReadPreset<Simulation> => readPreset(simulation(processors), value)

/** A preset's text: too long or no JSON is a fault like any other. */
export const parsePreset = (json: string): ReadPreset<unknown> => {
  if (json.length > mostCharacters) return { faults: [`it is longer than ${mostCharacters} characters`] }
  try {
    return { value: JSON.parse(json) }
  } catch {
    return { faults: ['it is no JSON'] }
  }
}
