// Where each stream of a file begins, to the sample, and whether its pictures come at an even pace: ffmpeg decodes
// the first sound of each stream and passes the first pictures through, and writes a line for each ("framecrc").
import { ffmpegInput } from './ffmpegInput'
import { runProgram, type RunResult } from './runProgram'

export interface FirstPackets {
  audio: FirstSound[]
  /** Seconds; null without pictures. */
  videoStartSeconds: number | null
  unevenPictures: boolean
}

export interface FirstSound {
  /** Which of the file's audio streams, from 0. */
  stream: number
  channels: number
  sampleRateHz: number
  /** On the file's own clock, after encoder delay and edit lists, in samples of its rate. */
  startSample: number
}

/** About five seconds of pictures; a phone's pace shows within one. */
const PICTURES = 150

const PROBE_MS = 30_000

export const readFirstPackets = async (
  path: string,
  ffmpegPath: string,
  streams: { audio: number[]; video: boolean },
  signal?: AbortSignal,
): Promise<{ packets: FirstPackets; run: RunResult }> => {
  const args = [
    ...['-v', 'error', '-copyts', ...ffmpegInput(path)],
    ...streams.audio.flatMap((stream) => ['-map', `0:a:${stream}`]),
    // Not -frames:a 1: with it ffmpeg ends all streams of the output when the first has its one.
    ...['-af', 'atrim=end_sample=1', '-c:a', 'pcm_f32le'],
    ...(streams.video ? ['-map', '0:V:0', '-c:v', 'copy', '-frames:v', String(PICTURES)] : []),
    ...['-avoid_negative_ts', 'disabled', '-f', 'framecrc', '-'],
  ]
  const run = await runProgram(ffmpegPath, args, { timeoutMs: PROBE_MS, signal })
  return { packets: readFrameLines(run.stdout, streams.audio), run }
}

interface Line {
  decodeTick: number
  pictureTick: number
  durationTicks: number
  sizeBytes: number
}

/** Output streams are numbered in the order of the maps: the audio streams, then the pictures. */
const readFrameLines = (text: string, audioStreams: number[]): FirstPackets => {
  const audio = audioStreams.flatMap((stream, output): FirstSound[] => {
    const sampleRateHz = Number(new RegExp(`^#sample_rate ${output}: (\\d+)`, 'm').exec(text)?.[1])
    const [first] = linesOf(text, output)
    if (first === undefined || !(sampleRateHz > 0) || !(first.durationTicks > 0)) return []
    const channels = Math.round(first.sizeBytes / 4 / first.durationTicks)
    return channels < 1 ? [] : [{ stream, channels, sampleRateHz, startSample: first.pictureTick }]
  })
  const base = new RegExp(`^#tb ${audioStreams.length}: (\\d+)/(\\d+)`, 'm').exec(text)
  const pictures = linesOf(text, audioStreams.length)
  if (base === null || pictures.length === 0) return { audio, videoStartSeconds: null, unevenPictures: false }
  const earliest = pictures.reduce((least, { pictureTick }) => Math.min(least, pictureTick), Infinity)
  return {
    audio,
    videoStartSeconds: (earliest * Number(base[1])) / Number(base[2]),
    unevenPictures: uneven(pictures.map(({ decodeTick }) => decodeTick)),
  }
}

const linesOf = (text: string, output: number): Line[] =>
  [...text.matchAll(/^(\d+), *(-?\d+), *(-?\d+), *(\d+), *(\d+), 0x/gm)]
    .filter((match) => Number(match[1]) === output)
    .map((match) => ({
      decodeTick: Number(match[2]),
      pictureTick: Number(match[3]),
      durationTicks: Number(match[4]),
      sizeBytes: Number(match[5]),
    }))

/**
 * A clock too coarse for the rate (Matroska's milliseconds) gives steps of 33 and 34. More than that, and for more
 * than one step in twenty (writers stretch a first or last picture), is uneven.
 */
const uneven = (ticks: number[]): boolean => {
  const steps = ticks.slice(1).map((tick, index) => tick - ticks[index])
  const usual = [...steps].sort((a, b) => a - b)[steps.length >> 1]
  const off = steps.filter((step) => Math.abs(step - usual) > Math.max(1, 0.02 * usual))
  return off.length > 0.05 * steps.length
}
