// Media made on the spot with whatever ffmpeg the product itself finds: a click at a known sample, in many wrappings.
import { execFileSync } from 'node:child_process'
import { findFfmpeg, type Ffmpeg } from '../../client/media/ffmpeg'

/** The click's place in its own sound of two seconds at 48 kHz. */
export const CLICK_SAMPLE = 12_000

const click = ['-f', 'lavfi', '-i', `aevalsrc=if(eq(n\\,${CLICK_SAMPLE})\\,0.9\\,0):s=48000:d=2`]
const pictures = (rate = '25'): string[] => ['-f', 'lavfi', '-i', `testsrc=s=64x48:r=${rate}:d=3`]

export interface Made {
  ffmpeg: Ffmpeg
  /** Sound alone. */
  sound(path: string, ...output: string[]): void
  /** Pictures from 0 and the click's sound shifted by so many seconds. */
  film(path: string, soundAtSeconds: number, ...output: string[]): void
  run(...args: string[]): void
}

/** null where there is no ffmpeg at all: tests then say so in one line. */
export const makeMedia = async (): Promise<Made | null> => {
  const ffmpeg = await findFfmpeg()
  if (ffmpeg === null) return null
  const run = (...args: string[]): void => {
    execFileSync(ffmpeg.path, ['-v', 'error', '-y', '-nostdin', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }
  return {
    ffmpeg,
    run,
    sound: (path, ...output) => run(...click, ...output, path),
    film: (path, soundAtSeconds, ...output) =>
      run(
        ...pictures(),
        '-itsoffset',
        String(soundAtSeconds),
        ...click,
        '-map',
        '0:v',
        '-map',
        '1:a',
        ...output,
        path,
      ),
  }
}

export const loudest = (samples: Float32Array): number =>
  samples.reduce((best, x, i) => (Math.abs(x) > Math.abs(samples[best]) ? i : best), 0)
