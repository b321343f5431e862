// One clip of an xmeml: the raw items of its channels as one, with times in ticks.
import { checkTimes } from '../clipTimes'
import { dbOfGain, scaleTicks, ticksOfFrames } from '../frames'
import type { ProblemList } from '../problemList'
import type { ProjectClip, ProjectLevelKey, ProjectMedia } from '../project'
import type { RawClip } from './raw'
import { resolveTimes, type RawTimes, type Surroundings } from './times'

export interface ClipContext {
  files: Map<string, ProjectMedia>
  masterFiles: Map<string, string>
  problems: ProblemList
  where: string
  ticksPerFrame: bigint
  isVideo: boolean
}

/** `channels` are the raw items of one clip in track order; usually one, two for an exploded stereo clip. */
export const buildClip = (
  channels: RawClip[],
  around: Surroundings,
  context: ClipContext,
): ProjectClip | null => {
  const [clip] = channels
  const where = `${context.where} / ${clip.name || 'clip'}`
  const raw = resolveTimes(clip, around)
  const times = checkTimes(raw, context.ticksPerFrame, where, context.problems, context.isVideo)
  if (!times) return null
  if ((clip.ramp || clip.speed === 0) && !context.isVideo) context.problems.add('clip-speed-ramp', where)
  const played = sourceOf(clip, context)
  const media = typeof played.source === 'object' && 'media' in played.source ? played.source.media : ''
  return {
    id: clip.id,
    name: clip.name,
    ...played,
    startTicks: times.startTicks,
    endTicks: times.endTicks,
    inTicks: times.inTicks,
    outTicks: times.outTicks,
    speed: times.speed,
    reversed: clip.reversed,
    enabled: clip.enabled,
    gainDb: clip.gainDb,
    ...levelOf(clip, raw),
    channelMap: channelMapOf(channels, context.files.get(media)),
    effects: [...clip.effects],
    linkedTo: [...new Set(channels.flatMap((channel) => channel.links))],
    ...(channels.length > 1 ? { rawClips: channels.length } : {}),
    ...(clip.pan ? { pan: clip.pan } : {}),
  }
}

const sourceOf = (clip: RawClip, context: ClipContext): Pick<ProjectClip, 'source' | 'kind'> => {
  if (clip.sequence) return { source: { sequence: clip.sequence }, kind: 'nest' }
  const file = clip.file || context.masterFiles.get(clip.master) || ''
  const media = context.files.get(file)
  return media && media.path !== ''
    ? { source: { media: file }, kind: 'file' }
    : { source: 'none', kind: 'other' }
}

const levelOf = (clip: RawClip, raw: RawTimes) => {
  const [level] = clip.levels
  const levelKeys = clip.keys.map(({ when, gain }): ProjectLevelKey => {
    // Frames count on the same clock as in and out, from the source's beginning.
    const sourceTicks = scaleTicks(ticksOfFrames(when, raw.sourceRate), raw.speed)
    return { sourceTicks, db: dbOfGain(gain), raw: gain, interpolation: 0 }
  })
  return {
    levelDb: level === undefined ? 0 : dbOfGain(level),
    levelRaw: level ?? null,
    levelUnity: 1,
    levelKeys,
  }
}

const channelMapOf = (channels: RawClip[], media: ProjectMedia | undefined): number[] => {
  const map = channels.map((channel) => channel.sourceChannel - 1)
  if (map.some((channel) => channel < 0 || channel >= 1024)) return []
  const plain = map.every((from, to) => from === to)
  const known = media?.channels ?? 0
  return plain && (known === map.length || (known === 0 && map.length > 1)) ? [] : map
}
