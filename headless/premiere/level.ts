// Level as Premiere stores it, between what a project file said and what scripts see.
import type { ProjectClip } from '../../client/projects/project'
import type { HostSwitches } from './switches'

/** 0 dB where 1 is +15 dB: 10^(-15/20). */
export const UNITY = 10 ** (-15 / 20)
/** 0 dB in projects begun before 10.4, where 1 is +6.02 dB. */
const LEGACY_UNITY = 0.5

/** Stored as 32-bit floats, and never outside 0 … 1. */
const stored = (value: number): number => Math.fround(Math.min(1, Math.max(0, value)))

/** A value of the project file on the scale scripts see: Final Cut's plain gain is converted on import. */
export const shownLevel = (raw: number, clip: ProjectClip, scale: HostSwitches['levelScale']): number => {
  if (scale === 'legacy') return stored((raw / clip.levelUnity) * LEGACY_UNITY)
  return stored(clip.levelUnity === LEGACY_UNITY ? raw : (raw / clip.levelUnity) * UNITY)
}

/** The way back, for what a script sets. */
export const rawLevel = (shown: number, clip: ProjectClip, scale: HostSwitches['levelScale']): number => {
  if (scale === 'legacy') return (stored(shown) / LEGACY_UNITY) * clip.levelUnity
  return clip.levelUnity === LEGACY_UNITY ? stored(shown) : (stored(shown) / UNITY) * clip.levelUnity
}

export const dbOfRaw = (raw: number, clip: ProjectClip): number =>
  raw > 0 ? 20 * Math.log10(raw / clip.levelUnity) : -Infinity

/**
 * Between two linear keys the path is straight in the fader's position u, with u = g^0.4475 for g <= 1 and
 * u = 2 - g^-0.4475 above (g: linear gain, 1 is 0 dB), as measured in renders.
 */
const FADER_POWER = 0.4475

const positionOf = (gain: number): number => (gain <= 1 ? gain ** FADER_POWER : 2 - gain ** -FADER_POWER)

const gainAt = (position: number): number =>
  position <= 1 ? position ** (1 / FADER_POWER) : (2 - position) ** (-1 / FADER_POWER)

/** `share` is 0 at the first key and 1 at the second; gains are linear. */
export const betweenKeys = (
  from: number,
  to: number,
  share: number,
  path: HostSwitches['keyPath'],
): number => {
  if (path === 'value') return from + (to - from) * share
  return gainAt(positionOf(from) + (positionOf(to) - positionOf(from)) * share)
}
