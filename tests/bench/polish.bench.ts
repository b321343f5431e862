// npm run bench -- polish [--minutes 10] [--runs 1]: how long the main job takes on a made programme, against ffmpeg doing the
// same work in the same run. Fails only when a run fails; a ratio is information.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findFfmpeg } from '../../client/media/ffmpeg'
import { runPeer } from './mainJobPeer'
import { runProduct, type Measured } from './mainJobProduct'
import { makeProgramme, type Programme } from './mainJobProgramme'
import { loudnessByFfmpeg } from './processWatch'
import { median, printTable, say } from './table'

/** EBU R 128: the delivery both work towards. */
const delivery = { id: 'ebu-r128', lufs: -23, ceilingDbtp: -1 }

interface Row {
  name: string
  runs: Measured[]
  loudness: string
}

/** Not timed. */
const loudnessOf = async (ffmpeg: string | null, mix: string): Promise<string> => {
  if (ffmpeg === null || mix === '') return '-'
  const { integratedLufs, truePeakDbtp } = await loudnessByFfmpeg(ffmpeg, mix)
  return `${integratedLufs.toFixed(1)} LUFS, ${truePeakDbtp} dBTP`
}

const print = (rows: Row[], seconds: number): void => {
  const header = ['', 'seconds', 'x real time', 'CPU s', 'peak RSS MB', 'ratio', 'reached']
  const wall = (row: Row): number => median(row.runs.map((run) => run.wallSeconds))
  const slowest = wall(rows[rows.length - 1])
  const cells = rows.map((row) => [
    row.name,
    wall(row).toFixed(2),
    (seconds / wall(row)).toFixed(1),
    median(row.runs.map((run) => run.cpuSeconds)).toFixed(2),
    (Math.max(...row.runs.map((run) => run.peakRssBytes)) / 1e6).toFixed(0),
    `${(slowest / wall(row)).toFixed(2)}x`,
    row.loudness,
  ])
  printTable([header, ...cells])
}

const compare = async (
  programme: Programme,
  folder: string,
  runs: number,
  ffmpeg: string | null,
): Promise<Row[]> => {
  const ours: Row = { name: 'dubstage', runs: [], loudness: '-' }
  const peer: Row = { name: 'ffmpeg', runs: [], loudness: '-' }
  for (let round = 0; round < runs; round++) {
    ours.runs.push(await runProduct(programme, join(folder, 'ours'), delivery.id))
    if (ffmpeg) peer.runs.push(await runPeer(ffmpeg, programme, join(folder, 'peer'), delivery))
  }
  const rows = ffmpeg ? [ours, peer] : [ours]
  for (const row of rows) row.loudness = await loudnessOf(ffmpeg, row.runs[row.runs.length - 1].mix)
  return rows
}

export const benchPolish = async (args: string[]): Promise<number> => {
  const options = {
    minutes: { type: 'string', default: '10' },
    runs: { type: 'string', default: '1' },
  } as const
  const { values } = parseArgs({ args, options })
  const minutes = Number(values.minutes)
  const runs = Number(values.runs)
  if (!(minutes > 0 && minutes <= 600) || !Number.isInteger(runs) || runs < 1) {
    process.stderr.write('Usage: npm run bench -- polish [--minutes 10] [--runs 1]\n')
    return 2
  }
  const folder = mkdtempSync(join(tmpdir(), 'dubstage-bench-'))
  try {
    const ffmpeg = await findFfmpeg()
    say(`Making ${minutes} min of four tracks ...`)
    const programme = await makeProgramme(join(folder, 'programme'), minutes)
    const rows = await compare(programme, folder, runs, ffmpeg?.path ?? null)
    const failed = rows.flatMap((row) =>
      row.runs.filter((run) => run.failed).map((run) => `${row.name}: ${run.failed}`),
    )
    failed.forEach((line) => process.stderr.write(`${line}\n`))
    say(
      `\n${minutes} min, 4 stereo tracks, 48 kHz; ${runs} run(s), medians; Node ${process.version}, ${cpus().length} processors`,
    )
    print(rows, programme.seconds)
    say(
      ffmpeg
        ? `ratio: seconds of ffmpeg ${ffmpeg.version} divided by seconds`
        : 'no ffmpeg was found to compare with',
    )
    return failed.length ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
