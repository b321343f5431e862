// Measures a sound in one go, and asks ffmpeg for the same numbers where it is installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { ffmpegPath as foundFfmpeg } from '../ffmpegPath'
import { SoundMeasure, type SoundMeasurement } from '../../dsp-core/render/measureSound'

export const measure = (sound: Float32Array[], sampleRateHz = 48000): SoundMeasurement => {
  const meter = new SoundMeasure({ sampleRateHz, channels: sound.length })
  const block = 20000
  for (let start = 0; start < sound[0].length; start += block) {
    const part = sound.map((channel) => channel.subarray(start, start + block))
    meter.push(part, part[0].length)
  }
  return meter.result()
}

export const hasFfmpeg = foundFfmpeg !== null
const ffmpegPath = foundFfmpeg ?? 'ffmpeg'

/** Before version 5, ffmpeg's ebur128 weighted every rate with the coefficients of 48 kHz: no judge of others. */
export const ffmpegKnowsRate = (sampleRateHz: number): boolean =>
  sampleRateHz === 48000 ||
  Number(
    /ffmpeg version n?(\d+)\./.exec(spawnSync(ffmpegPath, ['-version']).stdout?.toString() ?? '')?.[1] ?? 0,
  ) >= 5

/** Decoded as it is: own rate, own channels. */
export const decode = (path: string): { sound: Float32Array[]; sampleRateHz: number } => {
  const report = spawnSync(ffmpegPath, [
    '-hide_banner',
    '-nostdin',
    '-i',
    path,
    '-f',
    'null',
    '-t',
    '0',
    '-',
  ]).stderr.toString()
  const sampleRateHz = Number(/(\d+) Hz/.exec(report)?.[1])
  const layout = /Hz, (mono|stereo|5\.1|(\d+) channels)/.exec(report)
  const channels = layout?.[1] === 'mono' ? 1 : layout?.[1].startsWith('5.1') ? 6 : Number(layout?.[2] ?? 2)
  const raw = execFileSync(ffmpegPath, ['-v', 'error', '-nostdin', '-i', path, '-vn', '-f', 'f32le', '-'], {
    maxBuffer: 2 ** 30,
  })
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
  const lengthSamples = Math.floor(samples.length / channels)
  const sound = Array.from({ length: channels }, (_, c) =>
    Float32Array.from({ length: lengthSamples }, (_, i) => samples[i * channels + c]),
  )
  return { sound, sampleRateHz }
}

interface FfmpegReading {
  integratedLufs: number
  loudnessRangeLu: number
  truePeakDbtp: number
}

const ffmpegArgs = (path: string, filter: string): string[] => [
  ...['-hide_banner', '-nostats', '-nostdin', '-i', path, '-vn'],
  ...['-af', filter, '-f', 'null', '-'],
]

/** Integrated loudness to 0.01 (its running value at the end), the others to 0.1 (its summary). */
export const ffmpegReading = (path: string): FfmpegReading => {
  const filter = 'ebur128=peak=true:metadata=1:framelog=verbose,ametadata=mode=print:key=lavfi.r128.I:file=-'
  const { stdout, stderr } = spawnSync(ffmpegPath, ffmpegArgs(path, filter), { maxBuffer: 2 ** 28 })
  const summary = stderr.toString().split('Summary:')[1]
  const number = (pattern: RegExp) => Number(pattern.exec(summary)?.[1])
  return {
    integratedLufs: Number(stdout.toString().trim().split('r128.I=').pop()),
    loudnessRangeLu: number(/LRA:\s+(-?[\d.]+) LU/),
    truePeakDbtp: number(/Peak:\s+(-?[\d.]+) dBFS/),
  }
}

/** What ffmpeg's meter says every 100 ms, to 0.001: the last integrated value, and the highest of the others. */
export const ffmpegFrames = (
  path: string,
): { integratedLufs: number; maxMomentaryLufs: number; maxShortTermLufs: number } => {
  const filter = 'ebur128=metadata=1:framelog=verbose,ametadata=mode=print:file=-'
  const { stdout } = spawnSync(ffmpegPath, ffmpegArgs(path, filter), { maxBuffer: 2 ** 28 })
  const values = (key: string): number[] =>
    [...stdout.toString().matchAll(new RegExp(`r128\\.${key}=(-?[\\d.]+)`, 'g'))].map(([, value]) =>
      Number(value),
    )
  const highest = (key: string) => values(key).reduce((most, value) => Math.max(most, value), -Infinity)
  return {
    integratedLufs: values('I').pop() ?? NaN,
    maxMomentaryLufs: highest('M'),
    maxShortTermLufs: highest('S'),
  }
}
