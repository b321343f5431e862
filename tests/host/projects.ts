// Project values by hand, for tests of the host: small, whole, and with everything a sequence can hold.
import { plainTrack } from '../../client/projects/plainTrack'
import type {
  ProjectAudioTrack,
  ProjectClip,
  ProjectFile,
  ProjectMedia,
  ProjectSequence,
} from '../../client/projects/project'

export const second = 254_016_000_000n
/** 25 frames a second. */
export const frame = second / 25n
export const unity = 10 ** (-15 / 20)

export const media = (id: string, more: Partial<ProjectMedia> = {}): ProjectMedia => ({
  id,
  name: `${id}.wav`,
  path: `/media/${id}.wav`,
  alternatives: [],
  channels: 2,
  sampleRateHz: 48000,
  durationTicks: 3600n * second,
  hasVideo: false,
  ...more,
})

export const clip = (id: string, startFrame: number, endFrame: number, more: Partial<ProjectClip> = {}) => {
  const [startTicks, endTicks] = [BigInt(startFrame) * frame, BigInt(endFrame) * frame]
  const made: ProjectClip = {
    id,
    name: `clip ${id}`,
    source: { media: 'voice' },
    kind: 'file',
    startTicks,
    endTicks,
    inTicks: 0n,
    outTicks: endTicks - startTicks,
    speed: 1,
    reversed: false,
    enabled: true,
    gainDb: 0,
    levelDb: 0,
    levelRaw: unity,
    levelUnity: unity,
    levelKeys: [],
    channelMap: [],
    effects: [],
    linkedTo: [],
    ...more,
  }
  return made
}

export const track = (
  name: string,
  clips: ProjectClip[],
  more: Partial<ProjectAudioTrack> = {},
): ProjectAudioTrack => ({
  ...plainTrack(name),
  clips,
  ...more,
})

export const sequence = (
  id: string,
  audioTracks: ProjectAudioTrack[],
  more: Partial<ProjectSequence> = {},
): ProjectSequence => {
  const ends = audioTracks.flatMap(({ clips }) => clips.map(({ endTicks }) => endTicks))
  return {
    id,
    name: `Sequence ${id}`,
    ticksPerFrame: frame,
    frameRate: { num: 25, den: 1 },
    dropFrame: false,
    sampleRateHz: 48000,
    zeroPointTicks: 0n,
    endTicks: ends.reduce((last, end) => (end > last ? end : last), 0n),
    inPointTicks: null,
    outPointTicks: null,
    layout: 'stereo',
    audioTracks,
    videoTracks: [],
    markers: [],
    frameWidth: 1920,
    frameHeight: 1080,
    ...more,
  }
}

export const project = (sequences: ProjectSequence[], more: Partial<ProjectFile> = {}): ProjectFile => ({
  format: 'prproj',
  version: '43',
  writtenBy: 'test',
  path: '/projects/film.prproj',
  name: 'film.prproj',
  sequences,
  media: [
    media('voice'),
    media('music'),
    media('film', { hasVideo: true, name: 'film.mp4', path: '/media/film.mp4' }),
  ],
  problems: [],
  ...more,
})

/** Two minutes with dialogue, music, an already muted track, video, a nest, and a marker of the user's own. */
export const film = (): ProjectFile => {
  const nest = sequence('nest', [track('N1', [clip('n1', 0, 500)])])
  const main = sequence(
    'main',
    [
      track('Dialogue', [clip('d1', 0, 250), clip('d2', 300, 1000, { inTicks: 7n, effects: ['fx-a'] })]),
      track('Music', [clip('m1', 0, 3000, { source: { media: 'music' } })]),
      track('Old', [clip('o1', 10, 20)], { muted: true }),
      track('Inner', [clip('i1', 100, 600, { source: { sequence: 'nest' }, kind: 'nest' })]),
    ],
    {
      videoTracks: [
        { name: 'V1', enabled: true, clips: [clip('v1', 0, 3000, { source: { media: 'film' } })] },
      ],
      markers: [{ name: 'mine', comments: 'not yours', startTicks: second, endTicks: second }],
      endTicks: 3000n * frame,
    },
  )
  return project([main, nest])
}
