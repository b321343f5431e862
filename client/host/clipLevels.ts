// Level of a clip: the stored value to dB, and keys from the source clock to sequence samples.
import type { LevelKey } from '../../dsp-core/index'
import type { ProjectClip } from '../projects/project'
import type { PlacedClip } from './placedClips'
import { latestTicks, parseTicks, sampleOfTicks, sequenceTicksAt } from './ticks'

/** 0 dB on Level's scale in projects since 2015: 10^(-15/20), because 1 is +15 dB. */
const levelUnity = 10 ** (-15 / 20)

/** In projects first saved before that, where 1 is +6 dB; Premiere keeps their scale. */
const legacyLevelUnity = 0.5

/** A key's code for "stay until the next key". */
const holdInterpolation = 4

/** The value that is 0 dB in what the host says: a file format's own scale (xmeml's 1) ends in its reader. */
export const unityOf = (hidden: ProjectClip | null): number =>
  hidden?.levelUnity === legacyLevelUnity ? legacyLevelUnity : levelUnity

interface ClipLevels {
  gainDb: number
  levelKeys: LevelKey[]
}

/** Keys replace the static level; clip gain is added to either. */
export const clipLevels = (clip: PlacedClip, sequenceRateHz: number): ClipLevels => {
  const unity = unityOf(clip.hidden)
  const clipGainDb = clip.hidden && Number.isFinite(clip.hidden.gainDb) ? clip.hidden.gainDb : 0
  if (clip.snapshot.levelBypassed) return { gainDb: clipGainDb, levelKeys: [] }
  const levelKeys = keysOf(clip, sequenceRateHz, unity)
  if (levelKeys.length > 0) return { gainDb: clipGainDb, levelKeys }
  return { gainDb: clipGainDb + dbOfLevel(clip.snapshot.level ?? unity, unity), levelKeys }
}

export const dbOfLevel = (value: number, unity: number): number => {
  if (!(value > 0)) return -Infinity
  const db = 20 * Math.log10(value / unity)
  // The host stores float32: 0 dB comes back as a few millionths of a dB.
  return Math.abs(db) < 1e-5 ? 0 : db
}

/** In order of time; of two keys on one sample the later one counts. Keys outside the clip shape its edges: kept. */
const keysOf = (clip: PlacedClip, sequenceRateHz: number, unity: number): LevelKey[] => {
  const keys = new Map<number, LevelKey>()
  // The host tells a key's time and value, not how it goes on from there: that stands in the project.
  const holding = new Set(
    clip.hidden?.levelKeys
      .filter((key) => key.interpolation === holdInterpolation)
      .map((key) => key.sourceTicks),
  )
  for (const key of clip.snapshot.levelKeys) {
    const sourceTicks = parseTicks(key.sourceTicks)
    if (sourceTicks === null || sourceTicks > latestTicks || sourceTicks < -latestTicks) continue
    const atSample = sampleOfTicks(sequenceTicksAt(clip, sourceTicks), sequenceRateHz)
    keys.set(atSample, {
      atSample,
      db: dbOfLevel(key.value, unity),
      hold: key.interpolation === holdInterpolation || holding.has(sourceTicks),
    })
  }
  return [...keys.values()].sort((a, b) => a.atSample - b.atSample)
}
