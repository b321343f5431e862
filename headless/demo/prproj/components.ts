// What changes level in a project file: the Volume effect of a clip, and the fader and balance of a track.
import { channelFacts } from './channels'
import type { ClipDescription, TrackDescription } from './description'
import { element, type XmlElement } from './xml'
import { part, refer, referList, type RecordList, type Reference } from './recordList'

/** Before all time: Premiere's key for "from the start". */
const beforeTicks = -91445760000000000n
const linearGain = (db: number): number => Math.pow(10, db / 20)

/** Stored Level that is 0 dB: top of the scale is +6.02 dB up to version 38, +15 dB after it. */
const levelUnityOf = (version: number): number => (version < 39 ? 0.5 : linearGain(-15))

const startKey = (value: number | boolean): XmlElement => element('StartKeyframe', `${beforeTicks},${value},0,0,0,0,0,0`)

const parameter = (records: RecordList, name: string, content: XmlElement[]): Reference =>
  records.add('AudioComponentParam', [...content, element('Name', name)])

const component = (
  params: Reference[],
  id: number,
  channels: number,
  ticksPerSample: bigint,
  names: { displayName?: string; type: number },
): XmlElement =>
  part('AudioComponent', 3, [
    part('Component', 6, [
      ...(params.length ? [referList('Params', 'Param', params)] : []),
      element('ID', id),
      element('Bypass', false),
      ...(names.displayName ? [element('DisplayName', names.displayName)] : []),
      element('Intrinsic', Boolean(names.displayName)),
      element('ArchivedType', 0),
    ]),
    ...channelFacts(channels, ticksPerSample),
    element('AudioComponentType', names.type),
  ])

const levelParameter = (records: RecordList, clip: ClipDescription, version: number): Reference => {
  const stored = (db: number): number => linearGain(db) * levelUnityOf(version)
  const keys = clip.levelKeys ?? []
  const keyText = keys.map((key) => `${key.sourceTicks},${stored(key.db)},${key.hold ? 4 : 0},0,0,0,0,0;`).join('')
  // Keyed levels keep the default below their keys.
  const value = stored(keys.length ? 0 : (clip.levelDb ?? 0))
  return parameter(records, 'Level', [
    startKey(value),
    ...(keys.length ? [element('Keyframes', keyText)] : []),
    element('CurrentValue', value),
    ...(keys.length ? [] : [element('IsTimeVarying', false)]),
    element('ParameterControlType', 2),
    element('RangeLocked', true),
    element('UnitsString', 'dB'),
  ])
}

const volumeEffect = (
  records: RecordList,
  clip: ClipDescription,
  channels: number,
  ticksPerSample: bigint,
  version: number,
): Reference => {
  const mute = parameter(records, 'Mute', [element('IsTimeVarying', false), element('ParameterControlType', 4)])
  const params = [mute, levelParameter(records, clip, version)]
  return records.add('AudioFilterComponent', [
    component(params, 1, channels, ticksPerSample, { displayName: 'Volume', type: 0 }),
    element('FilterPreset', 0),
    element('FilterMatchName', `Internal Volume ${channels === 1 ? 'Mono' : channels === 6 ? '5.1' : 'Stereo'}`),
    element('FilterIndex', -1),
  ])
}

const chain = (before: XmlElement[], components: Reference[], channels: number, ticksPerSample: bigint): XmlElement[] => [
  ...before,
  part('ComponentChain', 3, components.length ? [referList('Components', 'Component', components)] : []),
  ...channelFacts(channels, ticksPerSample),
  element('AutomationMode', 1),
]

/** A chain whose Volume nobody touched, as Premiere shortens it. */
export const untouchedChain = (records: RecordList, channels: number, ticksPerSample: bigint): Reference =>
  records.add(
    'AudioComponentChain',
    chain(
      [
        element('DefaultVol', true),
        element('DefaultVolumeComponentID', 1),
        element('DefaultChannelVolumeComponentID', 2),
      ],
      [],
      channels,
      ticksPerSample,
    ),
  )

export const clipChain = (
  records: RecordList,
  clip: ClipDescription,
  channels: number,
  ticksPerSample: bigint,
  version: number,
): Reference => {
  if (!clip.levelDb && !clip.levelKeys?.length) return untouchedChain(records, channels, ticksPerSample)
  const volume = volumeEffect(records, clip, channels, ticksPerSample, version)
  return records.add('AudioComponentChain', chain([], [volume], channels, ticksPerSample))
}

/** The fader of a track; its Mute is the track's M button. */
export const faderChain = (
  records: RecordList,
  track: Pick<TrackDescription, 'faderDb' | 'muted'>,
  channels: number,
  ticksPerSample: bigint,
): Reference => {
  const set = (value: number | boolean): XmlElement[] => [startKey(value), element('CurrentValue', value)]
  const volume = parameter(records, 'Volume', [
    ...(track.faderDb ? set(linearGain(track.faderDb)) : []),
    element('ParameterControlType', 2),
    element('UpperBound', 5.6234130859375),
    element('UnitsString', 'dB'),
  ])
  const mute = parameter(records, 'Mute', [
    ...(track.muted ? set(true) : []),
    element('ParameterControlType', 4),
  ])
  const fader = records.add('AudioFader', [component([volume, mute], 1, channels, ticksPerSample, { type: 1 })])
  return records.add('AudioComponentChain', chain([], [fader], channels, ticksPerSample))
}

const pannerId = 4294967280

const balanceParameter = (records: RecordList, pan: number): Reference =>
  parameter(records, 'Balance', [
    startKey((pan + 1) / 2),
    element('CurrentValue', (pan + 1) / 2),
    element('ParameterControlType', 2),
    element('RangeLocked', true),
    element('IsInverted', true),
  ])

/** A track's panner: balance for stereo, a fixed fold for 5.1, none for mono and for the master. */
export const panner = (
  records: RecordList,
  track: Pick<TrackDescription, 'pan'> | null,
  channels: number,
  masterChannels: number,
  ticksPerSample: bigint,
): Reference => {
  const inside = (params: Reference[]): XmlElement =>
    part('PanProcessor', 3, [component(params, pannerId, channels, ticksPerSample, { type: 0 })])
  if (track && channels === 6) return records.add('S51ToStereoPanProcessor', [inside([])])
  if (track && masterChannels === 2 && channels <= 2)
    return records.add('StereoToStereoPanProcessor', [inside([balanceParameter(records, track.pan ?? 0)])])
  return records.add('DefaultPanProcessor', [
    inside([]),
    element('DefaultPannerInputChannelType', channels === 1 ? 0 : 1),
    element('DefaultPannerOutputChannelType', masterChannels === 1 ? 0 : 1),
  ])
}

export const componentsOf = (reference: Reference): XmlElement =>
  part('ComponentOwner', 1, [refer('Components', reference)])
