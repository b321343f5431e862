// Snapshots and project files made by hand, for the tests of the conversion.
import { plainTrack } from '../../client/projects/plainTrack'
import type { ClipSnapshot, SequenceSnapshot, TrackSnapshot } from '../../host-jsx/contract'
import type {
  ProjectAudioTrack,
  ProjectClip,
  ProjectFile,
  ProjectSequence,
} from '../../client/projects/project'
import { ticksPerSecond } from '../../client/host/ticks'

export const ticksPerFrameOf = (num: number, den: number): bigint =>
  (ticksPerSecond * BigInt(den)) / BigInt(num)

export const madeClip = (given: Partial<ClipSnapshot>): ClipSnapshot => ({
  nodeId: 'n',
  name: 'clip',
  mediaPath: '/media/a.wav',
  nestedSequenceId: null,
  kind: 'file',
  offline: false,
  startTicks: '0',
  endTicks: String(ticksPerSecond),
  inTicks: '0',
  outTicks: String(ticksPerSecond),
  speed: 1,
  reversed: false,
  enabled: true,
  level: null,
  levelKeys: [],
  effects: [],
  ...given,
})

export const madeTrack = (clips: ClipSnapshot[], given: Partial<TrackSnapshot> = {}): TrackSnapshot => ({
  index: 0,
  name: 'Audio 1',
  muted: false,
  locked: false,
  clips,
  transitions: [],
  ...given,
})

export const madeSnapshot = (
  tracks: TrackSnapshot[],
  given: Partial<SequenceSnapshot> & { sampleRateHz?: number } = {},
): SequenceSnapshot => {
  const { sampleRateHz = 48000, ...rest } = given
  return {
    id: 'seq',
    name: 'Sequence',
    ticksPerFrame: '10160640000',
    ticksPerSample: String(ticksPerSecond / BigInt(sampleRateHz)),
    zeroPointTicks: '0',
    endTicks: String(ticksPerSecond),
    inPointTicks: null,
    outPointTicks: null,
    channelType: 1,
    audioTracks: tracks,
    markers: [],
    ...rest,
  }
}

export const madeProjectClip = (given: Partial<ProjectClip>): ProjectClip => ({
  id: 'c',
  name: 'clip',
  source: { media: 'a' },
  kind: 'file',
  startTicks: 0n,
  endTicks: ticksPerSecond,
  inTicks: 0n,
  outTicks: ticksPerSecond,
  speed: 1,
  reversed: false,
  enabled: true,
  gainDb: 0,
  levelDb: 0,
  levelRaw: null,
  levelUnity: 10 ** (-15 / 20),
  levelKeys: [],
  channelMap: [],
  effects: [],
  linkedTo: [],
  ...given,
})

export const madeProjectTrack = (
  clips: ProjectClip[],
  given: Partial<ProjectAudioTrack> = {},
): ProjectAudioTrack => ({
  ...plainTrack('Audio 1'),
  clips,
  ...given,
})

export const madeProject = (
  audioTracks: ProjectAudioTrack[],
  given: Partial<ProjectSequence> = {},
): ProjectFile => ({
  format: 'prproj',
  version: '43',
  writtenBy: '',
  path: '/p.prproj',
  name: 'p',
  media: [],
  problems: [],
  sequences: [
    {
      id: 'seq',
      name: 'Sequence',
      ticksPerFrame: 10160640000n,
      frameRate: { num: 25, den: 1 },
      dropFrame: false,
      sampleRateHz: 48000,
      zeroPointTicks: 0n,
      endTicks: ticksPerSecond,
      inPointTicks: null,
      outPointTicks: null,
      layout: 'stereo',
      audioTracks,
      videoTracks: [],
      markers: [],
      frameWidth: 1920,
      frameHeight: 1080,
      ...given,
    },
  ],
})

export const stereoMedia =
  (sampleRateHz = 48000, lengthSamples = 48000 * 60, channels = 2) =>
  (path: string): { id: string; channels: number; sampleRateHz: number; lengthSamples: number } => ({
    id: path,
    channels,
    sampleRateHz,
    lengthSamples,
  })
