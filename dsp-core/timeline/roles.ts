// Names and measurements (and the user's corrections) -> a role for each clip and each track, and why.
import type { ClipMeasurement } from './measurements'
import { heardFacts, heardScores, type HeardFacts } from './heardRoles'
import { nameHints, type NameHint } from './roleNames'
import { roles, type Role } from './roleList'
import type { Clip, Timeline, Track } from './timeline'
import { findVoiceOver } from './voiceOver'

export { roles, type Role } from './roleList'

export interface RolesInput {
  timeline: Timeline
  measurements: ReadonlyMap<string, ClipMeasurement>
  /** By track ("A1") or by clip id. */
  corrections: Readonly<Record<string, Role>>
  /** File name or path by media id, where the id itself is not one. */
  mediaNames?: ReadonlyMap<string, string>
}

/** `reason` is a clause without subject: "speech in 4 % of it, music in 91 %". */
export interface RoleDecision {
  role: Role
  /** 0 … 1 */
  confidence: number
  reason: string
}

export interface AssignedRoles {
  clips: Record<string, RoleDecision>
  tracks: (RoleDecision & { track: number })[]
}

/** Evidence in natural logarithms of odds. A name outweighs all that can be heard: -6 … 1, and neighbours. */
const clipNameWeight = 12
const trackNameWeight = 11
const fileNameWeight = 10
const neighbourWeight = 1.5

export type Scores = Record<Role, number>

export const noScores = (): Scores => ({ dialogue: 0, 'voice-over': 0, music: 0, effects: 0, ambience: 0 })

export interface JudgedClip {
  clip: Clip
  lengthSeconds: number
  heard: HeardFacts | null
  scores: Scores
  said: { hint: NameHint; by: string }[]
}

export const assignRoles = (input: RolesInput): AssignedRoles => {
  const clips: AssignedRoles['clips'] = Object.create(null) as AssignedRoles['clips']
  const tracks: AssignedRoles['tracks'] = []
  const judged = input.timeline.tracks.map((track) => judgeTrack(track, input))
  judged.forEach(addNeighbours)
  findVoiceOver(judged)
  judged.forEach((list, index) => {
    const correction = own(input.corrections, `A${index + 1}`)
    for (const one of list)
      clips[one.clip.id] = decide(one, own(input.corrections, one.clip.id) ?? correction)
    if (list.length) tracks.push({ track: index, ...decideTrack(list, clips, correction) })
  })
  return { clips: Object.fromEntries(Object.entries(clips)), tracks }
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined

const judgeTrack = (track: Track, input: RolesInput): JudgedClip[] => {
  const trackHints = nameHints(track.name)
  return track.clips.map((clip) => judgeClip(clip, track.name, trackHints, input))
}

const judgeClip = (clip: Clip, trackName: string, trackHints: NameHint[], input: RolesInput): JudgedClip => {
  const measurement = input.measurements.get(clip.id)
  const lengthSeconds = (clip.endSample - clip.startSample) / input.timeline.sampleRateHz
  const heard = measurement ? heardFacts(measurement, lengthSeconds) : null
  const one: JudgedClip = {
    clip,
    lengthSeconds,
    heard,
    scores: heard ? heardScores(heard) : noScores(),
    said: [],
  }
  listen(one, nameHints(clip.name), clipNameWeight, `clip “${clip.name}”`)
  listen(one, trackHints, trackNameWeight, `track “${trackName}”`)
  const media = 'media' in clip.source ? clip.source.media : ''
  const file = input.mediaNames?.get(media) ?? media
  if (fileBase(file) !== clip.name) listen(one, nameHints(file), fileNameWeight, `file “${fileBase(file)}”`)
  return one
}

const fileBase = (path: string): string => path.split(/[\\/]/).pop() ?? path

/** A name that says several things at once says each of them less. */
const listen = (one: JudgedClip, hints: NameHint[], weight: number, by: string): void => {
  const voiceOver = hints.some((hint) => hint.role === 'voice-over' && hint.strength === 1)
  const counted = hints.filter((hint) => !(voiceOver && hint.role === 'dialogue'))
  const strong = counted.some((hint) => hint.strength === 1)
  const used = counted.filter((hint) => !strong || hint.strength === 1)
  const said = new Map(used.map((hint) => [hint.role, hint]))
  for (const hint of said.values()) {
    one.scores[hint.role] += (weight * hint.strength) / said.size
    one.said.push({ hint, by })
  }
}

/** What the other clips of a track are, by their length, speaks for this one; less so if they disagree. */
const addNeighbours = (list: JudgedClip[]): void => {
  const chances = list.map((one) => softmax(one.scores))
  const weights = list.map((one) => Math.min(30, one.lengthSeconds) + 0.1)
  const sums = noScores()
  list.forEach((_, i) => roles.forEach((role) => (sums[role] += chances[i][role] * weights[i])))
  const total = weights.reduce((a, b) => a + b, 0)
  list.forEach((one, i) => {
    const rest = total - weights[i]
    if (rest < 1) return
    for (const role of roles) {
      const share = Math.max(0, sums[role] - chances[i][role] * weights[i]) / rest
      one.scores[role] += neighbourWeight * Math.min(1, rest / 10) * share
    }
  })
}

const softmax = (scores: Scores): Scores => {
  const top = Math.max(...roles.map((role) => scores[role]))
  const out = noScores()
  let sum = 0
  for (const role of roles) sum += out[role] = Math.exp(scores[role] - top)
  for (const role of roles) out[role] /= sum
  return out
}

const decide = (one: JudgedClip, correction: Role | undefined): RoleDecision => {
  if (correction) return { role: correction, confidence: 1, reason: 'you said so' }
  const chances = softmax(one.scores)
  const role = roles.reduce((best, next) => (chances[next] > chances[best] ? next : best))
  const confidence = Math.round(1000 * chances[role]) / 1000
  const said = one.said.find(({ hint }) => hint.role === role)
  const parts = [
    ...(said ? [`its ${said.by} says “${said.hint.word}”`] : []),
    one.heard ? one.heard.words : 'nothing could be heard',
  ]
  return { role, confidence, reason: parts.join('; ') }
}

/** A track is what most of its sound is. */
const decideTrack = (list: JudgedClip[], clips: AssignedRoles['clips'], correction?: Role): RoleDecision => {
  if (correction) return { role: correction, confidence: 1, reason: 'you said so' }
  const seconds = noScores()
  for (const one of list) seconds[clips[one.clip.id].role] += one.lengthSeconds + 0.001
  const total = roles.reduce((sum, role) => sum + seconds[role], 0)
  const role = roles.reduce((best, next) => (seconds[next] > seconds[best] ? next : best))
  const own = list.filter((one) => clips[one.clip.id].role === role)
  const longest = own.reduce((a, b) => (b.lengthSeconds > a.lengthSeconds ? b : a))
  const confidence = own.reduce((sum, one) => sum + clips[one.clip.id].confidence * one.lengthSeconds, 0)
  const share = seconds[role] / total
  const most =
    list.length > 1
      ? `${own.length} of ${list.length} clips are, ${percent(share)} of its time; the longest: `
      : ''
  return {
    role,
    confidence: Math.round((1000 * confidence) / total) / 1000,
    reason: most + clips[longest.clip.id].reason,
  }
}

const percent = (share: number): string => `${Math.round(100 * share)} %`
