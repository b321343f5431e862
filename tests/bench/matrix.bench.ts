// npm run bench -- matrix [--genres a,b] [--deliveries a,b]: every genre for every delivery over one small made
// programme, as our meter and ffmpeg's find them. Fails when a promise is broken by either.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Report } from '../../client/app/report'
import { deliveryIds, genreIds, type PromiseId } from '../../dsp-core/index'
import { brokenByFfmpeg, polishPair, smallProgrammes, type MeasuredPair } from '../deliveries/pair'
import { printTable, say } from './table'

const figures = ['I', 'S max', 'LRA', 'peak', 'speech', 'RMS']
const header = ['genre, delivery', ...figures, ...figures, 'limiter', 'verdict']

const tenth = (value: number | null | undefined, digits = 1): string => value?.toFixed(digits) ?? '-'

const brokenIn = (pair: MeasuredPair): string[] => [
  ...pair.report.promises
    .filter(({ kept }) => !kept)
    .map(({ id, measured }) => `${id} ${tenth(measured, 2)}`),
  ...brokenByFfmpeg(pair).map((text) => `ffmpeg: ${text}`),
]

const promised = ({ promises }: Report, id: PromiseId): number | null | undefined =>
  promises.find((promise) => promise.id === id)?.measured

const rowOf = (pair: MeasuredPair): string[] => {
  const { report, byFfmpeg: theirs } = pair
  const broken = brokenIn(pair)
  return [
    `${pair.genre}, ${pair.delivery.id}`,
    tenth(report.after?.integratedLufs, 2),
    tenth(report.after?.maxShortTermLufs),
    tenth(report.after?.loudnessRangeLu),
    tenth(report.after?.truePeakDbtp, 2),
    tenth(promised(report, 'dialogue-loudness'), 2),
    tenth(promised(report, 'rms-level'), 2),
    tenth(theirs?.integratedLufs),
    tenth(theirs?.maxShortTermLufs),
    tenth(theirs?.loudnessRangeLu),
    tenth(theirs?.truePeakDbtp),
    tenth(theirs?.dialogueLufs),
    tenth(theirs?.rmsDbfs),
    tenth(report.limitedDb),
    broken.length === 0 ? 'kept' : broken.join('; '),
  ]
}

export const benchMatrix = async (args: string[]): Promise<number> => {
  const options = { genres: { type: 'string' }, deliveries: { type: 'string' } } as const
  const { values } = parseArgs({ args, options })
  const genres = values.genres?.split(',') ?? genreIds
  const deliveries = values.deliveries?.split(',') ?? deliveryIds
  const folder = mkdtempSync(join(tmpdir(), 'dubstage-matrix-'))
  try {
    const programmes = await smallProgrammes(folder)
    say('LUFS, LU, dBTP and dB; first as reported, then as ffmpeg measures.')
    const rows: string[][] = []
    let broken = 0
    for (const delivery of deliveries)
      for (const genre of genres) {
        const pair = await polishPair(programmes, genre, delivery, folder)
        rows.push(rowOf(pair))
        broken += brokenIn(pair).length > 0 ? 1 : 0
        rmSync(join(folder, `${genre} ${delivery}`), { recursive: true, force: true })
      }
    printTable([header, ...rows])
    say(`${rows.length - broken} of ${rows.length} pairs keep every promise.`)
    return broken === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
