// The records of one clip on a track: the item, the clip in it, its channel map and level; and of transitions.
import { channelFacts, channelLayout } from './channels'
import { clipChain, componentsOf } from './components'
import type { ClipDescription, TransitionDescription } from './description'
import { secondaryContents, type SourceRecords } from './mediaRecords'
import { guid, part, refer, type RecordList, type Reference } from './recordList'
import { element, type XmlElement } from './xml'

interface ClipContext {
  records: RecordList
  version: number
  ticksPerSample: bigint
  /** Tells the identities of equal clips on different places apart. */
  seed: string
}

/** Premiere leaves out what is zero. */
const unlessZero = (name: string, ticks: bigint): XmlElement[] => (ticks === 0n ? [] : [element(name, ticks)])

const audioClip = (context: ClipContext, clip: ClipDescription, source: SourceRecords, map: number[]): Reference => {
  const speed = clip.speed ?? 1
  const gain = clip.gainDb ? [element('Gain', Math.pow(10, clip.gainDb / 20))] : []
  return context.records.add('AudioClip', [
    part('Clip', 18, [
      refer('Source', source.source),
      element('ClipID', guid(`clip ${context.seed}`)),
      ...(speed === 1 ? [] : [element('PlaybackSpeed', speed)]),
      ...(clip.reversed ? [element('PlayBackwards', true)] : []),
      element('InPoint', clip.inTicks),
      element('OutPoint', clip.outTicks),
    ]),
    ...gain,
    secondaryContents(context.records, source.source, map),
    channelLayout(map.length),
  ])
}

export const clipRecords = (context: ClipContext, clip: ClipDescription, source: SourceRecords): Reference => {
  const { records, version, ticksPerSample } = context
  const map = clip.channelMap ?? Array.from({ length: source.channels }, (_, index) => index)
  const subClip = records.add('SubClip', [
    refer('Clip', audioClip(context, clip, source, map)),
    refer('MasterClip', source.masterClip),
    element('OrigChGrp', 0),
    element('Name', clip.name),
  ])
  return records.add('AudioClipTrackItem', [
    part('ClipTrackItem', 8, [
      componentsOf(clipChain(records, clip, map.length, ticksPerSample, version)),
      part('TrackItem', 3, [...unlessZero('Start', clip.startTicks), element('End', clip.endTicks)]),
      refer('SubClip', subClip),
      ...(clip.disabled ? [element('IsMuted', true)] : []),
    ]),
    element('ID', guid(`item ${context.seed}`)),
  ])
}

const transitionNames = {
  'constant-power': 'Constant Power',
  'constant-gain': 'Constant Gain',
  exponential: 'Exponential Fade',
} as const

export const transitionRecord = (
  context: ClipContext,
  transition: TransitionDescription,
  channels: number,
): Reference => {
  const name = transitionNames[transition.kind]
  return context.records.add('AudioTransitionTrackItem', [
    part('TransitionTrackItem', 3, [
      part('TrackItem', 3, [...unlessZero('Start', transition.startTicks), element('End', transition.endTicks)]),
      element('Alignment', transition.cutTicks - transition.startTicks),
      element('DisplayName', name),
      element('MatchName', name),
      element('HasOutgoingClip', transition.cutTicks > transition.startTicks),
      element('HasIncomingClip', transition.cutTicks < transition.endTicks),
    ]),
    ...channelFacts(channels, context.ticksPerSample),
  ])
}
