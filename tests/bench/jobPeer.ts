// The work of job.ts by ffmpeg, in the form that is fastest: tracks in parallel processes with float files between,
// one filter thread each (slices this small cost more to hand out than they save), loudness measured on the way, then
// gain and a limiter at four times the rate.
import { mkdirSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './mainJobProduct'
import type { Programme } from './mainJobProgramme'
import {
  ducking,
  denoiseDb,
  master,
  target,
  tracks,
  type Abilities,
  type Bell,
  type Compression,
} from './job'
import type { TrackWork } from './job'
import { integratedLufsOf, ProcessWatch } from './processWatch'

const quiet = [
  '-nostdin',
  '-hide_banner',
  '-nostats',
  '-y',
  '-filter_threads',
  '1',
  '-filter_complex_threads',
  '1',
]
const float = ['-c:a', 'pcm_f32le', '-f', 'w64']
const rateHz = 48000

const linear = (db: number): string => Math.pow(10, db / 20).toFixed(6)

const equaliser = (bells: Bell[]): string[] =>
  bells.map(({ hz, q, gainDb }) => `equalizer=f=${hz}:t=q:w=${q}:g=${gainDb}`)

/** A knee of 4 is 12 dB wide: ffmpeg gives the ratio of its two ends. */
const dynamics = (
  filter: string,
  { thresholdDb, ratio, attackMs, releaseMs, makeupDb }: Compression,
): string =>
  `${filter}=threshold=${linear(thresholdDb)}:ratio=${ratio}:attack=${attackMs}:release=${releaseMs}:knee=4` +
  (makeupDb ? `:makeup=${linear(makeupDb)}` : '')

const trackChain = (track: TrackWork, can: Abilities): string =>
  [
    'aformat=sample_fmts=fltp',
    `highpass=f=${track.highPassHz}`,
    ...equaliser(track.bells),
    ...(can.denoise ? [`afftdn=nr=${denoiseDb}:nf=-55`] : []),
    `deesser=i=${track.deEss.intensity}:m=0.5:f=0.5`,
    dynamics('acompressor', track.compressor),
  ].join(',')

const bandSplit = (): string => {
  const bands = master.bands.map((band, index) => `[b${index}]${dynamics('acompressor', band)}[c${index}]`)
  const [split, joined] = ['b', 'c'].map((letter) => master.bands.map((_, i) => `[${letter}${i}]`).join(''))
  return (
    `acrossover=split=${master.splitsHz.join(' ')}:order=4th${split};${bands.join(';')};` +
    `${joined}amix=inputs=${master.bands.length}:normalize=0`
  )
}

const mixGraph = (can: Abilities): string => {
  const ahead = (ducking.lookAheadMs * rateHz) / 1000
  const chain = [
    `highpass=f=${master.highPassHz}`,
    ...equaliser(master.bells),
    ...(can.multiband ? [bandSplit()] : []),
    `stereotools=slev=${master.widthPercent / 100}`,
    'aformat=sample_fmts=flt,asplit=2[out][meter]',
  ]
  return [
    '[0:a][1:a]amix=inputs=2:normalize=0,asplit=2[speech][drives]',
    `[drives]atrim=start_sample=${ahead},asetpts=PTS-STARTPTS,apad=pad_len=${ahead}[key]`,
    `[2:a][key]${dynamics('sidechaincompress', ducking)}[music]`,
    `[speech][music][3:a]amix=inputs=3:normalize=0,${chain.join(',')}`,
    '[meter]ebur128=framelog=verbose,anullsink',
  ].join(';')
}

const limiter = `aresample=${4 * rateHz},alimiter=limit=${linear(target.ceilingDbtp)}:attack=5:release=60:level=false:latency=1,aresample=${rateHz}`

const atMost = async (lanes: number, jobs: (() => Promise<unknown>)[]): Promise<void> => {
  const waiting = [...jobs]
  const lane = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job()
  }
  await Promise.all(Array.from({ length: Math.min(lanes, jobs.length) }, lane))
}

const work = async (
  ffmpeg: string,
  { files }: Programme,
  folder: string,
  can: Abilities,
  watch: ProcessWatch,
) => {
  const run = async (args: string[]): Promise<string> => {
    const { code, stderr } = await watch.run(ffmpeg, [...quiet, ...args])
    if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${stderr.slice(-1500)}`)
    return stderr
  }
  const part = (name: string): string => join(folder, `${name}.w64`)
  await atMost(
    cpus().length,
    tracks.map(
      (track) => () => run(['-i', files[track.id], '-af', trackChain(track, can), ...float, part(track.id)]),
    ),
  )
  const inputs = tracks.flatMap(({ id }) => ['-i', part(id)])
  const log = await run([
    ...inputs,
    '-filter_complex',
    mixGraph(can),
    '-map',
    '[out]',
    ...float,
    part('premaster'),
  ])
  const gain = `volume=${(target.integratedLufs - integratedLufsOf(log)).toFixed(2)}dB:precision=float`
  const mix = join(folder, 'mix.wav')
  await run(['-i', part('premaster'), '-af', `${gain},${limiter}`, '-c:a', 'pcm_s24le', mix])
  return mix
}

export const runJobPeer = async (
  ffmpeg: string,
  programme: Programme,
  folder: string,
  can: Abilities,
): Promise<Measured> => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const watch = new ProcessWatch()
  const started = process.hrtime.bigint()
  const used = () => ({
    wallSeconds: Number(process.hrtime.bigint() - started) / 1e9,
    cpuSeconds: watch.cpuSeconds,
    peakRssBytes: watch.peakRssBytes,
  })
  try {
    const mix = await work(ffmpeg, programme, folder, can, watch)
    return { ...used(), mix, failed: null }
  } catch (error) {
    return { ...used(), mix: '', failed: String(error) }
  }
}
