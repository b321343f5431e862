// One genre and one delivery over a small made programme: mixed by the command line, then measured by ffmpeg alone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../client/app/report'
import { findDelivery, loudnessTarget, type Delivery } from '../../dsp-core/index'
import { makeProgramme, makeReading, spokenSeconds } from '../bench/mainJobProgramme'
import { dubstage } from '../commandLine/run'
import { ebur128, ffmpegSays, type SecondOpinion } from '../ebur128'

/** Two speakers, music and ambience; four lines are spoken in it. */
const programmeSeconds = 36

export interface SmallProgrammes {
  /** For most. */
  mixed: string
  /** For a delivery that limits the noise floor: a single voice in a quiet room. */
  reading: string
}

export const smallProgrammes = async (folder: string): Promise<SmallProgrammes> => ({
  mixed: (await makeProgramme(join(folder, 'mixed'), programmeSeconds / 60)).project,
  reading: (await makeReading(join(folder, 'reading'), programmeSeconds / 60)).project,
})

export interface MeasuredPair {
  genre: string
  delivery: Delivery
  report: Report
  /** Null without ffmpeg. */
  byFfmpeg: (SecondOpinion & { rmsDbfs: number; noiseFloorDbfs: number; dialogueLufs: number }) | null
}

export const polishPair = async (
  programmes: SmallProgrammes,
  genre: string,
  deliveryId: string,
  folder: string,
): Promise<MeasuredPair> => {
  const read = findDelivery(deliveryId)
  if (!read || 'faults' in read) throw new Error(`delivery ${deliveryId}: ${JSON.stringify(read)}`)
  const reads = read.value.loudness.maxNoiseFloorDbfs !== undefined
  const out = join(folder, `${genre} ${deliveryId}`)
  const run = await dubstage([
    ...['polish', programmes[reads ? 'reading' : 'mixed'], '--out', out],
    ...['--genre', genre, '--delivery', deliveryId],
  ])
  if (run.code !== 0 && run.code !== 1) throw new Error(`${genre} ${deliveryId}: ${run.error}`)
  return {
    genre,
    delivery: read.value,
    report: JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report,
    byFfmpeg: await secondOpinion(join(out, 'bench.mix.wav')),
  }
}

/** Between the words of a line the detector hears speech, and so does whoever cuts the lines out. */
const spokenOnly = (): string => {
  const lines = spokenSeconds().map(([from, to]) => `between(t,${from.toFixed(2)},${to.toFixed(2)})`)
  return `asetnsamples=480,aselect='${lines.join('+')}',asetpts=N/SR/TB,`
}

const secondOpinion = async (mix: string): Promise<MeasuredPair['byFfmpeg']> => {
  const whole = await ebur128(mix)
  const dialogue = await ebur128(mix, spokenOnly())
  const levels = await ffmpegSays(mix, 'astats=measure_perchannel=none')
  // The quietest 0.4 s, as ACX means it; 0.1 s apart.
  const windows = await ffmpegSays(
    mix,
    `asetnsamples=${4 * 4800},astats=metadata=1:reset=1,ametadata=print:key=lavfi.astats.Overall.RMS_level`,
  )
  if (!whole || !dialogue || levels === null || windows === null) return null
  const floors = [...windows.matchAll(/RMS_level=(-?[\d.]+|-inf)/g)].map(([, value]) =>
    value === '-inf' ? -Infinity : Number(value),
  )
  return {
    ...whole,
    rmsDbfs: Number(/RMS level dB:\s*(-?[\d.]+)/.exec(levels)?.[1]),
    noiseFloorDbfs: Math.min(...floors.slice(0, -1)),
    dialogueLufs: dialogue.integratedLufs,
  }
}

/** Tenths are all ffmpeg prints: what it says may be half of one off. */
const printedTo = 0.05 + 1e-9

/** What ffmpeg finds broken of the delivery, in words; nothing where all is kept. */
export const brokenByFfmpeg = ({ delivery, byFfmpeg }: MeasuredPair): string[] => {
  if (!byFfmpeg) return []
  const { loudness } = delivery
  const broken: string[] = []
  const atMost = (what: string, found: number, limit: number | undefined): void => {
    if (limit !== undefined && !(found <= limit + printedTo))
      broken.push(`${what} ${found}, at most ${limit}`)
  }
  const target = loudnessTarget(delivery, spokenPercent())
  const found = {
    'integrated-loudness': byFfmpeg.integratedLufs,
    'dialogue-loudness': byFfmpeg.dialogueLufs,
    'rms-level': byFfmpeg.rmsDbfs,
  }[target.id]
  atMost(`${target.id} off by`, Math.abs(found - target.value), target.tolerance)
  atMost('true peak', byFfmpeg.truePeakDbtp, loudness.ceilingDbtp)
  atMost('short-term', byFfmpeg.maxShortTermLufs, loudness.maxShortTermLufs)
  atMost('loudness range', byFfmpeg.loudnessRangeLu, loudness.maxRangeLu)
  atMost('over dialogue', byFfmpeg.integratedLufs - byFfmpeg.dialogueLufs, loudness.maxOverDialogueLu)
  atMost('noise floor', byFfmpeg.noiseFloorDbfs, loudness.maxNoiseFloorDbfs)
  return broken
}

const spokenPercent = (): number =>
  spokenSeconds().reduce(
    (sum, [from, to]) =>
      sum +
      Math.max(0, Math.min(to, programmeSeconds) - Math.min(from, programmeSeconds)) *
        (100 / programmeSeconds),
    0,
  )
