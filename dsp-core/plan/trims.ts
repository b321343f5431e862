// How much each clip is lifted or lowered before its chain, so that every voice arrives at the working loudness and
// everything else at its distance from it. The user's own rides stay: a trim is one number per clip.
import type { Genre, GenreRole } from '../presets/schema'
import { energyOf, gatedLufs, lufsOf } from './loudnessOf'
import type { PlanDecision } from './plan'
import { isVoice, type HeardClip, type Source } from './sources'
import { called, clock, plain, signed, thousandth } from './words'
import {
  leastSpeechSeconds,
  mostHeldBackLu,
  mostNoiseDbfs,
  settledSpeechSeconds,
  silenceLufs,
  speechProbability,
  workingLufs,
} from './workingLoudness'

interface Trims {
  /** By source id and clip id, in dB. */
  of: (source: Source, clip: string) => number
  decisions: PlanDecision[]
}

interface Voice {
  speechSeconds: number
  /** Loudness of what is spoken; of everything where nothing is. */
  lufs: number
}

/** Loudness of the speech of some clips together: only steps that are likely speech, and are heard at all. */
const voiceOf = (clips: HeardClip[]): Voice => {
  let sum = 0
  let count = 0
  const floor = energyOf(silenceLufs)
  for (const { played } of clips)
    for (let step = 0; step < played.energy.length; step++) {
      if (played.speech[step] < speechProbability || played.energy[step] <= floor) continue
      sum += played.energy[step]
      count++
    }
  return { speechSeconds: count / 100, lufs: lufsOf(count > 0 ? sum / count : 0) }
}

const joined = (clips: HeardClip[]): Float32Array => {
  const whole = new Float32Array(clips.reduce((sum, { played }) => sum + played.energy.length, 0))
  let at = 0
  for (const { played } of clips) {
    whole.set(played.energy, at)
    at += played.energy.length
  }
  return whole
}

const recordingOf = ({ clip }: HeardClip): string =>
  'media' in clip.source ? `media ${clip.source.media}` : `timeline ${clip.source.timeline}`

const grouped = (clips: HeardClip[], by: (clip: HeardClip) => string): Map<string, HeardClip[]> => {
  const groups = new Map<string, HeardClip[]>()
  for (const clip of clips) {
    const group = groups.get(by(clip))
    if (group) group.push(clip)
    else groups.set(by(clip), [clip])
  }
  return groups
}

const within = (value: number, most: number): number => Math.min(most, Math.max(-most, value))

const sumOf = (energy: Float32Array): number => energy.reduce((sum, step) => sum + step, 0)

/** What the user's own gain, rides and fader do to the clip on the whole, dB. */
const appliedDb = ({ played, measurement }: HeardClip): number =>
  10 * Math.log10(sumOf(played.energy) / sumOf(measurement.loudnessEnergy))

/**
 * Most that a clip may be lifted before its noise stands out. What is quiet in it is noise only where a tenth of it
 * is no speech: else the quietest tenth is somebody talking softly.
 */
const noiseRoomDb = (heard: HeardClip): number =>
  heard.measurement.speechShare > 0.9 || !Number.isFinite(heard.measurement.noiseFloorDbfs)
    ? Infinity
    : Math.max(0, mostNoiseDbfs - heard.measurement.noiseFloorDbfs - appliedDb(heard))

interface Trim {
  clips: HeardClip[]
  lufs: number
  trimDb: number
  why: string
}

/** A short clip has too little speech to be judged alone: it leans on its recording. */
const settledLufs = (own: Voice, recording: Voice): number => {
  const trust = Math.min(1, own.speechSeconds / settledSpeechSeconds)
  return own.speechSeconds < leastSpeechSeconds
    ? recording.lufs
    : trust * own.lufs + (1 - trust) * recording.lufs
}

