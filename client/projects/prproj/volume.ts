// The Volume effect of a clip, on either of its stored scales, and the names of the other effects.
import { dbOfGain } from '../frames'
import type { ProjectClip, ProjectLevelKey } from '../project'
import { isTrue, textOf, type Graph } from './graph'
import { isOn, isSwitch, keysOf, startValue, staticValue } from './param'
import type { ProjectRecord } from './records'

/** Level of 0 dB where 1 is +15 dB (Premiere 22 and later, project version 40): 10^(-15/20). */
const UNITY_OF_15_DB = 0.1778279410038923
/** Level of 0 dB where 1 is +6 dB (project versions up to 38). */
const UNITY_OF_6_DB = 0.5

/** Half a unit of float32 at 0.5: what the host's rounding may shift. */
const SAME = 1e-6
/** Below this a level is "untouched": 0.00001 dB. */
const SAME_DB = 1e-5

type ClipVolume = Pick<ProjectClip, 'levelDb' | 'levelRaw' | 'levelUnity' | 'levelKeys' | 'effects'>

export const readVolume = (graph: Graph, chain: ProjectRecord | undefined): ClipVolume => {
  const components = graph.list(chain, 'components')
  const unity = unityOf(graph, components)
  const untouched = { levelDb: 0, levelRaw: null, levelUnity: unity, levelKeys: [], effects: [] as string[] }
  if (components.length === 0) return untouched
  const volume = components.find(isVolume)
  const effects = components.flatMap((component) => effectOf(graph, component, unity))
  const missing = Array.isArray(chain?.components) ? chain.components.length - components.length : 0
  for (let i = 0; i < missing; i++) effects.push('unknown effect')
  return { ...untouched, ...(volume ? levelOf(graph, volume, unity) : {}), effects }
}

const isVolume = (component: ProjectRecord): boolean =>
  textOf(component, 'matchName').startsWith('Internal Volume')

const isChannelVolume = (component: ProjectRecord): boolean =>
  textOf(component, 'matchName').startsWith('Internal Channel Volume')

const levelOf = (graph: Graph, volume: ProjectRecord, unity: number): Partial<ClipVolume> => {
  const params = graph.list(volume, 'params')
  const level = params.find((param) => !isSwitch(param))
  const toggle = params.find(isSwitch)
  const bypassed = isTrue(volume, 'bypass') || (isOn(toggle) && !isMute(graph, toggle))
  if (!level || bypassed) return {}
  if (isOn(toggle)) return { levelDb: -Infinity, levelRaw: 0 }
  const raw = staticValue(level, unity)
  const levelKeys = keysOf(level).map((key): ProjectLevelKey => {
    const { sourceTicks, value, interpolation } = key
    return { sourceTicks, db: dbOf(value, unity), raw: value, interpolation }
  })
  return { levelDb: dbOf(raw, unity), levelRaw: raw, levelKeys }
}

/** The Volume effect's switch bypasses it up to version 40 and mutes the clip from about 41 on. */
const isMute = (graph: Graph, toggle: ProjectRecord | undefined): boolean => {
  const name = textOf(toggle, 'name')
  return name === 'Mute' || (name !== 'Bypass' && graph.version > 40)
}

const dbOf = (raw: number, unity: number): number => {
  const db = dbOfGain(raw / unity)
  return Math.abs(db) < SAME_DB ? 0 : db
}

/**
 * Which scale this clip's levels are stored on. A clip made in an old project keeps its scale, so what lies beside
 * the level counts first: channel volumes nobody touched, and the default below a keyed level. Then the version;
 * 39 was never seen: its faders say whether they reach +15 dB (5.62) or +6 dB (2).
 */
const unityOf = (graph: Graph, components: ProjectRecord[]): number => {
  for (const component of components) {
    const params = graph.list(component, 'params').filter((param) => !isSwitch(param))
    const witnesses = isChannelVolume(component) ? params.slice(0, 2) : []
    if (isVolume(component) && keysOf(params[0]).length > 0) witnesses.push(params[0])
    for (const witness of witnesses)
      for (const unity of [UNITY_OF_15_DB, UNITY_OF_6_DB])
        if (Math.abs(startValue(witness) - unity) < SAME) return unity
  }
  if (graph.version === 39) return faderReaches(graph, 5) ? UNITY_OF_15_DB : UNITY_OF_6_DB
  return graph.version >= 40 ? UNITY_OF_15_DB : UNITY_OF_6_DB
}

const faderReaches = (graph: Graph, gain: number): boolean => {
  for (const fader of graph.all('AudioFader'))
    if (graph.list(fader, 'params').some((param) => Number(textOf(param, 'upper')) > gain)) return true
  return false
}

const effectOf = (graph: Graph, component: ProjectRecord, unity: number): string[] => {
  if (component.kind === 'AudioFader' || component.kind === 'AudioMeter') return []
  if (isTrue(component, 'bypass') || isVolume(component)) return []
  const params = graph.list(component, 'params')
  const [first] = params
  if (first && textOf(first, 'name') === 'Bypass' && isOn(first)) return []
  if (isChannelVolume(component) && isUnity(params, unity)) return []
  return [textOf(component, 'name') || textOf(component, 'matchName') || component.kind]
}

/** Unnamed channels are those the clip does not have. */
const isUnity = (params: ProjectRecord[], unity: number): boolean =>
  params
    .filter((param) => !isSwitch(param) && textOf(param, 'name') !== '')
    .every((param) => keysOf(param).length === 0 && Math.abs(staticValue(param, unity) - unity) < SAME)
