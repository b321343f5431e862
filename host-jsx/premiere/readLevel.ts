// What a clip's own components do to its sound: the Volume effect's Level, and which other effects are at work.
import type { ClipSnapshot, LevelKeySnapshot } from '../contract'
import { each, filter, find, items, map } from '../es3/array'
import { attempt } from './attempt'
import type { Component, ComponentParam, TrackItem } from './dom'

type Sound = Pick<ClipSnapshot, 'level' | 'levelBypassed' | 'levelKeys' | 'effects'>

export const readSound = (item: TrackItem): Sound => {
  const components = attempt(() => items(item.components, item.components.numItems), [])
  const volume = volumeOf(components)
  const level = volume === null ? null : levelOf(volume)
  return {
    level: level === null ? null : attempt(() => Number(level.getValue()), null as number | null),
    levelBypassed: volume !== null && isOn(volume.properties[0]),
    levelKeys: level === null ? [] : attempt(() => keysOf(level), []),
    effects: map(
      filter(components, (each) => each !== volume && isAtWork(each)),
      (each) => each.matchName,
    ),
  }
}

/** By match name, because display names are in the user's language; else by its place and form. */
const volumeOf = (components: Component[]): Component | null => {
  const named = find(components, (each) => startsWith(each.matchName, 'Internal Volume'))
  if (named !== null) return named
  const first = components.length > 0 ? components[0] : null
  return first !== null && levelOf(first) !== null && !startsWith(first.matchName, 'Internal') ? first : null
}

const levelOf = (component: Component): ComponentParam | null => {
  const parameter = attempt(() => component.properties[1], null as ComponentParam | null)
  if (parameter === null || typeof attempt(() => parameter.getValue(), null) !== 'number') return null
  return attempt(() => parameter.areKeyframesSupported(), false) ? parameter : null
}

const keysOf = (level: ComponentParam): LevelKeySnapshot[] => {
  const times = level.isTimeVarying() ? level.getKeys() : undefined
  const keys: LevelKeySnapshot[] = []
  if (times === undefined || times === 0) return keys
  for (let i = 0; i < times.length; i++) {
    keys.push({
      sourceTicks: String(times[i].ticks),
      value: Number(level.getValueAtKey(times[i])),
      interpolation: -1, // can be set by script, but not read
    })
  }
  return keys
}

/** Audio effects have a Bypass switch as their first parameter. */
const isAtWork = (component: Component): boolean => {
  if (attempt(() => isOn(component.properties[0]), false)) return false
  return !startsWith(component.matchName, 'Internal Channel Volume') || isMoved(component)
}

/** Channel Volume sits on every clip; it is an effect only where its sliders are apart or move. */
const isMoved = (channelVolume: Component): boolean => {
  const { properties } = channelVolume
  const sliders = filter(
    items(properties, properties.numItems),
    (each) => typeof each.getValue() === 'number',
  )
  let moved = false
  each(sliders, (slider) => {
    moved = moved || slider.isTimeVarying() || !isUnity(Number(slider.getValue()))
  })
  return moved
}

/** 0 dB is 10^(-15/20) on the present scale and 0.5 in projects begun before 10.4; stored as 32-bit floats. */
const isUnity = (value: number): boolean => Math.abs(value - 0.17782794) < 1e-6 || value === 0.5

const isOn = (parameter: ComponentParam | undefined): boolean =>
  parameter !== undefined && parameter.getValue() === true

const startsWith = (text: string, beginning: string): boolean =>
  String(text).substring(0, beginning.length) === beginning
