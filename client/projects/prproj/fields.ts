// What we keep of a .prproj: per record class, which elements (paths below the record) and under which name.
// A name ending in @ is a reference (ObjectRef or ObjectURef), in [] a list of references. All else is skipped unread.
// Source: the classes and paths of real projects of versions 25 to 45.

export type FieldTable = Record<string, string>

const sourceOf = (kind: 'MediaSource' | 'SequenceSource'): FieldTable => ({
  [`${kind}/Media`]: 'media@',
  [`${kind}/Sequence`]: 'sequence@',
  [`${kind}/IsMulticam`]: 'isMulticam',
  OriginalDuration: 'duration',
})

const clip: FieldTable = {
  'Clip/Source': 'source@',
  'Clip/InPoint': 'in',
  'Clip/OutPoint': 'out',
  'Clip/PlaybackSpeed': 'speed',
  'Clip/PlayBackwards': 'backwards',
  'Clip/TimeRemapping': 'ramp@',
  'Clip/TimeRemapping/Keyframes': 'rampKeys',
  Gain: 'gain',
  AudioChannelLayout: 'layout',
  'SecondaryContents/SecondaryContentItem': 'channels[]',
}

const track: FieldTable = {
  'ClipTrack/Track/Node/Properties/MZ.TrackName': 'name',
  'ClipTrack/Track/Name': 'name',
  'ClipTrack/Track/IsMuted': 'muted',
  'ClipTrack/Track/IsLocked': 'locked',
  'ClipTrack/ClipItems/TrackItems/TrackItem': 'items[]',
  'ClipTrack/TransitionItems/TrackItems/TrackItem': 'transitions[]',
}

const mixer: FieldTable = {
  'AudioTrack/ComponentOwner/Components': 'chain@',
  'AudioTrack/Panner': 'panner@',
  'AudioTrack/ChannelType': 'channelType',
  'AudioTrack/Solo': 'solo',
}

const item: FieldTable = {
  'ClipTrackItem/ComponentOwner/Components': 'chain@',
  'ClipTrackItem/TrackItem/Start': 'start',
  'ClipTrackItem/TrackItem/End': 'end',
  'ClipTrackItem/SubClip': 'subClip@',
  'ClipTrackItem/IsMuted': 'muted',
}

const component = (path: string): FieldTable => ({
  [`${path}Component/Params/Param`]: 'params[]',
  [`${path}Component/DisplayName`]: 'name',
  [`${path}Component/Bypass`]: 'bypass',
})

const panner = component('PanProcessor/AudioComponent/')

export const recordFields: Record<string, FieldTable> = {
  Project: {
    'Node/Properties/MZ.BuildVersion.Modified': 'build',
    'Node/Properties/MZ.BuildVersion.Created': 'created',
  },
  ClipProjectItem: { 'ProjectItem/Name': 'name', MasterClip: 'master@' },
  MasterClip: { Name: 'name', 'Clips/Clip': 'clips[]', 'ChildClipIDs/ChildClipID': 'children[]' },
  Sequence: {
    Name: 'name',
    'Node/Properties/MZ.ZeroPoint': 'zeroPoint',
    'Node/Properties/MZ.InPoint': 'in',
    'Node/Properties/MZ.OutPoint': 'out',
    'Node/Properties/MZ.Sequence.VideoTimeDisplayFormat': 'display',
    'TrackGroups/TrackGroup/Second': 'groups[]',
    'MarkerOwner/Markers': 'markers@',
    'PersistentGroupContainer/LinkContainer/Links/Link': 'links[]',
  },
  AudioTrackGroup: {
    'TrackGroup/Tracks/Track': 'tracks[]',
    'TrackGroup/FrameRate': 'rate',
    MasterTrack: 'master@',
    NumAdaptiveChannels: 'adaptive',
    'SubMixTracks/SubMixTrack': 'submixes[]',
  },
  VideoTrackGroup: {
    'TrackGroup/Tracks/Track': 'tracks[]',
    'TrackGroup/FrameRate': 'rate',
    FrameRect: 'frame',
  },
  AudioClipTrack: { ...track, ...mixer },
  VideoClipTrack: track,
  AudioMixTrack: {
    ...mixer,
    Inlet: 'inlet@',
    'Track/IsMuted': 'muted',
    'Track/Node/Properties/MZ.TrackName': 'name',
  },
  AudioTrackInlet: { 'Sources/Source': 'sources[]' },
  AudioClipTrackItem: item,
  VideoClipTrackItem: item,
  SubClip: { Clip: 'clip@', MasterClip: 'master@', Name: 'name' },
  AudioClip: clip,
  VideoClip: clip,
  SecondaryContent: { Content: 'content@', ChannelIndex: 'index' },
  AudioMediaSource: sourceOf('MediaSource'),
  VideoMediaSource: sourceOf('MediaSource'),
  AudioSequenceSource: sourceOf('SequenceSource'),
  VideoSequenceSource: sourceOf('SequenceSource'),
  Media: {
    AudioStream: 'audio@',
    VideoStream: 'video@',
    FilePath: 'path',
    ActualMediaFilePath: 'actualPath',
    RelativePath: 'relativePath',
    Title: 'title',
  },
  AudioStream: { FrameRate: 'rate', Duration: 'duration', AudioChannelLayout: 'layout' },
  VideoStream: { Duration: 'duration' },
  AudioComponentChain: { DefaultVol: 'defaultVolume', 'ComponentChain/Components/Component': 'components[]' },
  AudioFilterComponent: { ...component('AudioComponent/'), FilterMatchName: 'matchName' },
  AudioFader: component('AudioComponent/'),
  AudioMeter: {},
  StereoToStereoPanProcessor: panner,
  MonoToStereoPanProcessor: panner,
  AudioComponentParam: {
    Name: 'name',
    StartKeyframe: 'startKey',
    CurrentValue: 'value',
    UpperBound: 'upper',
    IsTimeVarying: 'varying',
    Keyframes: 'keys',
  },
  AudioTransitionTrackItem: {
    'TransitionTrackItem/TrackItem/Start': 'start',
    'TransitionTrackItem/TrackItem/End': 'end',
    'TransitionTrackItem/Alignment': 'alignment',
    'TransitionTrackItem/MatchName': 'matchName',
    'TransitionTrackItem/DisplayName': 'name',
    'TransitionTrackItem/HasOutgoingClip': 'hasOutgoing',
    'TransitionTrackItem/HasIncomingClip': 'hasIncoming',
  },
  Link: { 'TrackItemGroup/TrackItems/TrackItem': 'items[]' },
  Markers: { 'Markers/Marker/Second': 'markers[]' },
  Marker: { DVAMarker: 'json' },
}
