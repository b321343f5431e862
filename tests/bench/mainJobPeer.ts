// The same work by ffmpeg, in the form that was fastest: tracks filtered in parallel processes to float files, then
// one graph that ducks, sums and measures, then gain, true-peak limiter at four times the rate, and 24-bit files. Chains
// follow the genre "documentary": high-pass, three bands of equaliser and a compressor on speech, high-pass on the
// rest, music ducked under the speech with 250 ms of look-ahead, a slow compressor on the sum.
import { mkdirSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../../client/media/runProgram'
import type { Measured } from './mainJobProduct'
import type { Programme } from './mainJobProgramme'
import { integratedLufsOf } from './processWatch'

const quiet = ['-nostdin', '-hide_banner', '-nostats', '-y', '-benchmark']
/** One filter thread: slices this small cost more to hand out than they save. */
const threads = ['-filter_threads', '1', '-filter_complex_threads', '1']
const float = ['-c:a', 'pcm_f32le', '-f', 'w64']
const master24 = ['-c:a', 'pcm_s24le']

const equaliser = (bands: [number, number, number][]): string =>
  bands.map(([hz, q, db]) => `equalizer=f=${hz}:t=q:w=${q}:g=${db}`).join(',')

const speech = [
  'aformat=sample_fmts=fltp,highpass=f=80',
  equaliser([
    [250, 1, -2],
    [480, 1.4, -2],
    [3200, 0.9, 2],
  ]),
  'acompressor=threshold=0.14:ratio=3:attack=10:release=200:knee=4:makeup=1',
].join(',')
const chains = {
  dialogue1: speech,
  dialogue2: speech,
  music: 'aformat=sample_fmts=fltp,highpass=f=30',
  ambience: 'aformat=sample_fmts=fltp,highpass=f=60',
}

/** The key is the speech moved 250 ms ahead (12000 samples). */
const lookAhead = 'atrim=start_sample=12000,asetpts=PTS-STARTPTS,apad=pad_len=12000'
const duck = (ratio: number): string =>
  `sidechaincompress=threshold=0.02:ratio=${ratio}:attack=30:release=450:knee=4`

const mixGraph = [
  '[0:a][1:a]amix=inputs=2:normalize=0,asplit=4[dm][ds][k1][k2]',
  `[k1]${lookAhead}[key1]`,
  `[k2]${lookAhead}[key2]`,
  `[2:a][key1]${duck(6)},asplit=2[mm][ms]`,
  `[3:a][key2]${duck(1.5)},asplit=2[am][as]`,
  '[dm][mm][am]amix=inputs=3:normalize=0,acompressor=threshold=0.2:ratio=1.5:attack=30:release=300:knee=4,' +
    'aformat=sample_fmts=flt,asplit=2[mix][meter]',
  '[meter]ebur128=framelog=verbose,anullsink',
].join(';')

interface Used {
  cpuSeconds: number
  peakRssBytes: number
  stderr: string
}

const hourMs = 3_600_000

const run = async (ffmpeg: string, args: string[]): Promise<Used> => {
  const { code, stderr } = await runProgram(ffmpeg, [...quiet, ...threads, ...args], { timeoutMs: hourMs })
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${stderr.slice(-1500)}`)
  const number = (pattern: RegExp): number => Number(pattern.exec(stderr)?.[1] ?? NaN)
  const cpuSeconds = number(/utime=([\d.]+)s/) + number(/stime=([\d.]+)s/)
  return { cpuSeconds, peakRssBytes: number(/maxrss=(\d+)\s*[kK]i?B/) * 1024, stderr }
}

/** At most as many at once as there are processors. */
const runInParallel = async (jobs: (() => Promise<Used>)[]): Promise<Used[]> => {
  const results: Used[] = []
  const waiting = [...jobs]
  const worker = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) results.push(await job())
  }
  await Promise.all(Array.from({ length: Math.min(cpus().length, jobs.length) }, worker))
  return results
}

/** The largest that could be in memory at once. */
const together = (used: Used[]): number =>
  used
    .map((one) => one.peakRssBytes)
    .sort((a, b) => b - a)
    .slice(0, cpus().length)
    .reduce((sum, bytes) => sum + bytes, 0)

const limiter = (ceilingDbtp: number): string => {
  const limit = Math.pow(10, ceilingDbtp / 20).toFixed(6)
  return `aresample=192000,alimiter=limit=${limit}:attack=5:release=60:level=false:latency=1,aresample=48000`
}

const work = async (
  ffmpeg: string,
  { files }: Programme,
  folder: string,
  target: { lufs: number; ceilingDbtp: number },
): Promise<{ stages: Used[][]; mix: string }> => {
  const names = ['dialogue1', 'dialogue2', 'music', 'ambience'] as const
  const part = (name: string): string => join(folder, `${name}.w64`)
  const tracks = await runInParallel(
    names.map((name) => () => run(ffmpeg, ['-i', files[name], '-af', chains[name], ...float, part(name)])),
  )
  const inputs = names.flatMap((name) => ['-i', part(name)])
  const stem = (label: string, name: string): string[] => [
    '-map',
    label,
    ...master24,
    join(folder, `${name}.wav`),
  ]
  const stems = [...stem('[ds]', 'dialogue'), ...stem('[ms]', 'music'), ...stem('[as]', 'ambience')]
  const sum = await run(ffmpeg, [
    ...[...inputs, '-filter_complex', mixGraph],
    ...['-map', '[mix]', ...float, part('premaster')],
    ...stems,
  ])
  const gain = `volume=${(target.lufs - integratedLufsOf(sum.stderr)).toFixed(2)}dB:precision=float`
  const mix = join(folder, 'mix.wav')
  const last = await run(ffmpeg, [
    '-i',
    part('premaster'),
    '-af',
    `${gain},${limiter(target.ceilingDbtp)}`,
    ...master24,
    mix,
  ])
  return { stages: [tracks, [sum], [last]], mix }
}

export const runPeer = async (
  ffmpeg: string,
  programme: Programme,
  outFolder: string,
  target: { lufs: number; ceilingDbtp: number },
): Promise<Measured> => {
  rmSync(outFolder, { recursive: true, force: true })
  mkdirSync(outFolder, { recursive: true })
  const started = process.hrtime.bigint()
  const elapsed = (): number => Number(process.hrtime.bigint() - started) / 1e9
  try {
    const { stages, mix } = await work(ffmpeg, programme, outFolder, target)
    const all = stages.flat()
    return {
      wallSeconds: elapsed(),
      cpuSeconds: all.reduce((sum, one) => sum + one.cpuSeconds, 0),
      peakRssBytes: Math.max(...stages.map(together)),
      mix,
      failed: null,
    }
  } catch (error) {
    return { wallSeconds: elapsed(), cpuSeconds: 0, peakRssBytes: 0, mix: '', failed: String(error) }
  }
}
