// ffmpeg's loudness meter as a second opinion; null where there is no ffmpeg.
import { spawnSync } from 'node:child_process'
import { findFfmpeg } from '../client/media/ffmpeg'

export const ebur128 = async (
  path: string,
): Promise<{ integratedLufs: number; truePeakDbtp: number } | null> => {
  const ffmpeg = await findFfmpeg()
  if (!ffmpeg) return null
  const { stderr } = spawnSync(
    ffmpeg.path,
    [
      '-nostdin',
      '-hide_banner',
      '-i',
      path,
      '-filter_complex',
      'ebur128=peak=true:framelog=verbose',
      '-f',
      'null',
      '-',
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  const last = (pattern: RegExp): number => Number([...stderr.matchAll(pattern)].pop()?.[1])
  return {
    integratedLufs: last(/I:\s+(-?[\d.]+) LUFS/g),
    truePeakDbtp: last(/Peak:\s+(-?[\d.]+|-inf) dBFS/g),
  }
}
