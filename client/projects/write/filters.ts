// Level, level keys and speed of a clip as xmeml filters.
import { divideRounding, framesOfTicks } from '../frames'
import type { ProjectClip, ProjectLevelKey } from '../project'
import type { WrittenRate } from './rate'
import { element, leaf, truth } from './xmlText'

/** +12 dB, what Premiere names as the most; louder values are written all the same and raise it. */
const HIGHEST_LEVEL = 3.98109

const gainOf = (db: number): number => (db === -Infinity ? 0 : 10 ** (db / 20))

const number = (value: number): string => String(Number(value.toPrecision(12)))

/**
 * One Audio Levels filter for level and gain together: Premiere 2026 lets the last of two replace the first on
 * import, and reads its own Gain filter as a factor instead of dB. The clip item's attribute keeps the two apart for us.
 */
export const levelFilter = (clip: ProjectClip, rate: WrittenRate): string[] => {
  const gain = gainOf(clip.gainDb)
  const level = gainOf(clip.levelDb) * gain
  if (level === 1 && clip.levelKeys.length === 0 && clip.levelRaw === null) return []
  const keys = keysInFrames(clip, rate).map(({ when, db }) =>
    element('keyframe', {}, [leaf('when', when), leaf('value', number(gainOf(db) * gain))]),
  )
  const highest = Math.max(
    HIGHEST_LEVEL,
    level,
    ...clip.levelKeys.slice(0, 1000).map((key) => gainOf(key.db) * gain),
  )
  const parameter = element('parameter', { authoringApp: 'PremierePro' }, [
    leaf('parameterid', 'level'),
    leaf('name', 'Level'),
    leaf('valuemin', 0),
    leaf('valuemax', number(highest)),
    leaf('value', number(level)),
    ...keys,
  ])
  return [effect('Audio Levels', 'audiolevels', 'audiolevels', 'audio', [parameter])]
}

interface FrameKey {
  when: number
  db: number
}

/** Keys stand on frames of the clip's own clock; two in one frame become the later; a hold gets a key before its jump. */
const keysInFrames = (clip: ProjectClip, rate: WrittenRate): FrameKey[] => {
  const keys: FrameKey[] = []
  const add = (when: number, db: number): void => {
    if (keys.length > 0 && keys[keys.length - 1].when >= when) keys.pop()
    keys.push({ when, db })
  }
  clip.levelKeys.forEach((key, i) => {
    const when = framesOfSource(key, clip.speed, rate)
    const previous = clip.levelKeys[i - 1]
    if (previous?.interpolation === HOLD && when - 1 > keys[keys.length - 1].when) add(when - 1, previous.db)
    add(when, key.db)
  })
  return keys
}

/** Premiere's code of a key whose value stays until the next. */
const HOLD = 4

const framesOfSource = (key: ProjectLevelKey, speed: number, rate: WrittenRate): number =>
  framesOfTicks(unscaled(key.sourceTicks, speed), rate)

/** Source ticks to the sped-up clock in and out are counted on. */
export const unscaled = (ticks: bigint, speed: number): bigint => {
  const scale = 1_000_000_000_000n
  return divideRounding(ticks * scale, BigInt(Math.max(1, Math.round(speed * 1e12))))
}

export const speedFilter = (clip: ProjectClip, mediaType: 'audio' | 'video'): string[] => {
  if (clip.speed === 1 && !clip.reversed) return []
  const parameter = (id: string, value: string, range: string[] = []): string =>
    element('parameter', { authoringApp: 'PremierePro' }, [
      leaf('parameterid', id),
      leaf('name', id),
      ...range,
      leaf('value', value),
    ])
  const range = (from: number, to: number): string[] => [leaf('valuemin', from), leaf('valuemax', to)]
  return [
    effect('Time Remap', 'timeremap', 'motion', mediaType, [
      parameter('variablespeed', '0', range(0, 1)),
      parameter('speed', percentOf(clip.speed), range(-100000, 100000)),
      parameter('reverse', truth(clip.reversed)),
      parameter('frameblending', 'FALSE'),
    ]),
  ]
}

/** The shortest percentage that is the same speed again. */
const percentOf = (speed: number): string => {
  const percent = speed * 100
  const texts = [String(Number(percent.toPrecision(15))), String(percent), percent.toPrecision(17)]
  return texts.find((text) => Number(text) / 100 === speed) ?? texts[0]
}

const effect = (name: string, id: string, type: string, mediaType: string, parameters: string[]): string =>
  element('filter', {}, [
    element('effect', {}, [
      leaf('name', name),
      leaf('effectid', id),
      leaf('effectcategory', type),
      leaf('effecttype', type),
      leaf('mediatype', mediaType),
      ...parameters,
    ]),
  ])
