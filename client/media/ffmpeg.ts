// Which ffmpeg decodes what is not PCM: the first that exists and answers, in an order that puts what the user
// said before what we found, and what is new before what is old.
import { constants, promises as files } from 'node:fs'
import { ffmpegPlaces, type FfmpegFrom, type FfmpegPlace } from './ffmpegPlaces'
import { runProgram } from './runProgram'

export interface Ffmpeg {
  path: string
  /** "5.1.9-0+deb12u1", as it names itself. */
  version: string
  from: FfmpegFrom
  hasSoxr: boolean
  /** Places that came first and had a file which did not answer: worth telling when the user named it. */
  passedOver: FfmpegPlace[]
}

export interface FfmpegSearch {
  /** Explicit setting or --ffmpeg. */
  setting?: string
  env?: Record<string, string | undefined>
  /** Where the product's own folders are looked for, upwards. */
  startFolder?: string
}

/** One answer per process and setting. */
const found = new Map<string, Promise<Ffmpeg | null>>()

export const findFfmpeg = (search: FfmpegSearch = {}): Promise<Ffmpeg | null> => {
  const env = search.env ?? process.env
  const key = JSON.stringify([
    search.setting,
    search.startFolder,
    env.DUBSTAGE_FFMPEG,
    env.FFMPEG_BIN,
    env.PATH ?? env.Path,
  ])
  const known = found.get(key)
  if (known !== undefined) return known
  const answer = firstThatAnswers(ffmpegPlaces(search.setting, env, search.startFolder ?? __dirname))
  found.set(key, answer)
  return answer
}

const firstThatAnswers = async (places: FfmpegPlace[]): Promise<Ffmpeg | null> => {
  const passedOver: FfmpegPlace[] = []
  for (const place of places) {
    const exists = await files.access(place.path, constants.F_OK).then(
      () => true,
      () => false,
    )
    if (!exists && place.from !== 'setting' && place.from !== 'environment') continue
    // Unpacking an extension on macOS loses the right to run it.
    if (exists && place.from === 'bundled') await files.chmod(place.path, 0o755).catch(() => {})
    const answer = exists ? await ask(place.path) : null
    if (answer !== null) return { path: place.path, from: place.from, passedOver, ...answer }
    passedOver.push(place)
  }
  return null
}

/** A program that hangs is as good as none. Source: 5 s is twice a cold start from a slow disk. */
const ANSWER_MS = 5000

const ask = async (path: string): Promise<{ version: string; hasSoxr: boolean } | null> => {
  const { code, stdout } = await runProgram(path, ['-hide_banner', '-version'], { timeoutMs: ANSWER_MS })
  const version = /^ffmpeg version (\S+)/m.exec(stdout)
  if (code !== 0 || version === null) return null
  return { version: version[1], hasSoxr: stdout.includes('--enable-libsoxr') }
}
