// Tracks of a .prproj: their mixer strip, clips and transitions.
import { dbOfGain } from '../frames'
import type {
  ProjectAudioTrack,
  ProjectClip,
  ProjectTransition,
  ProjectVideoTrack,
  TrackLayout,
} from '../project'
import { readClip, type TrackContext } from './clip'
import { isTrue, textOf, ticksOf, type Graph } from './graph'
import { isOn, isSwitch, keysOf, staticValue } from './param'
import type { ProjectRecord } from './records'

const layouts: TrackLayout[] = ['mono', 'stereo', '5.1', 'multichannel']

/** ChannelType: 0 mono, 1 stereo, 2 5.1, 3 and more adaptive; omitted is mono, being 0. */
export const layoutOf = (record: ProjectRecord | undefined): TrackLayout =>
  layouts[Math.min(3, Math.max(0, Number.parseInt(textOf(record, 'channelType') || '0', 10) || 0))]

const channelsOfTrack = (layout: TrackLayout, adaptive: number): number =>
  layout === 'mono' ? 1 : layout === 'stereo' ? 2 : layout === '5.1' ? 6 : Math.max(1, adaptive)

export const readAudioTrack = (
  track: ProjectRecord,
  index: number,
  adaptive: number,
  context: TrackContext,
): ProjectAudioTrack => {
  const { graph } = context
  const layout = layoutOf(track)
  const strip = stripOf(graph, track)
  return {
    name: textOf(track, 'name') || `Audio ${index + 1}`,
    layout,
    channels: channelsOfTrack(layout, adaptive),
    muted: isTrue(track, 'muted') || strip.muted,
    soloed: isTrue(track, 'solo'),
    locked: isTrue(track, 'locked'),
    faderDb: strip.faderDb,
    pan: strip.pan,
    rawTracks: 1,
    unapplied: strip.unapplied,
    clips: clipsOf(track, context),
    transitions: graph.list(track, 'transitions').flatMap(readTransition),
  }
}

export const readVideoTrack = (
  track: ProjectRecord,
  index: number,
  context: TrackContext,
): ProjectVideoTrack => ({
  name: textOf(track, 'name') || `Video ${index + 1}`,
  enabled: !isTrue(track, 'muted'),
  clips: clipsOf(track, context),
})

const clipsOf = (track: ProjectRecord, context: TrackContext): ProjectClip[] =>
  context.graph
    .list(track, 'items')
    .map((item) => readClip(item, context))
    .filter((clip): clip is ProjectClip => clip !== null)
    .sort((a, b) => (a.startTicks < b.startTicks ? -1 : a.startTicks > b.startTicks ? 1 : 0))

/** The M button of the timeline and of the mixer is the fader's Mute; IsMuted is the older output switch. */
export const stripOf = (graph: Graph, track: ProjectRecord | undefined) => {
  const strip = { muted: false, faderDb: 0, pan: 0, unapplied: [] as string[] }
  for (const component of graph.list(graph.follow(track, 'chain'), 'components')) {
    if (component.kind === 'AudioMeter') continue
    if (component.kind === 'AudioFader') readFader(graph, component, strip)
    else if (!isTrue(component, 'bypass'))
      strip.unapplied.push(textOf(component, 'name') || textOf(component, 'matchName') || component.kind)
  }
  const [balance] = graph.list(graph.follow(track, 'panner'), 'params')
  if (keysOf(balance).length > 0) strip.unapplied.push('pan automation')
  // 0 is left, 0.5 the centre: dual mono cameras come with 0 on their first track and 1 on their second.
  strip.pan = Math.min(1, Math.max(-1, 2 * staticValue(balance, 0.5) - 1))
  return strip
}

const readFader = (graph: Graph, fader: ProjectRecord, strip: ReturnType<typeof stripOf>): void => {
  const params = graph.list(fader, 'params')
  const volume = params.find((param) => !isSwitch(param))
  const mute = params.find(isSwitch)
  const gain = staticValue(volume, 1)
  strip.faderDb = gain === 1 ? 0 : dbOfGain(Math.max(0, gain))
  strip.muted = isOn(mute)
  if (keysOf(volume).length > 0) strip.unapplied.push('volume automation')
  if (keysOf(mute).length > 0) strip.unapplied.push('mute automation')
}

export const transitionKind = (matchName: string): ProjectTransition['kind'] =>
  /gain|0\s*dB/i.test(matchName)
    ? 'constant-gain'
    : /expo/i.test(matchName)
      ? 'exponential'
      : 'constant-power'

const readTransition = (item: ProjectRecord): ProjectTransition[] => {
  const startTicks = ticksOf(item, 'start')
  const endTicks = ticksOf(item, 'end')
  if (startTicks === null || endTicks === null || endTicks <= startTicks) return []
  const offset = ticksOf(item, 'alignment') ?? 0n
  const inside = startTicks + (offset < 0n ? 0n : offset)
  const alone = textOf(item, 'hasOutgoing') === 'false' ? startTicks : inside > endTicks ? endTicks : inside
  const cutTicks = textOf(item, 'hasIncoming') === 'false' ? endTicks : alone
  const matchName = textOf(item, 'matchName')
  return [
    {
      name: textOf(item, 'name') || matchName,
      kind: transitionKind(matchName),
      startTicks,
      endTicks,
      cutTicks,
    },
  ]
}
