// Everything that is not PCM, decoded once by ffmpeg at its own rate into float files that the WAV reader opens:
// one file per audio stream, named after what the media is and how it was decoded, complete or not there at all.
import { createHash, randomBytes } from 'node:crypto'
import { promises as files } from 'node:fs'
import { join } from 'node:path'
import { fail, ProblemError } from '../problem'
import { ffmpegInput, shortReason } from './ffmpegInput'
import { fingerprintFile } from './fingerprint'
import type { FirstSound } from './firstPackets'
import { replaceFile, roomFor } from './placeFile'
import { type MediaDescription, probeMedia, type ProbedMedia } from './probe'
import { runProgram } from './runProgram'
import { openWav, type WavReader } from './wavReader'
import { unreadable, writeProblem } from './fileProblem'

export interface DecodeOptions {
  ffmpegPath: string
  ffmpegVersion: string
  cacheFolder: string
  signal?: AbortSignal
}

export interface DecodedMedia {
  description: MediaDescription
  /** One per audio stream, in order; sample 0 is source time 0 in all of them. */
  streams: WavReader[]
}

export const decodeMedia = async (path: string, options: DecodeOptions): Promise<DecodedMedia> => {
  const [probed, fingerprint] = await Promise.all([
    probeMedia(path, options.ffmpegPath, options.signal),
    fingerprintFile(path),
  ])
  const mostSeconds = await longest(path, probed)
  const jobs = probed.description.audioStreams.map((stream): StreamJob => {
    const args = streamArgs(probed, stream, mostSeconds)
    const how = createHash('sha256')
      .update(JSON.stringify([options.ffmpegVersion, args]))
      .digest('hex')
      .slice(0, 8)
    return { args, file: join(options.cacheFolder, `${fingerprint}-${how}.wav`) }
  })
  const missing = await notThere(jobs)
  if (missing.length > 0) await decodeJobs(path, missing, probed, mostSeconds, options)
  const streams = await Promise.all(jobs.map(({ file }) => openDecoded(path, file)))
  return { description: withExactLength(probed, streams), streams }
}

interface StreamJob {
  args: string[]
  file: string
}

/** Below this many bytes per second for more than a minute nothing is sound: 500 bit/s, a third of the lowest codec. */
const LEAST_BYTES_PER_SECOND = 62.5

/** A day: what no media file exceeds, and no broken time stamp may fill with silence. */
const MOST_SECONDS = 86_400

const longest = async (path: string, { durationSeconds }: ProbedMedia): Promise<number> => {
  const { size } = await files.stat(path).catch((error: unknown) => unreadable(path, error))
  const plausible = Math.min(MOST_SECONDS, 60 + size / LEAST_BYTES_PER_SECOND)
  return Math.ceil(Math.min(plausible, durationSeconds >= 0 ? durationSeconds + 2 : plausible))
}

/**
 * Time stamps rule: what begins late gets silence before it (first_pts), what begins early is cut by count, and a
 * hole of more than 0.1 s inside (swresample's own bound for jitter) becomes silence, so that nothing after it moves.
 */
const streamArgs = (probed: ProbedMedia, sound: FirstSound, mostSeconds: number): string[] => {
  const rate = probed.description.sampleRateHz
  const zero = Math.round(probed.zeroSeconds * rate)
  const start = Math.round((sound.startSample / sound.sampleRateHz) * rate)
  const hold = `aresample=${rate}:async=1:min_comp=0.000001:min_hard_comp=0.1:first_pts=${Math.min(zero, start)}`
  const early = Math.max(0, zero - start)
  const filter = `${hold},atrim=start_sample=${early}:end_sample=${early + mostSeconds * rate}`
  return [
    ...['-map', `0:a:${sound.stream}`, '-vn', '-sn', '-dn', '-map_metadata', '-1', '-af', filter],
    ...['-c:a', 'pcm_f32le', '-fflags', '+bitexact', '-rf64', 'auto', '-f', 'wav'],
  ]
}

/** ffmpeg makes the silence of a hole in memory: at most 1 GB, some 40 minutes in mono. */
const MOST_MEMORY = ['-max_alloc', '1000000000']

const notThere = async (jobs: StreamJob[]): Promise<StreamJob[]> => {
  const there = await Promise.all(
    jobs.map(({ file }) =>
      files.access(file).then(
        () => true,
        () => false,
      ),
    ),
  )
  return jobs.filter((_, index) => !there[index])
}

const decodeJobs = async (
  path: string,
  jobs: StreamJob[],
  { description }: ProbedMedia,
  mostSeconds: number,
  options: DecodeOptions,
): Promise<void> => {
  const parts = jobs.map(({ file }) => `${file}.${randomBytes(6).toString('hex')}.part`)
  try {
    await files.mkdir(options.cacheFolder, { recursive: true })
    await roomFor(parts[0], description.lengthSamples * description.channels * 4)
    const outputs = jobs.flatMap(({ args }, index) => [...args, `file:${parts[index]}`])
    const result = await runProgram(
      options.ffmpegPath,
      ['-v', 'error', ...MOST_MEMORY, '-copyts', ...ffmpegInput(path), ...outputs],
      // Slowest seen: 20 times real time (DTS-HD on an old laptop); half of real time is a file that does not end.
      { timeoutMs: 120_000 + 2000 * mostSeconds, signal: options.signal },
    )
    const outOfPlace = result.stderr.includes('Failed to compensate for timestamp')
    if (result.code !== 0 || outOfPlace) throw decodeProblem(path, result)
    for (const [index, job] of jobs.entries())
      await replaceFile(parts[index], job.file).catch(unlessThere(job.file))
  } catch (error) {
    throw writeProblem(error, options.cacheFolder)
  } finally {
    await Promise.all(parts.map((part) => files.unlink(part).catch(() => {})))
  }
}

const decodeProblem = (path: string, result: Parameters<typeof shortReason>[0]): ProblemError => {
  if (result.ended === 'cancelled') return new ProblemError({ code: 'cancelled', where: path })
  const full = result.stderr.includes('No space left on device')
  const values = { reason: shortReason(result, path) }
  return new ProblemError({ code: full ? 'disk-full' : 'ffmpeg-failed', where: path, values })
}

/** Another run was quicker and its file is open somewhere (Windows): the same bytes. */
const unlessThere =
  (file: string) =>
  async (error: unknown): Promise<void> => {
    await files.access(file).catch(() => {
      throw error
    })
  }

const openDecoded = async (path: string, file: string): Promise<WavReader> =>
  (await openWav(file)) ?? fail('ffmpeg-failed', path, { reason: 'no sound came out' })

const withExactLength = (
  { description, durationSeconds }: ProbedMedia,
  streams: WavReader[],
): MediaDescription => {
  const lengthSamples = Math.max(...streams.map((stream) => stream.lengthSamples))
  const missingSeconds =
    description.lengthSamples / description.sampleRateHz - lengthSamples / description.sampleRateHz
  // Beside pictures sound may end early; alone, two seconds and a twentieth of the whole is a file cut off.
  const truncated = !description.hasVideo && missingSeconds > Math.max(2, 0.05 * durationSeconds)
  return { ...description, lengthSamples, truncated }
}
