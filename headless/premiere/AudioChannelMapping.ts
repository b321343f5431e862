// How a file's channels become clips: a copy to change and to hand back.
import type * as dom from '../../host-jsx/premiere/dom'
import type { ChannelMapping } from './ItemRecord'

export class AudioChannelMapping implements dom.AudioChannelMapping {
  audioChannelsType: number
  audioClipsNumber: number
  readonly sources: number[]

  constructor(mapping: ChannelMapping) {
    this.audioChannelsType = mapping.type
    this.audioClipsNumber = mapping.clips
    this.sources = [...mapping.sources]
  }

  setMappingForChannel(channel: number, sourceChannel: number): boolean {
    this.sources[channel] = sourceChannel
    return true
  }
}

export const mappingFrom = (given: dom.AudioChannelMapping): ChannelMapping => {
  if (!(given instanceof AudioChannelMapping)) throw new Error('Illegal Parameter type')
  return { type: given.audioChannelsType, clips: given.audioClipsNumber, sources: [...given.sources] }
}
