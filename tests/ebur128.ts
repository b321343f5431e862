// ffmpeg's loudness meter as a second opinion; null where there is no ffmpeg.
import { spawnSync } from 'node:child_process'
import { findFfmpeg } from '../client/media/ffmpeg'

export interface SecondOpinion {
  integratedLufs: number
  maxShortTermLufs: number
  loudnessRangeLu: number
  truePeakDbtp: number
}

/** What ffmpeg says on the way of a file through a filter. */
export const ffmpegSays = async (path: string, filter: string): Promise<string | null> => {
  const ffmpeg = await findFfmpeg()
  if (!ffmpeg) return null
  const { stderr } = spawnSync(
    ffmpeg.path,
    ['-nostdin', '-hide_banner', '-i', path, '-filter_complex', filter, '-f', 'null', '-'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  return stderr
}

/** `before`: filters that the sound goes through first. */
export const ebur128 = async (path: string, before = ''): Promise<SecondOpinion | null> => {
  const said = await ffmpegSays(path, `${before}ebur128=peak=true:framelog=info`)
  if (said === null) return null
  const last = (pattern: RegExp): number => Number([...said.matchAll(pattern)].pop()?.[1])
  const shortTerm = [...said.matchAll(/ S:\s*(-?[\d.]+)/g)].map(([, value]) => Number(value))
  return {
    integratedLufs: last(/I:\s+(-?[\d.]+) LUFS/g),
    maxShortTermLufs: shortTerm.reduce((most, value) => Math.max(most, value), -Infinity),
    loudnessRangeLu: last(/LRA:\s+(-?[\d.]+) LU/g),
    truePeakDbtp: last(/Peak:\s+(-?[\d.]+|-inf) dBFS/g),
  }
}
