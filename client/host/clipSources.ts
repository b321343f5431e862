// What a clip that plays a file reads from: the media's facts, or a problem when there is nothing to read.
import type { ClipSnapshot } from '../../host-jsx/contract'
import type { ProjectFile } from '../projects/project'
import { durationsByPath } from './hiddenFacts'
import type { PlacedClip } from './placedClips'
import type { CountedProblems } from './countedProblems'
import type { ClipSource } from './soundClip'
import { sampleOfTicks } from './ticks'

export interface MediaFacts {
  id: string
  channels: number
  sampleRateHz: number
  /** 0 when unknown. */
  lengthSamples: number
}

export type MediaLookup = (path: string) => MediaFacts | null

export interface ClipSources {
  file(clip: PlacedClip, where: string): ClipSource | null
  /** One problem for each file that was not found, with how many clips wanted it. */
  reportOffline(): void
}

export const clipSources = (
  project: ProjectFile | null,
  media: MediaLookup,
  problems: CountedProblems,
): ClipSources => {
  const known = new Map<string, MediaFacts | null>()
  const offline = new Map<string, number>()
  const durations = durationsByPath(project)

  const lookUp = (path: string): MediaFacts | null => {
    const facts = known.has(path) ? known.get(path)! : media(path)
    known.set(path, facts)
    return facts && facts.sampleRateHz > 0 && facts.channels > 0 ? facts : null
  }

  return {
    file(clip, where) {
      const { snapshot } = clip
      if (!playsFile(snapshot)) {
        problems.add('clip-not-a-file', where, { kind: snapshot.kind })
        return null
      }
      const facts = lookUp(snapshot.mediaPath)
      if (!facts) {
        offline.set(snapshot.mediaPath, (offline.get(snapshot.mediaPath) ?? 0) + 1)
        return null
      }
      if (facts.channels > 2 && facts.channels !== 6 && !clip.hidden?.channelMap.length)
        problems.add('clip-channel-map-unknown', where)
      const duration = durations.get(snapshot.mediaPath) ?? 0n
      const lengthSamples = facts.lengthSamples || sampleOfTicks(duration, facts.sampleRateHz)
      return { ...facts, lengthSamples, source: { media: facts.id } }
    },
    reportOffline() {
      for (const [path, clips] of offline) problems.add('media-offline', path, { clips })
    },
  }
}

/** Which angle a multicam clip shows, and what a merged clip is made of, no file tells. */
const playsFile = (snapshot: ClipSnapshot): boolean =>
  snapshot.mediaPath !== '' && (snapshot.kind === 'file' || snapshot.kind === 'merged')
