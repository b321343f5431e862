// One genre and one delivery over a small made programme: mixed by the command line, then measured by ffmpeg alone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../client/app/report'
import { findDelivery, type Delivery } from '../../dsp-core/index'
import { makeProgramme, type Programme } from '../bench/mainJobProgramme'
import { dubstage } from '../commandLine/run'
import { ebur128, type SecondOpinion } from '../ebur128'

/** Two speakers, music and ambience; four lines are spoken in it. */
const programmeSeconds = 36

export const smallProgramme = (folder: string): Promise<Programme> =>
  makeProgramme(join(folder, 'programme'), programmeSeconds / 60)

export interface MeasuredPair {
  genre: string
  delivery: Delivery
  report: Report
  /** Null without ffmpeg. */
  byFfmpeg: SecondOpinion | null
}

export const polishPair = async (
  programme: Programme,
  genre: string,
  deliveryId: string,
  folder: string,
): Promise<MeasuredPair> => {
  const read = findDelivery(deliveryId)
  if (!read || 'faults' in read) throw new Error(`delivery ${deliveryId}: ${JSON.stringify(read)}`)
  const out = join(folder, `${genre} ${deliveryId}`)
  const run = await dubstage([
    ...['polish', programme.project, '--out', out],
    ...['--genre', genre, '--delivery', deliveryId],
  ])
  if (run.code !== 0 && run.code !== 1) throw new Error(`${genre} ${deliveryId}: ${run.error}`)
  return {
    genre,
    delivery: read.value,
    report: JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report,
    byFfmpeg: await ebur128(join(out, 'bench.mix.wav')),
  }
}

/** Tenths are all ffmpeg prints: what it says may be half of one off. */
const printedTo = 0.05 + 1e-9

/** What ffmpeg finds broken of the delivery, in words; nothing where all is kept. */
export const brokenByFfmpeg = ({ delivery, byFfmpeg }: MeasuredPair): string[] => {
  if (!byFfmpeg) return []
  const { integratedLufs, toleranceLu, ceilingDbtp, maxShortTermLufs, maxRangeLu } = delivery.loudness
  const broken: string[] = []
  const atMost = (what: string, found: number, limit: number): void => {
    if (!(found <= limit + printedTo)) broken.push(`${what} ${found}, at most ${limit}`)
  }
  atMost('off the loudness by', Math.abs(byFfmpeg.integratedLufs - integratedLufs), toleranceLu)
  atMost('true peak', byFfmpeg.truePeakDbtp, ceilingDbtp)
  if (maxShortTermLufs !== undefined) atMost('short-term', byFfmpeg.maxShortTermLufs, maxShortTermLufs)
  if (maxRangeLu !== undefined) atMost('loudness range', byFfmpeg.loudnessRangeLu, maxRangeLu)
  return broken
}
