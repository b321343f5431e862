// What a media file is, before it is decoded: its channels as Premiere counts them, its rate, and where its sound
// lies on the source clock whose zero is the first picture.
import { fail, ProblemError } from '../problem'
import { ffmpegInput, shortReason } from './ffmpegInput'
import { type FirstPackets, type FirstSound, readFirstPackets } from './firstPackets'
import { runProgram } from './runProgram'
import { readStreamList, type StreamList } from './streamList'
import { openWav, type WavReader } from './wavReader'

export interface MediaDescription {
  /** "wav", "rf64", "aiff" ... when read directly; else ffmpeg's name ("mov,mp4,m4a,3gp,3g2,mj2"). */
  container: string
  /** Read without ffmpeg. */
  direct: boolean
  /** Of all streams together: Premiere counts channels 1 … N through the streams in order. */
  channels: number
  layout: 'mono' | 'stereo' | '5.1' | 'multichannel'
  sampleRateHz: number
  /** Exact for direct files and once decoded; else from the container's duration. */
  lengthSamples: number
  audioStreams: AudioStream[]
  hasVideo: boolean
  variableFrameRate: boolean
  /** Of the first stream's first sample on the source clock: positive is silence before it, negative was trimmed. */
  startOffsetSeconds: number
  startTimecode: string | null
  /** Samples since midnight, from a bext chunk. */
  bextTimeReference: number | null
  /** The file ends before its header says. */
  truncated: boolean
}

export interface AudioStream extends FirstSound {
  codec: string
}

export interface ProbeOptions {
  ffmpegPath: string | null
  signal?: AbortSignal
}

export const describeMedia = async (path: string, options: ProbeOptions): Promise<MediaDescription> => {
  const wav = await openWav(path)
  if (wav !== null) {
    await wav.close()
    return describeDirect(wav)
  }
  if (options.ffmpegPath === null) return fail('ffmpeg-missing', path)
  return (await probeMedia(path, options.ffmpegPath, options.signal)).description
}

export const describeDirect = ({
  header,
  channels,
  sampleRateHz,
  lengthSamples,
}: WavReader): MediaDescription => ({
  container: header.container,
  direct: true,
  channels,
  layout: layoutOf(channels),
  sampleRateHz,
  lengthSamples,
  audioStreams: [{ stream: 0, codec: `pcm_${header.format.sample}`, channels, sampleRateHz, startSample: 0 }],
  hasVideo: false,
  variableFrameRate: false,
  startOffsetSeconds: 0,
  startTimecode: null,
  bextTimeReference: header.bext?.timeReferenceSamples ?? null,
  truncated: header.truncated,
})

export interface ProbedMedia {
  description: MediaDescription
  /** The instant of the file's own clock that is source time 0. */
  zeroSeconds: number
  /** NaN when unknown. */
  durationSeconds: number
}

const LIST_MS = 30_000

export const probeMedia = async (
  path: string,
  ffmpegPath: string,
  signal?: AbortSignal,
): Promise<ProbedMedia> => {
  const listed = await runProgram(ffmpegPath, ffmpegInput(path), { timeoutMs: LIST_MS, signal })
  if (listed.ended === 'cancelled') return fail('cancelled', path)
  if (listed.ended === 'not-started') return fail('ffmpeg-failed', path, { reason: 'not-started' })
  const list = readStreamList(listed.stderr)
  if (list === null) return fail('media-not-readable', path, { reason: shortReason(listed, path) })
  if (list.audio.length === 0) return fail('media-no-audio', path)
  const packets = await firstPackets(path, ffmpegPath, list, signal)
  const zeroSeconds = zeroOf(list, packets)
  return {
    description: describe(list, packets, zeroSeconds),
    zeroSeconds,
    durationSeconds: list.durationSeconds,
  }
}

/** All at once; where one stream cannot be decoded, each by itself, so that the others still play. */
const firstPackets = async (
  path: string,
  ffmpegPath: string,
  list: StreamList,
  signal?: AbortSignal,
): Promise<FirstPackets> => {
  const all = list.audio.map((_, index) => index)
  const video = list.video !== null
  const { packets, run } = await readFirstPackets(path, ffmpegPath, { audio: all, video }, signal)
  if (run.ended === 'cancelled') return fail('cancelled', path)
  if (packets.audio.length === all.length) return packets
  let reason = shortReason(run, path)
  const audio: FirstSound[] = []
  for (const stream of all.slice(0, MOST_STREAMS)) {
    const alone = await readFirstPackets(path, ffmpegPath, { audio: [stream], video: false }, signal)
    audio.push(...alone.packets.audio)
    if (alone.packets.audio.length === 0) reason = shortReason(alone.run, path)
  }
  if (audio.length === 0)
    throw new ProblemError({ code: 'media-not-readable', where: path, values: { reason } })
  return { ...packets, audio }
}

/** A broken file that claims thousands of streams is not asked about each. */
const MOST_STREAMS = 32

/**
 * Where there are pictures the first is 0, so that sound keeps its place beside it however a writer moved both (an
 * encoder's delay, a transport stream's clock). Sound alone: QuickTime and MP4 have a clock of their own that starts
 * at 0, edit lists included; elsewhere the first sound is 0.
 */
const zeroOf = (list: StreamList, packets: FirstPackets): number => {
  if (packets.videoStartSeconds !== null) return packets.videoStartSeconds
  return /(^|,)mov(,|$)/.test(list.container) ? 0 : firstSoundSeconds(packets)
}

const firstSoundSeconds = ({ audio }: FirstPackets): number =>
  audio.reduce(
    (least, { startSample, sampleRateHz }) => Math.min(least, startSample / sampleRateHz),
    Infinity,
  )

const describe = (list: StreamList, packets: FirstPackets, zeroSeconds: number): MediaDescription => {
  const [first] = packets.audio
  const channels = packets.audio.reduce((sum, stream) => sum + stream.channels, 0)
  const endSeconds = list.startSeconds + (list.durationSeconds || 0) - zeroSeconds
  return {
    container: list.container,
    direct: false,
    channels,
    layout: layoutOf(channels),
    sampleRateHz: first.sampleRateHz,
    lengthSamples: Math.max(0, Math.round(endSeconds * first.sampleRateHz)),
    audioStreams: packets.audio.map((sound) => ({ ...sound, codec: list.audio[sound.stream].codec })),
    hasVideo: list.video !== null,
    variableFrameRate: list.video !== null && (packets.unevenPictures || strayingRate(list.video)),
    startOffsetSeconds: first.startSample / first.sampleRateHz - zeroSeconds,
    startTimecode: list.timecode,
    bextTimeReference: null,
    truncated: false,
  }
}

/** The average over the file against the pace of its beginning: more than 1 % apart, the pace changed later. */
const strayingRate = ({
  framesPerSecond,
  tickedFramesPerSecond,
}: NonNullable<StreamList['video']>): boolean => Math.abs(framesPerSecond / tickedFramesPerSecond - 1) > 0.01

const layoutOf = (channels: number): MediaDescription['layout'] =>
  channels === 1 ? 'mono' : channels === 2 ? 'stereo' : channels === 6 ? '5.1' : 'multichannel'
