// npm run bench -- job [--minutes 10] [--runs 5] [--workers N] [--scalar] [--ours]: the whole job (job.ts) as
// `dubstage render` on a plan, against ffmpeg doing the same work, in turns; medians. Only ratios mean anything on a
// machine that is shared. Fails only when a run fails.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findFfmpeg } from '../../client/media/ffmpeg'
import { abilities, missingParts, type Abilities } from './job'
import { runJobPeer } from './jobPeer'
import { jobPlan } from './jobPlan'
import type { Measured } from './mainJobProduct'
import { makeProgramme, type Programme } from './mainJobProgramme'
import { loudnessByFfmpeg, ProcessWatch, settleDisk } from './processWatch'
import { median, printTable, say } from './table'

const root = resolve(__dirname, '..', '..')

export interface JobOptions {
  minutes: number
  runs: number
  workers: number | null
  scalar: boolean
  /** Without the peer. */
  ours: boolean
}

const runOurs = async (plan: string, folder: string, { workers, scalar }: JobOptions): Promise<Measured> => {
  rmSync(folder, { recursive: true, force: true })
  const watch = new ProcessWatch()
  const args = [join(root, 'headless', 'dubstage.js'), 'render', plan, '--out', folder, '--json']
  const env = { ...process.env }
  if (workers !== null) env.DUBSTAGE_WORKERS = String(workers)
  if (scalar) env.DUBSTAGE_ENGINE = 'scalar'
  const started = process.hrtime.bigint()
  const { code, stderr } = await watch.run(process.execPath, args, env)
  const wallSeconds = Number(process.hrtime.bigint() - started) / 1e9
  const mix = join(folder, 'mix.wav')
  // 1: done, but a promise failed; what it sounds like is measured anyway.
  const failed = (code === 0 || code === 1) && existsSync(mix) ? null : `exit ${code}: ${stderr.slice(-2000)}`
  return { wallSeconds, cpuSeconds: watch.cpuSeconds, peakRssBytes: watch.peakRssBytes, mix, failed }
}

interface Row {
  name: string
  runs: Measured[]
  reached: string
}

const reachedBy = async (ffmpeg: string | null, { runs }: Row): Promise<string> => {
  const last = runs[runs.length - 1]
  if (!ffmpeg || !last || last.failed) return '-'
  const { integratedLufs, truePeakDbtp } = await loudnessByFfmpeg(ffmpeg, last.mix)
  return `${integratedLufs.toFixed(1)} LUFS ${truePeakDbtp.toFixed(1)} dBTP`
}

const compare = async (
  programme: Programme,
  folder: string,
  options: JobOptions,
  ffmpeg: string | null,
  can: Abilities,
): Promise<Row[]> => {
  const planFile = join(folder, 'plan.json')
  writeFileSync(planFile, JSON.stringify(await jobPlan(programme, can)))
  const ours: Row = { name: options.scalar ? 'dubstage, scalar' : 'dubstage', runs: [], reached: '' }
  const peer: Row = { name: 'ffmpeg', runs: [], reached: '' }
  for (let round = 0; round < options.runs; round++) {
    settleDisk()
    ours.runs.push(await runOurs(planFile, join(folder, 'ours'), options))
    if (!ffmpeg || options.ours) continue
    settleDisk()
    peer.runs.push(await runJobPeer(ffmpeg, programme, join(folder, 'peer'), can))
  }
  const rows = peer.runs.length > 0 ? [ours, peer] : [ours]
  for (const row of rows) row.reached = await reachedBy(ffmpeg, row)
  return rows
}

const print = (rows: Row[], seconds: number): void => {
  const of = (row: Row, what: 'wallSeconds' | 'cpuSeconds'): number =>
    median(row.runs.map((run) => run[what]))
  const last = rows[rows.length - 1]
  const failed = (row: Row): boolean => row.runs.some((run) => run.failed !== null)
  // Work that was not done took no time: no figure beside a failed run means anything.
  const ratio = (row: Row, what: 'wallSeconds' | 'cpuSeconds'): string =>
    failed(row) || failed(last) ? '-' : (of(last, what) / of(row, what)).toFixed(2)
  printTable([
    ['', 'wall s', 'CPU s', 'x real time', 'peak RSS MB', 'wall ratio', 'CPU ratio', 'reached'],
    ...rows.map((row) => [
      row.name,
      of(row, 'wallSeconds').toFixed(2),
      of(row, 'cpuSeconds').toFixed(2),
      failed(row) ? 'failed' : (seconds / of(row, 'wallSeconds')).toFixed(1),
      (Math.max(...row.runs.map((run) => run.peakRssBytes)) / 1e6).toFixed(0),
      ratio(row, 'wallSeconds'),
      ratio(row, 'cpuSeconds'),
      row.reached,
    ]),
  ])
}

const usage = 'Usage: npm run bench -- job [--minutes 10] [--runs 5] [--workers N] [--scalar] [--ours]\n'

const readOptions = (args: string[]): JobOptions | null => {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '10' },
      runs: { type: 'string', default: '5' },
      workers: { type: 'string' },
      scalar: { type: 'boolean', default: false },
      ours: { type: 'boolean', default: false },
    },
  })
  const [minutes, runs] = [Number(values.minutes), Number(values.runs)]
  const workers = values.workers === undefined ? null : Number(values.workers)
  const counts = [runs, workers ?? 1].every((count) => Number.isInteger(count) && count >= 1)
  if (!(minutes > 0 && minutes <= 600) || !counts) return null
  return { minutes, runs, workers, scalar: values.scalar, ours: values.ours }
}

export const benchJob = async (args: string[]): Promise<number> => {
  const options = readOptions(args)
  if (!options) {
    process.stderr.write(usage)
    return 2
  }
  const folder = mkdtempSync(join(tmpdir(), 'dubstage-bench-'))
  try {
    const ffmpeg = await findFfmpeg()
    const can = abilities()
    for (const part of missingParts(can)) say(`Not built yet, so left out of both: ${part}.`)
    say(`Making ${options.minutes} min of four tracks ...`)
    const programme = await makeProgramme(join(folder, 'programme'), options.minutes)
    const rows = await compare(programme, folder, options, ffmpeg?.path ?? null, can)
    const failures = rows.flatMap(({ name, runs }) =>
      runs.flatMap(({ failed }) => (failed ? [`${name}: ${failed}`] : [])),
    )
    failures.forEach((line) => process.stderr.write(`${line}\n`))
    say(
      `\n${options.minutes} min, 4 stereo tracks, 48 kHz, 24 bit in and out; ${options.runs} run(s) in turns, medians; ` +
        `Node ${process.version}, ${cpus().length} processors, ffmpeg ${ffmpeg?.version ?? 'not found'}`,
    )
    print(rows, programme.seconds)
    return failures.length > 0 ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