const voiceTrim = (heard: HeardClip, recording: Voice, track: Voice, to: number, rule: GenreRole): Trim => {
  const known = recording.speechSeconds >= leastSpeechSeconds ? recording : track
  const own = voiceOf([heard])
  const lufs = settledLufs(own, known)
  const wanted = within(to - lufs, rule.maxTrimDb)
  const room = noiseRoomDb(heard)
  const trimDb = wanted <= 0 ? wanted : Math.min(wanted, Math.max(room, wanted - mostHeldBackLu))
  const bound =
    trimDb < wanted - 0.05
      ? `; held back by ${plain(wanted - trimDb, 'dB')}, because its noise would come over ${plain(mostNoiseDbfs, 'dBFS')}`
      : Math.abs(to - lufs) > rule.maxTrimDb
        ? `; a clip is moved by ${plain(rule.maxTrimDb, 'dB')} at most`
        : ''
  const judged = own.speechSeconds < leastSpeechSeconds ? ' (no speech of its own: as its recording)' : ''
  return { clips: [heard], lufs, trimDb, why: `speech at ${plain(lufs, 'LUFS')}${judged}${bound}` }
}

/** Without any speech in a voice track there is still its loudness. */
const trackVoice = (clips: HeardClip[]): Voice => {
  const voice = voiceOf(clips)
  return voice.speechSeconds >= leastSpeechSeconds
    ? voice
    : { speechSeconds: 0, lufs: gatedLufs(joined(clips)) }
}

const voiceTrims = (clips: HeardClip[], to: number, rule: GenreRole): Trim[] => {
  const track = trackVoice(clips)
  const recordings = new Map(
    [...grouped(clips, recordingOf)].map(([name, group]) => [name, voiceOf(group)] as const),
  )
  return clips.map((heard) => voiceTrim(heard, recordings.get(recordingOf(heard))!, track, to, rule))
}

/** Pieces of one piece of music keep their balance; so do all effects of a track. */
const groupTrims = (source: Source, clips: HeardClip[], to: number, rule: GenreRole): Trim[] => {
  const by = source.role === 'music' ? recordingOf : () => ''
  return [...grouped(clips, by).values()].map((group) => {
    const lufs = gatedLufs(joined(group))
    const trimDb = within(to - lufs, rule.maxTrimDb)
    const bound =
      Math.abs(to - lufs) > rule.maxTrimDb ? `; moved by ${plain(rule.maxTrimDb, 'dB')} at most` : ''
    return { clips: group, lufs, trimDb, why: `plays at ${plain(lufs, 'LUFS')}${bound}` }
  })
}

const named = (source: Source, clips: HeardClip[], rateHz: number): string => {
  const { name, startSample } = clips[0].clip
  const more = clips.length > 1 ? ` and ${clips.length - 1} more` : ''
  return `${source.label} ${called(name)} at ${clock(Math.max(0, startSample), rateHz)}${more}`
}

const sentence = (source: Source, trim: Trim, to: number, rateHz: number): PlanDecision => ({
  about: trim.clips[0].clip.id,
  kind: 'level',
  text: `${named(source, trim.clips, rateHz)}: ${trim.why}; ${signed(trim.trimDb, 'dB')} towards ${plain(to, 'LUFS')}.`,
})

const silent = (source: Source): PlanDecision[] =>
  source.clips
    .filter(({ heard }) => !heard || gatedLufs(heard.played.energy) === -Infinity)
    .map(({ clip, heard }) => ({
      about: clip.id,
      kind: 'skip' as const,
      text: `${source.label} ${called(clip.name)} ${heard ? 'is silent' : 'cannot be heard (offline or no sound)'} and is left as it is.`,
    }))

export const decideTrims = (sources: Source[], genre: Genre, rateHz: number): Trims => {
  const trims = new Map<string, number>()
  const decisions: PlanDecision[] = []
  for (const source of sources) {
    const rule = genre.roles[source.role]
    const to = workingLufs - rule.belowDialogueLu
    const clips = source.clips
      .map(({ heard }) => heard)
      .filter((heard): heard is HeardClip => heard !== null && gatedLufs(heard.played.energy) > -Infinity)
    const found = isVoice(source.role) ? voiceTrims(clips, to, rule) : groupTrims(source, clips, to, rule)
    for (const trim of found) {
      for (const { clip } of trim.clips) trims.set(`${source.id} ${clip.id}`, thousandth(trim.trimDb))
      decisions.push(sentence(source, trim, to, rateHz))
    }
    decisions.push(...silent(source))
  }
  return { of: (source, clip) => trims.get(`${source.id} ${clip}`) ?? 0, decisions }
}
