// The second door, opened with Node: media by id, opened when first asked for, decoded when they are not PCM. A
// file that is missing, broken or vanishes is silence and a problem, never the end of the run.
import type { DamagedRun, LendBytes, MediaRange, MediaStore, PackedSound } from '../../dsp-core/index'
import { type Problem, ProblemError } from '../problem'
import { decodeMedia } from './decode'
import { errorCode } from './fileProblem'
import { findFfmpeg } from './ffmpeg'
import { describeDirect, type MediaDescription } from './probe'
import { openWav, type WavReader } from './wavReader'

export interface MediaFile {
  id: string
  /** null: offline. */
  path: string | null
}

export interface MediaStoreOptions {
  /** An explicit setting; without it the usual places are searched when something needs decoding. */
  ffmpegPath?: string
  /** Where decoded sound is kept; may be emptied between runs. */
  cacheFolder: string
  signal?: AbortSignal
}

export interface NodeMediaStore extends MediaStore {
  /** null: offline (known to the caller) or not readable (`problems` says why). */
  describe(mediaId: string): Promise<MediaDescription | null>
  /** Of samples read so far: how many of that media were damaged and read as silence. */
  damagedSamples(mediaId: string): number
  /** So far: damaged samples are found while reading. */
  readonly problems: Problem[]
  close(): Promise<void>
}

interface OpenMedia {
  description: MediaDescription
  /** Their channels one after another are the media's. */
  streams: WavReader[]
}

/** Decoders at once: each is one busy core. */
const DECODERS = 2

export const openMediaStore = async (
  mediaFiles: MediaFile[],
  options: MediaStoreOptions,
): Promise<NodeMediaStore> =>
  new FileMediaStore(new Map(mediaFiles.map(({ id, path }) => [id, path])), options)

class FileMediaStore implements NodeMediaStore {
  private readonly found: Problem[] = []
  private readonly opened = new Map<string, Promise<OpenMedia | null>>()
  private readonly readable = new Map<string, OpenMedia>()
  private readonly lost = new Set<string>()
  private decoders: Promise<unknown>[] = Array.from({ length: DECODERS }, () => Promise.resolve())
  private nextDecoder = 0

  constructor(
    private readonly paths: Map<string, string | null>,
    private readonly options: MediaStoreOptions,
  ) {}

  get problems(): Problem[] {
    return [...this.found, ...[...this.readable.keys()].flatMap((mediaId) => this.damage(mediaId))]
  }

  damagedSamples(mediaId: string): number {
    const streams = this.readable.get(mediaId)?.streams ?? []
    return streams.reduce((sum, { damaged }) => sum + damaged.count, 0)
  }

  async describe(mediaId: string): Promise<MediaDescription | null> {
    return (await this.media(mediaId))?.description ?? null
  }

  async read(mediaId: string, startSample: number, lengthSamples: number): Promise<Float32Array[]> {
    const media = await this.media(mediaId)
    if (media === null) return [new Float32Array(lengthSamples)]
    if (!this.lost.has(mediaId)) {
      try {
        return (
          await Promise.all(media.streams.map((stream) => stream.read(startSample, lengthSamples)))
        ).flat()
      } catch (error) {
        this.lost.add(mediaId)
        this.note(mediaId, error)
      }
    }
    return Array.from({ length: media.description.channels }, () => new Float32Array(lengthSamples))
  }

  /** Media that were decoded into several files, and those there is nothing of, are for `read`. */
  async readPacked(
    { media: mediaId, startSample, lengthSamples }: MediaRange,
    lend: LendBytes,
  ): Promise<PackedSound | null> {
    const media = await this.media(mediaId)
    if (media?.streams.length !== 1 || this.lost.has(mediaId)) return null
    try {
      return await media.streams[0].readPacked(startSample, lengthSamples, lend)
    } catch (error) {
      this.lost.add(mediaId)
      this.note(mediaId, error)
      return null
    }
  }

  noteDamage({ media, startSample, endSample }: DamagedRun): void {
    this.readable.get(media)?.streams[0].damaged.add(startSample, endSample)
  }

  async close(): Promise<void> {
    const all = await Promise.all([...this.opened.values()].map((media) => media.catch(() => null)))
    await Promise.all(all.flatMap((media) => media?.streams ?? []).map((stream) => stream.close()))
    this.opened.clear()
  }

  private media(mediaId: string): Promise<OpenMedia | null> {
    const known = this.opened.get(mediaId)
    if (known !== undefined) return known
    const opening = this.open(mediaId)
      .then((media) => {
        if (media) this.readable.set(mediaId, media)
        return media
      })
      .catch((error: unknown) => {
        this.note(mediaId, error)
        return null
      })
    this.opened.set(mediaId, opening)
    return opening
  }

  private async open(mediaId: string): Promise<OpenMedia | null> {
    const path = this.paths.get(mediaId) ?? null
    if (path === null) return null
    const wav = await openWav(path)
    const media =
      wav === null ? await this.decode(path) : { description: describeDirect(wav), streams: [wav] }
    const { truncated, variableFrameRate } = media.description
    if (truncated) this.found.push({ code: 'media-truncated', where: path })
    if (variableFrameRate) this.found.push({ code: 'media-variable-frame-rate', where: path })
    return media
  }

  private damage(mediaId: string): Problem[] {
    const count = this.damagedSamples(mediaId)
    if (count === 0) return []
    const where = this.paths.get(mediaId) ?? mediaId
    const { streams } = this.readable.get(mediaId)!
    const { damaged, sampleRateHz } = streams.find((stream) => stream.damaged.count > 0)!
    const seconds = (damaged.firstSample / sampleRateHz).toFixed(3)
    return [{ code: 'media-damaged-samples', where, values: { count, seconds } }]
  }

  private decode(path: string): Promise<OpenMedia> {
    const lane = this.nextDecoder++ % DECODERS
    const work = this.decoders[lane].then(() => this.decodeNow(path))
    this.decoders[lane] = work.catch(() => {})
    return work
  }

  private async decodeNow(path: string): Promise<OpenMedia> {
    const ffmpeg = await findFfmpeg({ setting: this.options.ffmpegPath })
    if (ffmpeg === null) throw new ProblemError({ code: 'ffmpeg-missing', where: path })
    return decodeMedia(path, {
      ffmpegPath: ffmpeg.path,
      ffmpegVersion: ffmpeg.version,
      cacheFolder: this.options.cacheFolder,
      signal: this.options.signal,
    })
  }

  /** Cancelling is the user's wish and passes through; everything else is told and played as silence. */
  private note(mediaId: string, error: unknown): void {
    if (!(error instanceof ProblemError)) {
      this.found.push({
        code: 'media-not-readable',
        where: this.paths.get(mediaId) ?? mediaId,
        values: { reason: errorCode(error) },
      })
      return
    }
    if (error.problem.code === 'cancelled') throw error
    this.found.push(error.problem)
  }
}
