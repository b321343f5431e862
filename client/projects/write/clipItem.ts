// One raw clip item: a channel of a clip on an exploded track, or a clip on a video track.
import { framesOfTicks } from '../frames'
import type { ProjectClip, ProjectMedia, ProjectTransition } from '../project'
import { urlOfPath } from '../xmeml/fileUrl'
import { levelFilter, speedFilter } from './filters'
import { edgesOf } from './items'
import type { WrittenNames } from './names'
import { rateElement, type WrittenRate } from './rate'
import { element, leaf, truth } from './xmlText'

export interface ItemContext {
  names: WrittenNames
  rate: WrittenRate
  mediaType: 'audio' | 'video'
  transitions: ProjectTransition[]
  links: string[]
  /** Writes a nested sequence in full or by id. */
  nested: (sequenceId: string) => string[]
}

export interface RawChannel {
  id: string
  /** 1-based; 0 when the item has none (video, whole multichannel clips). */
  sourceChannel: number
  channelType: string
}

export const clipItemElement = (clip: ProjectClip, channel: RawChannel, context: ItemContext): string => {
  const { names, rate, mediaType } = context
  const edges = edgesOf(clip, context.transitions, rate)
  const media = names.mediaOf(clip)
  const attributes = {
    id: channel.id,
    frameBlend: mediaType === 'video' ? 'FALSE' : undefined,
    premiereChannelType: channel.channelType || undefined,
    'Dubstage.GainDb': clip.gainDb === 0 || mediaType === 'video' ? undefined : clip.gainDb,
  }
  const length = media ? framesOfTicks(media.durationTicks, rate) : 0
  return element('clipitem', attributes, [
    leaf('masterclipid', names.id('masterclip', sourceKey(clip))),
    leaf('name', clip.name),
    leaf('enabled', truth(clip.enabled)),
    leaf('duration', Math.max(length, edges.out)),
    rateElement(rate),
    leaf('start', edges.start),
    leaf('end', edges.end),
    leaf('in', edges.in),
    leaf('out', edges.out),
    leaf('pproTicksIn', edges.exactIn),
    leaf('pproTicksOut', edges.exactOut),
    ...sourceElements(clip, media, context),
    ...(mediaType === 'audio' ? levelFilter(clip, rate) : []),
    ...speedFilter(clip, mediaType),
    ...(channel.sourceChannel > 0 ? [sourceTrack(channel.sourceChannel)] : []),
    ...context.links,
  ])
}

const sourceKey = (clip: ProjectClip): string =>
  typeof clip.source === 'object' ? Object.values(clip.source).join() : `none ${clip.name}`

const sourceTrack = (channel: number): string =>
  element('sourcetrack', {}, [leaf('mediatype', 'audio'), leaf('trackindex', channel)])

const sourceElements = (
  clip: ProjectClip,
  media: ProjectMedia | undefined,
  context: ItemContext,
): string[] => {
  if (media) return [fileElement(media, context)]
  const nested = typeof clip.source === 'object' && 'sequence' in clip.source ? clip.source.sequence : ''
  const written = nested ? context.nested(nested) : []
  // Nothing to play: Final Cut Pro's name for silence and black.
  return written.length > 0 ? written : [slugElement(clip, context)]
}

const slugElement = (clip: ProjectClip, { names }: ItemContext): string => {
  const id = names.id('file', `slug ${clip.id}`)
  if (!names.firstMention(id)) return element('file', { id }, [])
  return element('file', { id }, [leaf('name', clip.name), leaf('mediaSource', 'Slug')])
}

const fileElement = (media: ProjectMedia, { names, rate }: ItemContext): string => {
  const id = names.id('file', media.id)
  if (!names.firstMention(id)) return element('file', { id }, [])
  const frames = framesOfTicks(media.durationTicks, rate)
  const sound = [
    ...(media.sampleRateHz > 0
      ? [element('samplecharacteristics', {}, [leaf('depth', 16), leaf('samplerate', media.sampleRateHz)])]
      : []),
    ...(media.channels > 0 ? [leaf('channelcount', media.channels)] : []),
  ]
  const picture = element('video', {}, [element('samplecharacteristics', {}, [rateElement(rate)])])
  return element('file', { id }, [
    leaf('name', media.name),
    leaf('pathurl', urlOfPath(names.absolutePath(media.path))),
    rateElement(rate),
    ...(frames > 0 ? [leaf('duration', frames)] : []),
    element('media', {}, [
      ...(media.hasVideo ? [picture] : []),
      ...(sound.length ? [element('audio', {}, sound)] : []),
    ]),
  ])
}
