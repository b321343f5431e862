// A host's snapshots -> the core's timelines. Every end is converted alone, lengths never. What cannot be played is
// left out and named; what the scripting DOM hides comes from the project file.
import type { SequenceSnapshot, TrackSnapshot } from '../../host-jsx/contract'
import type { Clip, PlanSequence, Timeline, TimelineSet, Track } from '../../dsp-core/index'
import { fail, type Problem } from '../problem'
import type { ProjectFile } from '../projects/project'
import { clipSources, type ClipSources, type MediaLookup } from './clipSources'
import { hiddenFactsOf, type HiddenFacts } from './hiddenFacts'
import { contradictsSpeed, placeClips, type PlacedClip } from './placedClips'
import { CountedProblems } from './countedProblems'
import { sequenceClock, sequenceFacts, type SequenceClock } from './sequenceClock'
import { layClip, missingSeconds, type LaidClip } from './soundClip'
import { secondsOfTicks } from './ticks'

interface ToTimelinesInput {
  /** Root first, then every sequence nested in it at any depth. */
  snapshots: SequenceSnapshot[]
  /** The same project read as a file; null when it was not at hand. */
  project: ProjectFile | null
  /** Null when there is no such file. */
  media: MediaLookup
}

export interface ToTimelines {
  set: TimelineSet
  sequence: PlanSequence
  problems: Problem[]
  /** By clip id: what to call it in a message. */
  clipOrigins: Map<string, ClipOrigin>
}

export interface ClipOrigin {
  sequence: string
  track: string
  trackIndex: number
  clip: string
  mediaPath: string
  startTicks: string
  endTicks: string
}

/** Nests in nests in nests: beyond this nobody edits, and rendering would take forever. */
const deepestNest = 32
const mostNestedSequences = 10_000

export const toTimelines = (input: ToTimelinesInput): ToTimelines => {
  if (input.snapshots.length === 0) return fail('project-no-sequence', input.project?.name ?? '')
  const conversion = new Conversion(input)
  const root = input.snapshots[0]
  conversion.timeline(root, [])
  conversion.sources.reportOffline()
  return {
    set: {
      root: root.id,
      timelines: Object.fromEntries([...conversion.done].map(([id, t]) => [id, t.timeline])),
    },
    sequence: sequenceFacts(root, conversion.clockOf(root)),
    problems: conversion.problems.all(),
    clipOrigins: conversion.origins,
  }
}

interface Converted {
  timeline: Timeline
  depth: number
  /** How many sequences play when this one plays, itself included. */
  instances: number
}

class Conversion {
  readonly problems = new CountedProblems()
  readonly origins = new Map<string, ClipOrigin>()
  readonly done = new Map<string, Converted>()
  readonly sources: ClipSources
  private readonly snapshots: Map<string, SequenceSnapshot>

  constructor(private readonly input: ToTimelinesInput) {
    this.snapshots = new Map(input.snapshots.map((snapshot) => [snapshot.id, snapshot]))
    this.sources = clipSources(input.project, input.media, this.problems)
    if (!input.project) this.problems.add('hidden-facts-missing', input.snapshots[0].name)
  }

  clockOf(snapshot: SequenceSnapshot): SequenceClock {
    return sequenceClock(snapshot, this.hiddenOf(snapshot)?.sequence ?? null)
  }

  timeline(snapshot: SequenceSnapshot, within: string[]): Converted {
    const known = this.done.get(snapshot.id)
    if (known) return known
    const hidden = this.hiddenOf(snapshot)
    if (this.input.project && !hidden) this.problems.add('hidden-facts-missing', snapshot.name)
    const clock = sequenceClock(snapshot, hidden?.sequence ?? null)
    const { lengthSamples } = sequenceFacts(snapshot, clock)
    const converted: Converted = {
      timeline: { ...clock.format, id: snapshot.id, name: snapshot.name, lengthSamples, tracks: [] },
      depth: 1,
      instances: 1,
    }
    const soloed = hidden?.sequence.audioTracks.some((track) => track.soloed) ?? false
    const path = [...within, snapshot.id]
    converted.timeline.tracks = snapshot.audioTracks.map((track, index) =>
      this.track(snapshot, track, index, { hidden, clock, soloed, path, converted }),
    )
    this.done.set(snapshot.id, converted)
    return converted
  }

  private hiddenOf(snapshot: SequenceSnapshot): HiddenFacts | null {
    return this.input.project && hiddenFactsOf(this.input.project, snapshot)
  }

