// Laying an item onto a track, as one clip that starts exactly where it is told to.
import { fail } from '../reply'
import type { Channels } from './addTrack'
import type { ProjectItem, Time as HostTime } from './dom'
import { findSequence } from './findSequence'

export const overwrite = (sequenceId: string, index: number, item: ProjectItem, startTicks: string): void => {
  findSequence(sequenceId).audioTracks[index].overwriteClip(item, timeAt(startTicks))
}

/** Set as ticks: seconds would be rounded. */
const timeAt = (ticks: string): HostTime => {
  const time = new Time()
  time.ticks = ticks
  return time
}

/** The user's import preferences may split a file into one clip per channel. */
export const useOneClip = (item: ProjectItem, channels: Channels): void => {
  const wanted = mappingTypeOf(channels)
  const mapping = item.getAudioChannelMapping
  if (mapping && !isOneClip(item, wanted)) {
    mapping.audioChannelsType = wanted
    mapping.audioClipsNumber = 1
    for (let channel = 0; channel < channels; channel++) mapping.setMappingForChannel(channel, channel)
    item.setAudioChannelMapping(mapping)
  }
  if (!isOneClip(item, wanted)) {
    fail('host-wrong-channels', item.getMediaPath(), channels + ' expected')
  }
}

const isOneClip = (item: ProjectItem, mappingType: number): boolean => {
  const mapping = item.getAudioChannelMapping
  return !!mapping && mapping.audioClipsNumber === 1 && mapping.audioChannelsType === mappingType
}

/** Premiere's numbers: 0 mono, 1 stereo, 2 5.1. */
const mappingTypeOf = (channels: Channels): number => {
  if (channels === 1) return 0
  return channels === 2 ? 1 : 2
}

export const channelsOf = (item: ProjectItem): Channels => {
  const mapping = item.getAudioChannelMapping
  if (!mapping || mapping.audioChannelsType === 1) return 2
  return mapping.audioChannelsType === 0 ? 1 : 6
}
