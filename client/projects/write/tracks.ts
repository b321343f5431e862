// Tracks as Premiere writes them: a stereo track is two <track> elements, a 5.1 track six, one per channel.
import type { ProjectAudioTrack, ProjectClip, ProjectVideoTrack } from '../project'
import { clipItemElement, type ItemContext, type RawChannel } from './clipItem'
import { inOrder, transitionElement } from './items'
import type { WrittenNames } from './names'
import { element, leaf, truth } from './xmlText'

/** Raw items of all clips, known before any is written, because links point forwards. */
export interface PlannedItem {
  id: string
  mediaType: 'audio' | 'video'
  /** 1-based, counted as Premiere does: raw tracks of the medium, items of the track. */
  trackIndex: number
  clipIndex: number
}

export interface PlannedTrack {
  /** For each raw track, the items on it. */
  raw: { clip: ProjectClip; channel: RawChannel }[][]
}

const types = { mono: 'Mono', stereo: 'Stereo', '5.1': '5.1', multichannel: 'SixteenChannel' } as const

const explodedCount = (track: ProjectAudioTrack): number =>
  track.layout === 'stereo' ? 2 : track.layout === '5.1' ? 6 : 1

export const planAudioTrack = (
  track: ProjectAudioTrack,
  names: WrittenNames,
  scope: string,
): PlannedTrack => {
  const raw: PlannedTrack['raw'] = Array.from({ length: explodedCount(track) }, () => [])
  track.clips.forEach((clip, index) => {
    channelsOf(clip, track, names).forEach((sourceChannel, k) => {
      const id = names.id('clipitem', `${scope} ${index} ${k}`)
      const channelType = track.layout === 'multichannel' ? '' : typeOf(clip, track, names)
      raw[k].push({ clip, channel: { id, sourceChannel, channelType } })
    })
  })
  return { raw }
}

/** Source channels, one per raw track the clip lies on. A mono clip lies on the first only. */
const channelsOf = (clip: ProjectClip, track: ProjectAudioTrack, names: WrittenNames): number[] => {
  const { channelMap } = clip
  if (track.layout === 'multichannel') return [0]
  const count = explodedCount(track)
  if (channelMap.length > 0) return channelMap.slice(0, count).map((channel) => channel + 1)
  const known = names.mediaOf(clip)?.channels ?? 0
  if (count === 1 && known !== 1) return [0]
  const channels = known || count
  return Array.from({ length: Math.min(count, channels) }, (_, k) => k + 1)
}

const typeOf = (clip: ProjectClip, track: ProjectAudioTrack, names: WrittenNames): string => {
  const channels = channelsOf(clip, track, names).length
  return channels === 1 ? 'mono' : channels === 2 ? 'stereo' : '5.1'
}

type ForItem = (clip: ProjectClip, channel: RawChannel) => ItemContext

export const audioTrackElements = (
  track: ProjectAudioTrack,
  plan: PlannedTrack,
  context: ItemContext,
  forItem: ForItem,
): string[] =>
  plan.raw.map((items, k) => {
    const count = plan.raw.length
    const clips = items.map(({ clip, channel }) => ({
      at: clip.startTicks,
      value: clipItemElement(clip, channel, forItem(clip, channel)),
    }))
    // A transition stands on every channel that has a clip at its cut.
    const transitions = track.transitions
      .filter(({ cutTicks }) =>
        k === 0 ? true : items.some(({ clip }) => clip.startTicks === cutTicks || clip.endTicks === cutTicks),
      )
      .map((one) => ({ at: one.cutTicks, value: transitionElement(one, track.clips, context.rate) }))
    return element('track', trackAttributes(track, k, count), [
      ...inOrder(clips, transitions),
      leaf('enabled', truth(!track.muted)),
      leaf('locked', truth(track.locked)),
      leaf('outputchannelindex', k + 1),
    ])
  })

const trackAttributes = (track: ProjectAudioTrack, index: number, count: number) => {
  const balance = String((track.pan + 1) / 2)
  return {
    'TL.SQTrackAudioKeyframeStyle': 0,
    'TL.SQTrackShy': 0,
    'TL.SQTrackExpandedHeight': 41,
    'TL.SQTrackExpanded': 0,
    'MZ.TrackTargeted': 0,
    'MZ.TrackName': track.name,
    PannerCurrentValue: balance,
    PannerIsInverted: 'true',
    PannerStartKeyframe: `-91445760000000000,${balance},0,0,0,0,0,0`,
    PannerName: 'Balance',
    currentExplodedTrackIndex: index,
    totalExplodedTrackCount: count,
    premiereTrackType: types[track.layout],
  }
}

export const videoTrackElement = (track: ProjectVideoTrack, plan: PlannedTrack, forItem: ForItem): string =>
  element('track', { 'TL.SQTrackShy': 0, 'MZ.TrackTargeted': 0, 'MZ.TrackName': track.name }, [
    ...plan.raw[0].map(({ clip, channel }) => clipItemElement(clip, channel, forItem(clip, channel))),
    leaf('enabled', truth(track.enabled)),
    leaf('locked', 'FALSE'),
  ])

export const planVideoTrack = (
  track: ProjectVideoTrack,
  names: WrittenNames,
  scope: string,
): PlannedTrack => ({
  raw: [
    track.clips.map((clip, index) => {
      const id = names.id('clipitem', `${scope} ${index} 0`)
      return { clip, channel: { id, sourceChannel: 0, channelType: '' } }
    }),
  ],
})
