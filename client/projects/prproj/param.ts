// One parameter of an audio effect, fader or panner: its value, or its keys.
// Keys: "ticks,value,interpolation,…;" with ticks on the source clock. Param names are localised: trust positions.
import { LARGEST_TICKS, ticksOfText } from '../frames'
import { projectLimits } from '../limits'
import { textOf } from './graph'
import type { ProjectRecord } from './records'

interface ParamKey {
  sourceTicks: bigint
  value: number
  interpolation: number
}

export const isSwitch = (param: ProjectRecord): boolean =>
  /^(true|false)$/.test(staticText(param)) || /^(Mute|Bypass)$/.test(textOf(param, 'name'))

export const isOn = (param: ProjectRecord | undefined): boolean =>
  param !== undefined && staticText(param) === 'true'

/** The value while no keys move it; `initial` when the file says none. */
export const staticValue = (param: ProjectRecord | undefined, initial: number): number => {
  const text = param ? staticText(param) : ''
  const value = text === '' ? initial : Number.parseFloat(text)
  return Number.isFinite(value) ? value : initial
}

/** The value below the keys, which stays the effect's default when it was keyed from the beginning. */
export const startValue = (param: ProjectRecord | undefined): number =>
  Number.parseFloat(textOf(param, 'startKey').split(',')[1] ?? '')

const staticText = (param: ProjectRecord): string =>
  textOf(param, 'value') || (textOf(param, 'startKey').split(',')[1] ?? '')

export const keysOf = (param: ProjectRecord | undefined): ParamKey[] => {
  if (textOf(param, 'varying') === 'false') return []
  const keys: ParamKey[] = []
  for (const text of textOf(param, 'keys').split(';')) {
    const [ticksText, valueText, interpolation] = text.split(',')
    const sourceTicks = ticksOfText(ticksText)
    const value = Number.parseFloat(valueText)
    if (sourceTicks === null || sourceTicks > LARGEST_TICKS || sourceTicks < -LARGEST_TICKS) continue
    if (Number.isFinite(value)) keys.push({ sourceTicks, value, interpolation: Number(interpolation) || 0 })
    if (keys.length >= projectLimits.levelKeys) break
  }
  return keys.sort((a, b) => (a.sourceTicks < b.sourceTicks ? -1 : a.sourceTicks > b.sourceTicks ? 1 : 0))
}
