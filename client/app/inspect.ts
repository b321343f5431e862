// What the host adapter read, joined with what only the project file knows, in the form `dubstage inspect` prints.
// Ticks are decimal strings; silence (-Infinity dB) is null, because JSON has no infinity.
import type { ClipSnapshot, SequenceSnapshot, TrackSnapshot } from '../../host-jsx/contract'
import { dbOfLevel, unityOf } from '../host/clipLevels'
import type { MediaLookup } from '../host/clipSources'
import { hiddenFactsOf, type HiddenTrack } from '../host/hiddenFacts'
import type { HostClient } from '../host/hostClient'
import { frameRateOfTicks, rateOfTicksPerUnit } from '../host/ticks'
import { toTimelines } from '../host/toTimeline'
import { fail } from '../problem'
import type { ProjectFile } from '../projects/project'
import { distinctProblems, inWords, type WordedProblem } from './problems'
import { readSequences } from './readSequences'

export interface Inspection {
  schema: 'inspect/1'
  sequences: InspectedSequence[]
  problems: WordedProblem[]
}

export interface InspectedSequence {
  name: string
  id: string
  ticksPerFrame: string
  frameRate: { num: number; den: number }
  dropFrame: boolean
  sampleRateHz: number
  zeroPointTicks: string
  audioTracks: InspectedTrack[]
}

export interface InspectedTrack {
  name: string
  layout: string
  muted: boolean
  clips: InspectedClip[]
}

export interface InspectedClip {
  name: string
  mediaPath: string
  startTicks: string
  endTicks: string
  inTicks: string
  outTicks: string
  speed: number
  reversed: boolean
  enabled: boolean
  gainDb: number
  levelDb: number
  levelKeys: { sourceTicks: string; db: number }[]
}

/** All sequences of the host, or the one of that name or id. */
export const inspectTimeline = async (
  host: HostClient,
  project: ProjectFile,
  wanted?: string,
): Promise<Inspection> => {
  const all = await host.listSequences()
  const listed = all.filter(({ id, name }) => wanted === undefined || id === wanted || name === wanted)
  if (wanted !== undefined && listed.length === 0)
    fail('sequence-not-found', wanted, { names: all.map(({ name }) => name).join(', ') })
  const sequences: InspectedSequence[] = []
  const problems = [...project.problems]
  for (const { id } of listed) {
    const snapshots = await readSequences(host, id)
    sequences.push(inspectSequence(snapshots[0], project))
    problems.push(...toTimelines({ snapshots, project, media: asSaid(project) }).problems)
  }
  return { schema: 'inspect/1', sequences, problems: distinctProblems(problems).map(inWords) }
}

/** Media as the project describes them: nothing is opened to say what is on a timeline. */
const asSaid = (project: ProjectFile): MediaLookup => {
  const media = new Map(project.media.map((each) => [each.path, each]))
  return (path) => {
    const said = media.get(path)
    return {
      id: path,
      channels: said?.channels || 2,
      sampleRateHz: said?.sampleRateHz || 48000,
      lengthSamples: 0,
    }
  }
}

const inspectSequence = (snapshot: SequenceSnapshot, project: ProjectFile): InspectedSequence => {
  const hidden = hiddenFactsOf(project, snapshot)
  return {
    name: snapshot.name,
    id: snapshot.id,
    ticksPerFrame: snapshot.ticksPerFrame,
    dropFrame: hidden?.sequence.dropFrame ?? false,
    frameRate: hidden?.sequence.frameRate ?? frameRateOfTicks(BigInt(snapshot.ticksPerFrame)),
    sampleRateHz: snapshot.ticksPerSample
      ? rateOfTicksPerUnit(BigInt(snapshot.ticksPerSample))
      : (hidden?.sequence.sampleRateHz ?? 0),
    zeroPointTicks: snapshot.zeroPointTicks,
    audioTracks: snapshot.audioTracks.map((track) => inspectTrack(track, hidden?.track(track.index) ?? null)),
  }
}

const inspectTrack = (track: TrackSnapshot, hidden: HiddenTrack | null): InspectedTrack => ({
  name: track.name,
  layout: hidden?.track.layout ?? 'stereo',
  // As it stands on the timeline, whoever muted it.
  muted: track.muted || track.mutedByUs === true,
  clips: track.clips.map((clip) => inspectClip(clip, hidden)),
})

const inspectClip = (clip: ClipSnapshot, hidden: HiddenTrack | null): InspectedClip => {
  const own = hidden?.clip(clip) ?? null
  const unity = unityOf(own)
  return {
    name: clip.name,
    mediaPath: clip.mediaPath,
    startTicks: clip.startTicks,
    endTicks: clip.endTicks,
    inTicks: clip.inTicks,
    outTicks: clip.outTicks,
    speed: clip.speed,
    reversed: clip.reversed,
    enabled: clip.enabled,
    gainDb: own?.gainDb ?? 0,
    levelDb: clip.level === null ? 0 : dbOfLevel(clip.level, unity),
    levelKeys: clip.levelKeys.map(({ sourceTicks, value }) => ({ sourceTicks, db: dbOfLevel(value, unity) })),
  }
}
