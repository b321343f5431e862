// How channels are named in a project file: labels 100 left, 101 right, 102 … 105 the rest of 5.1, 0 mono.
import type { LayoutDescription } from './description'
import { element, type XmlElement } from './xml'

/** ChannelType: 0 mono, 1 stereo, 2 5.1, 3 multichannel. */
export const channelTypeOf = (channels: number): number => (channels === 1 ? 0 : channels === 2 ? 1 : channels === 6 ? 2 : 3)

export const channelsOf = (layout: LayoutDescription | undefined): number =>
  layout === 'mono' ? 1 : layout === '5.1' ? 6 : 2

const labelsOf = (channels: number): number[] =>
  channels === 1 ? [0] : Array.from({ length: channels }, (_, index) => 100 + index)

export const channelLayout = (channels: number): XmlElement =>
  element('AudioChannelLayout', JSON.stringify(labelsOf(channels).map((label) => ({ channellabel: label }))))

export const channelFacts = (channels: number, ticksPerSample: bigint): XmlElement[] => [
  channelLayout(channels),
  element('ChannelType', channelTypeOf(channels)),
  element('FrameRate', ticksPerSample),
]
