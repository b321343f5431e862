// The ffmpeg that tests decode and compare with: the setting, the machine's own, else the one npm brought; null
// where there is none. Looked for once, before tests are listed.
import { spawnSync } from 'node:child_process'

const fromNpm = (): string | null => {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- optional: absent where npm left it out
    return (require('@ffmpeg-installer/ffmpeg') as { path: string }).path
  } catch {
    return null
  }
}

const answers = (path: string | null | undefined): path is string =>
  typeof path === 'string' && spawnSync(path, ['-version']).status === 0

export const ffmpegPath: string | null =
  [process.env.DUBSTAGE_FFMPEG, 'ffmpeg', fromNpm()].find(answers) ?? null
