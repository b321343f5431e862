// Finds, opens and describes every file the sequences play. What cannot be found or read stays silent, and is named.
import type { PlanMedia } from '../../dsp-core/index'
import type { SequenceSnapshot } from '../../host-jsx/contract'
import type { MediaFacts } from '../host/clipSources'
import { fingerprintFile } from '../media/fingerprint'
import { locateMedia } from '../media/locate'
import { openMediaStore, type NodeMediaStore } from '../media/nodeMedia'
import { stopIfCancelled, type Problem } from '../problem'
import type { ProjectFile, ProjectMedia } from '../projects/project'
import type { Progress } from './progress'

export interface GatheredMedia {
  store: NodeMediaStore
  list: PlanMedia[]
  /** By the path the host said; null when it is not to be had. */
  describe: (path: string) => MediaFacts | null
  problems(): Problem[]
}

export interface GatherSetting {
  project: ProjectFile | null
  mediaRoots: string[]
  ffmpegPath?: string
  cacheFolder: string
  progress: Progress
  signal?: AbortSignal
}

/** Files that are opened (and decoded, where needed) at the same time. */
const atOnce = 4

export const gatherMedia = async (
  snapshots: SequenceSnapshot[],
  setting: GatherSetting,
): Promise<GatheredMedia> => {
  const wanted = wantedMedia(snapshots, setting.project)
  const located = await locateMedia(wanted, {
    projectPath: setting.project?.path ?? '',
    mediaRoots: setting.mediaRoots,
  })
  const ids = new Map(wanted.map(({ path }, index) => [path, `m${index + 1}`]))
  const pathOf = (media: ProjectMedia): string | null => located.get(media.id)?.path ?? null
  const { ffmpegPath, cacheFolder, signal } = setting
  const store = await openMediaStore(
    wanted.map((media) => ({ id: ids.get(media.path)!, path: pathOf(media) })),
    { ffmpegPath, cacheFolder, signal },
  )
  const list: PlanMedia[] = new Array<PlanMedia>(wanted.length)
  let next = 0
  let done = 0
  const lane = async (): Promise<void> => {
    while (next < wanted.length) {
      const index = next++
      stopIfCancelled(signal)
      list[index] = await planMedia(
        store,
        ids.get(wanted[index].path)!,
        pathOf(wanted[index]) ?? wanted[index].path,
      )
      setting.progress('Opening media', ++done / wanted.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  const byPath = new Map(wanted.map(({ path }, index) => [path, list[index]]))
  // What is offline is told once for all its clips, by who knows the clips.
  const findings = [...located.values()].flatMap(({ problems }) =>
    problems.filter(({ code }) => code !== 'media-offline'),
  )
  return {
    store,
    list,
    describe: (path) => {
      const media = byPath.get(path)
      return media?.online ? media : null
    },
    problems: () => [...findings, ...store.problems.filter(({ code }) => code !== 'media-offline')],
  }
}

const planMedia = async (store: NodeMediaStore, id: string, path: string): Promise<PlanMedia> => {
  const found = await store.describe(id)
  if (!found)
    return { id, path, fingerprint: '', sampleRateHz: 0, channels: 0, lengthSamples: 0, online: false }
  const { sampleRateHz, channels, lengthSamples } = found
  return {
    id,
    path,
    fingerprint: await fingerprintFile(path),
    sampleRateHz,
    channels,
    lengthSamples,
    online: true,
  }
}

/** Each path once, with what the project knows of it. */
const wantedMedia = (snapshots: SequenceSnapshot[], project: ProjectFile | null): ProjectMedia[] => {
  const known = new Map(project?.media.map((media) => [media.path, media]))
  const paths = new Set(
    snapshots.flatMap(({ audioTracks }) =>
      // An earlier result of ours is no material.
      audioTracks
        .filter(({ ours }) => !ours)
        .flatMap(({ clips }) => clips.map(({ mediaPath }) => mediaPath).filter((path) => path !== '')),
    ),
  )
  return [...paths].map((path) => known.get(path) ?? unknownMedia(path))
}

const unknownMedia = (path: string): ProjectMedia => ({
  id: path,
  name: path.split(/[/\\]/).pop() ?? path,
  path,
  alternatives: [],
  channels: 0,
  sampleRateHz: 0,
  durationTicks: 0n,
  hasVideo: false,
})