  private track(snapshot: SequenceSnapshot, track: TrackSnapshot, index: number, at: Place): Track {
    const hidden = at.hidden?.track(index) ?? null
    const trackWhere = `${snapshot.name} / A${index + 1}`
    const where = (name: string): string => `${trackWhere} / clip “${name}”`
    // An earlier result of ours is no material of the next one.
    const playing = track.ours ? { ...track, clips: [], transitions: [] } : track
    const placed = placeClips(playing, hidden, (clip, reason) =>
      this.problems.add('clip-bad-time', where(clip.name), { reason }),
    )
    if (hidden && placed.some((clip) => clip.hidden === null))
      this.problems.add('hidden-facts-missing', trackWhere)
    this.reportUnapplied(hidden?.track.unapplied ?? [], trackWhere)
    const clips: Clip[] = []
    for (const clip of placed) {
      const laid = this.lay(clip, where(clip.snapshot.name), at)
      if (!laid) continue
      clips.push(laid.clip)
      this.origins.set(laid.clip.id, originOf(snapshot, track, index, clip))
    }
    return {
      name: track.name,
      layout: hidden?.track.layout ?? 'stereo',
      channels: channelsOf(hidden?.track.layout ?? 'stereo', hidden?.track.channels ?? 2),
      audible: !track.muted && !(at.soloed && !hidden?.track.soloed),
      faderDb: hidden?.track.faderDb ?? 0,
      pan: Math.max(-1, Math.min(1, hidden?.track.pan ?? 0)),
      clips: clips.sort((a, b) => a.startSample - b.startSample),
    }
  }

  private reportUnapplied(unapplied: string[], where: string): void {
    const [moves, effects] = [unapplied.filter(isAutomation), unapplied.filter((name) => !isAutomation(name))]
    if (effects.length > 0)
      this.problems.add('track-effect-not-applied', where, { effects: effects.join(', ') })
    if (moves.length > 0)
      this.problems.add('track-automation-not-applied', where, { effects: moves.join(', ') })
  }

  private lay(clip: PlacedClip, where: string, at: Place): LaidClip | null {
    const { snapshot } = clip
    if (contradictsSpeed(clip, at.clock.ticksPerFrame)) this.problems.add('clip-speed-mismatch', where)
    const source = snapshot.kind === 'nest' ? this.nest(clip, where, at) : this.sources.file(clip, where)
    if (!source) return null
    if (snapshot.effects.length > 0)
      this.problems.add('clip-effect-not-applied', where, { effects: snapshot.effects.join(', ') })
    const laid = layClip(this.clipId(clip, source.source), clip, source, at.clock.format.sampleRateHz)
    const missing = missingSeconds(laid)
    // Less than a frame is how lengths of picture and sound differ in most files.
    if (missing > secondsOfTicks(at.clock.ticksPerFrame))
      this.problems.add('media-shorter-than-clip', where, { seconds: Math.round(missing * 100) / 100 })
    return laid
  }

  private nest(clip: PlacedClip, where: string, at: Place): LaidClip['source'] | null {
    const inner = this.snapshots.get(clip.snapshot.nestedSequenceId ?? '')
    if (!inner) return this.refuse('clip-not-a-file', where, { kind: 'nest' })
    if (at.path.includes(inner.id)) return this.refuse('nest-cycle', where)
    if (at.path.length >= deepestNest) return this.refuse('nest-too-deep', where)
    const { timeline, depth, instances } = this.timeline(inner, at.path)
    if (at.converted.instances + instances > mostNestedSequences || depth >= deepestNest)
      return this.refuse('nest-too-deep', where)
    at.converted.instances += instances
    at.converted.depth = Math.max(at.converted.depth, depth + 1)
    return { source: { timeline: inner.id }, ...timeline }
  }

  private refuse(code: Problem['code'], where: string, values?: Problem['values']): null {
    this.problems.add(code, where, values)
    return null
  }

  /** Media or nest and source range; a number where the same piece occurs again. */
  private clipId(clip: PlacedClip, source: Clip['source']): string {
    const played = 'media' in source ? source.media : `sequence ${source.timeline}`
    const how = `${clip.snapshot.reversed ? ' reversed' : ''}${clip.snapshot.speed === 1 ? '' : ` x${clip.snapshot.speed}`}`
    const id = `${played} ${clip.inTicks}-${clip.outTicks}${how}`
    const count = (this.idCounts.get(id) ?? 0) + 1
    this.idCounts.set(id, count)
    return count === 1 ? id : `${id} #${count}`
  }

  private readonly idCounts = new Map<string, number>()
}

interface Place {
  hidden: HiddenFacts | null
  clock: SequenceClock
  soloed: boolean
  /** Ids of the sequences we are in, outermost first. */
  path: string[]
  converted: Converted
}

/** What the readers call a fader, pan or mute that moves. */
const isAutomation = (unapplied: string): boolean => /automation$/i.test(unapplied)

const channelsOf = (layout: Track['layout'], channels: number): number => {
  if (layout === 'mono') return 1
  if (layout === 'stereo') return 2
  if (layout === '5.1') return 6
  return Math.max(1, Math.min(32, channels))
}

const originOf = (
  snapshot: SequenceSnapshot,
  track: TrackSnapshot,
  trackIndex: number,
  clip: PlacedClip,
): ClipOrigin => ({
  sequence: snapshot.name,
  track: track.name,
  trackIndex,
  clip: clip.snapshot.name,
  mediaPath: clip.snapshot.mediaPath,
  startTicks: String(clip.startTicks),
  endTicks: String(clip.endTicks),
})
