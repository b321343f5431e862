// The clips of one track of a snapshot as numbers, in order of time, and what its transitions ask of them. Clips
// whose times are impossible are left out and named.
import type { ClipSnapshot, TrackSnapshot, TransitionSnapshot } from '../../host-jsx/contract'
import type { Fade } from '../../dsp-core/index'
import type { ProjectClip } from '../projects/project'
import type { HiddenTrack } from './hiddenFacts'
import { fractionOf, latestTicks, parseTicks, type ClockMapping } from './ticks'

/** Premiere's speeds reach from 1 % to 10 000 %; a little beyond is let through, the rest is damage. */
const slowestSpeed = 0.001
const fastestSpeed = 128

export interface PlacedClip extends ClockMapping {
  snapshot: ClipSnapshot
  hidden: ProjectClip | null
  endTicks: bigint
  outTicks: bigint
  /** Where sound begins and ends: beyond start and end where a transition reaches into the handles. */
  playStartTicks: bigint
  playEndTicks: bigint
  fadeIn: TickFade | null
  fadeOut: TickFade | null
}

export interface TickFade {
  startTicks: bigint
  endTicks: bigint
  curve: Fade['curve']
}

/** Clips in order of start. `reject` hears of each that cannot be placed, and why. */
export const placeClips = (
  track: TrackSnapshot,
  hidden: HiddenTrack | null,
  reject: (clip: ClipSnapshot, reason: string) => void,
): PlacedClip[] => {
  const placed: PlacedClip[] = []
  for (const snapshot of track.clips) {
    const clip = placeClip(snapshot, hidden?.clip(snapshot) ?? null)
    if (typeof clip === 'string') reject(snapshot, clip)
    else placed.push(clip)
  }
  placed.sort((a, b) => compare(a.startTicks, b.startTicks) || compare(a.endTicks, b.endTicks))
  layTransitions(placed, track.transitions, hidden)
  return placed
}

const placeClip = (snapshot: ClipSnapshot, hidden: ProjectClip | null): PlacedClip | string => {
  const [startTicks, endTicks, inTicks, outTicks] = [
    parseTicks(snapshot.startTicks),
    parseTicks(snapshot.endTicks),
    parseTicks(snapshot.inTicks),
    parseTicks(snapshot.outTicks),
  ]
  if (startTicks === null || endTicks === null || inTicks === null || outTicks === null)
    return 'its times are not numbers'
  if (startTicks < 0n) return 'it starts before the sequence does'
  if (endTicks <= startTicks) return 'it ends before it starts'
  if (endTicks > latestTicks) return 'it ends after more than 100 hours'
  if (inTicks > latestTicks || inTicks < -latestTicks) return 'its in-point lies more than 100 hours away'
  if (!(snapshot.speed >= slowestSpeed && snapshot.speed <= fastestSpeed))
    return `its speed is ${snapshot.speed}`
  return {
    snapshot,
    hidden,
    startTicks,
    endTicks,
    inTicks,
    outTicks,
    speed: fractionOf(snapshot.speed),
    playStartTicks: startTicks,
    playEndTicks: endTicks,
    fadeIn: null,
    fadeOut: null,
  }
}

/** True when length and source range disagree by more than a frame: the file contradicts itself. */
export const contradictsSpeed = (clip: PlacedClip, ticksPerFrame: bigint): boolean => {
  const { num, den } = clip.speed
  const difference = (clip.outTicks - clip.inTicks) * den - (clip.endTicks - clip.startTicks) * num
  const allowed = ticksPerFrame * (num > den ? num : den)
  return difference > allowed || difference < -allowed
}

/**
 * Both clips of a crossfade sound over the whole transition, so each reaches into its handle; at a cut with only
 * one clip the transition is a fade of that clip.
 */
const layTransitions = (
  clips: PlacedClip[],
  transitions: TransitionSnapshot[],
  hidden: HiddenTrack | null,
): void => {
  const byEnd = [...clips].sort((a, b) => compare(a.endTicks, b.endTicks))
  for (const transition of transitions) {
    const startTicks = parseTicks(transition.startTicks)
    const endTicks = parseTicks(transition.endTicks)
    if (startTicks === null || endTicks === null || endTicks <= startTicks || startTicks < 0n) continue
    if (endTicks > latestTicks) continue
    const known = hidden?.transition(startTicks) ?? null
    const fade = { startTicks, endTicks, curve: known?.kind ?? curveNamed(transition.name) }
    const cutTicks = known?.cutTicks ?? null
    // A cut at the transition's own start or end makes it a fade of one clip alone.
    const outgoing =
      cutTicks === startTicks
        ? null
        : edgeWithin(
            byEnd,
            (clip) => clip.endTicks,
            fade,
            cutTicks,
            (clip) => clip.startTicks < startTicks,
          )
    const incoming =
      cutTicks === endTicks
        ? null
        : edgeWithin(
            clips,
            (clip) => clip.startTicks,
            fade,
            cutTicks,
            (clip) => clip.endTicks > endTicks,
          )
    fadeAway(outgoing, incoming, fade)
  }
}

const fadeAway = (outgoing: PlacedClip | null, incoming: PlacedClip | null, fade: TickFade): void => {
  if (outgoing && outgoing !== incoming) {
    outgoing.fadeOut = fade
    if (fade.endTicks > outgoing.playEndTicks) outgoing.playEndTicks = fade.endTicks
  }
  if (incoming) {
    incoming.fadeIn = fade
    if (fade.startTicks < incoming.playStartTicks) incoming.playStartTicks = fade.startTicks
  }
}

/**
 * The clip whose edge lies in the transition: the one at the known cut, else one that reaches beyond the
 * transition on its own side (a clip shorter than its transition comes last).
 */
const edgeWithin = (
  sorted: PlacedClip[],
  edgeOf: (clip: PlacedClip) => bigint,
  fade: TickFade,
  cutTicks: bigint | null,
  reaches: (clip: PlacedClip) => boolean,
): PlacedClip | null => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (edgeOf(sorted[middle]) < fade.startTicks) low = middle + 1
    else high = middle
  }
  let best: PlacedClip | null = null
  for (let i = low; i < sorted.length && edgeOf(sorted[i]) <= fade.endTicks; i++) {
    if (edgeOf(sorted[i]) === cutTicks) return sorted[i]
    if (best === null || (!reaches(best) && reaches(sorted[i]))) best = sorted[i]
  }
  return best
}

/** Without the project file only the name tells the curve; other languages' names fall to Premiere's default. */
const curveNamed = (name: string): Fade['curve'] => {
  if (/exponential/i.test(name)) return 'exponential'
  return /constant gain|\(0 ?dB\)/i.test(name) ? 'constant-gain' : 'constant-power'
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)
