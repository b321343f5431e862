// What is on a clip: Volume, Channel Volume, then effects. Display names are in the user's language.
import type { ProjectAudioTrack, ProjectClip } from '../../client/projects/project'
import type * as dom from '../../host-jsx/premiere/dom'
import { collection, type Collection } from './collection'
import { ComponentParam } from './ComponentParam'
import type { HostState } from './HostState'
import { levelParam } from './levelParam'
import type { HostSwitches } from './switches'
import { UNITY } from './level'

type Language = HostSwitches['language']

/** Premiere's own words. */
const WORDS: Record<Language, { volume: string; channelVolume: string; bypass: string; level: string }> = {
  en: { volume: 'Volume', channelVolume: 'Channel Volume', bypass: 'Bypass', level: 'Level' },
  es: { volume: 'Volumen', channelVolume: 'Volumen de canal', bypass: 'Omitir', level: 'Nivel' },
  de: { volume: 'Lautstärke', channelVolume: 'Kanallautstärke', bypass: 'Bypass', level: 'Pegel' },
  ja: { volume: 'ボリューム', channelVolume: 'チャンネルボリューム', bypass: 'バイパス', level: 'レベル' },
}

export class Component implements dom.Component {
  constructor(
    readonly matchName: string,
    readonly displayName: string,
    private readonly params: ComponentParam[],
  ) {}

  get properties(): Collection<ComponentParam, 'numItems'> {
    return collection(
      'numItems',
      () => this.params.length,
      (index) => this.params[index],
    )
  }

  /** Does nothing, and says nothing. */
  remove(): void {}
}

export const componentsOf = (state: HostState, track: ProjectAudioTrack, clip: ProjectClip): Component[] => {
  const words = WORDS[state.switches.language]
  const isMono = channelsOf(state, track, clip) === 1
  const bypass = () => new ComponentParam(words.bypass, false)
  const volume = new Component(`Internal Volume ${isMono ? 'Mono' : 'Stereo'}`, words.volume, [
    bypass(),
    levelParam(state, clip, words.level),
  ])
  const sides = ['Left', 'Right'].map((name) => new ComponentParam(name, Math.fround(UNITY), true))
  const channelVolume = new Component('Internal Channel Volume Stereo', words.channelVolume, [
    bypass(),
    ...sides,
  ])
  const effects = clip.effects.map((name) => new Component(name, name, [bypass()]))
  return isMono ? [volume, ...effects] : [volume, channelVolume, ...effects]
}

const channelsOf = (state: HostState, track: ProjectAudioTrack, clip: ProjectClip): number => {
  const media = clip.source !== 'none' && 'media' in clip.source ? state.media(clip.source.media) : undefined
  return media?.channels || track.channels
}
