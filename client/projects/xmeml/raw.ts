// What an xmeml says, item by item, before tracks are merged and times resolved. Positions are frames of the rate
// beside them; -1 is "where the transition says".
import { dbOfGain, LARGEST_TICKS, rateOfTimebase, ticksOfText, type FrameRate } from '../frames'
import { projectLimits } from '../limits'
import { at, childrenNamed, idOf, isFalseText, isTrueText, numberAt, textAt, type XmlNode } from '../xmlTree'

interface RawKey {
  when: number
  gain: number
}

export interface RawClip {
  id: string
  name: string
  enabled: boolean
  rate: FrameRate | null
  start: number
  end: number
  in: number
  out: number
  exactIn: bigint | null
  exactOut: bigint | null
  file: string
  sequence: string
  master: string
  /** 1-based channel of the source; 0 when not said. */
  sourceChannel: number
  channelType: string
  /** Linear values of the audiolevels filters, in order: Level, then Gain. */
  levels: number[]
  keys: RawKey[]
  gainDb: number
  /** -1 … 1, null without a pan filter. */
  pan: number | null
  panKeyed: boolean
  speed: number
  reversed: boolean
  ramp: boolean
  effects: string[]
  links: string[]
}

export interface RawTransition {
  name: string
  start: number
  end: number
  alignment: string
  cutOffset: bigint | null
}

export type RawItem = { clip: RawClip } | { transition: RawTransition }

export const rateAt = (node: XmlNode | undefined): FrameRate | null => {
  const rate = at(node, 'rate')
  const timebase = numberAt(rate, 'timebase')
  if (timebase === null || timebase <= 0 || timebase > 1000) return null
  const ntsc = isTrueText(textAt(rate, 'ntsc')) || !Number.isInteger(timebase)
  return rateOfTimebase(Math.max(1, Math.round(timebase)), ntsc)
}

export const rawTransition = (node: XmlNode): RawTransition => ({
  name: textAt(node, 'effect/name') || textAt(node, 'effect/effectid'),
  start: numberAt(node, 'start') ?? 0,
  end: numberAt(node, 'end') ?? 0,
  alignment: textAt(node, 'alignment').trim(),
  cutOffset: ticksOfText(textAt(node, 'cutPointTicks') || undefined),
})

export const rawClip = (node: XmlNode): RawClip => {
  const clip: RawClip = {
    id: node.attributes.id ?? '',
    name: textAt(node, 'name'),
    enabled: !isFalseText(textAt(node, 'enabled')),
    rate: rateAt(node),
    start: numberAt(node, 'start') ?? -1,
    end: numberAt(node, 'end') ?? -1,
    in: numberAt(node, 'in') ?? -1,
    out: numberAt(node, 'out') ?? -1,
    exactIn: exactTicks(textAt(node, 'pproTicksIn')),
    exactOut: exactTicks(textAt(node, 'pproTicksOut')),
    file: idOf(at(node, 'file')),
    sequence: idOf(at(node, 'sequence')),
    master: textAt(node, 'masterclipid').trim(),
    sourceChannel: Math.max(0, Math.round(numberAt(node, 'sourcetrack/trackindex') ?? 0)),
    channelType: node.attributes.premiereChannelType ?? '',
    levels: [],
    keys: [],
    gainDb: 0,
    pan: null,
    panKeyed: false,
    speed: 1,
    reversed: false,
    ramp: false,
    effects: [],
    links: childrenNamed(node, 'link').map((link) => textAt(link, 'linkclipref')),
  }
  for (const filter of childrenNamed(node, 'filter')) readFilter(filter, clip)
  splitOwnGain(node, clip)
  return clip
}

/** We write level and gain as one filter and note the gain beside it: take it out again. */
const splitOwnGain = (node: XmlNode, clip: RawClip): void => {
  const gainDb = Number.parseFloat(node.attributes['Dubstage.GainDb'] ?? '')
  if (!Number.isFinite(gainDb) || clip.levels.length !== 1 || clip.gainDb !== 0) return
  const gain = 10 ** (gainDb / 20)
  clip.gainDb = gainDb
  clip.levels[0] /= gain
  for (const key of clip.keys) key.gain /= gain
}

const exactTicks = (text: string): bigint | null => {
  const ticks = ticksOfText(text || undefined)
  return ticks !== null && ticks < LARGEST_TICKS && ticks > -LARGEST_TICKS ? ticks : null
}

const readFilter = (filter: XmlNode, clip: RawClip): void => {
  const effect = at(filter, 'effect')
  if (!effect || isFalseText(textAt(filter, 'enabled')) || isTrueText(textAt(effect, 'pproBypass'))) return
  const id = (textAt(effect, 'effectid') || textAt(effect, 'name')).trim().toLowerCase()
  if (id === 'audiolevels') readLevels(effect, clip)
  else if (id === 'audiopan') readPan(effect, clip)
  else if (id === 'timeremap') readSpeed(effect, clip)
  else if (id === FCP_GAIN) clip.gainDb += numberAt(childrenNamed(effect, 'parameter')[0], 'value') ?? 0
  else if (!/^video$/i.test(textAt(effect, 'mediatype').trim()))
    clip.effects.push(textAt(effect, 'name') || id || 'unknown effect')
}

/** Final Cut Pro's Gain filter, in dB; Premiere writes Clip > Audio Gain so (before 2026). */
const FCP_GAIN = '{61756678, 4761696e, 4b657947}'

const parameter = (effect: XmlNode, id: string): XmlNode | undefined =>
  childrenNamed(effect, 'parameter').find((candidate) => textAt(candidate, 'parameterid').trim() === id)

/** The first filter is the Level with its keys; Premiere 2026 adds the clip gain as a second one: they multiply. */
const readLevels = (effect: XmlNode, clip: RawClip): void => {
  const level = parameter(effect, 'level')
  const gain = numberAt(level, 'value') ?? 1
  if (clip.levels.length > 0) clip.gainDb += dbOfGain(Math.max(0, gain))
  clip.levels.push(Math.max(0, gain))
  if (clip.levels.length > 1) return
  for (const key of childrenNamed(level, 'keyframe').slice(0, projectLimits.levelKeys)) {
    const when = numberAt(key, 'when')
    const value = numberAt(key, 'value')
    if (when !== null && value !== null) clip.keys.push({ when, gain: Math.max(0, value) })
  }
  clip.keys.sort((a, b) => a.when - b.when)
}

const readPan = (effect: XmlNode, clip: RawClip): void => {
  const pan = parameter(effect, 'pan')
  clip.pan = Math.min(1, Math.max(-1, numberAt(pan, 'value') ?? 0))
  clip.panKeyed = childrenNamed(pan, 'keyframe').length > 0
}

const readSpeed = (effect: XmlNode, clip: RawClip): void => {
  const percent = numberAt(parameter(effect, 'speed'), 'value') ?? 100
  clip.speed = Math.abs(percent) / 100
  clip.reversed = isTrueText(textAt(parameter(effect, 'reverse'), 'value')) || percent < 0
  clip.ramp = isTrueText(textAt(parameter(effect, 'variablespeed'), 'value'))
}
