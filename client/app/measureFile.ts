// Measures a sound file as it lies on disk.
import {
  dialogueLoudness,
  joinSoundParts,
  stretchesOf,
  type DialogueLoudness,
  type JobRequest,
  type SoundDetails,
  type SoundMeasurement,
  type SoundPart,
  type SoundRequest,
} from '../../dsp-core/index'
import { openMediaStore } from '../media/nodeMedia'
import { ProblemError, type Problem } from '../problem'
import type { RenderControl } from './renderFiles'
import { checkWithinLimits } from './withinLimits'

export interface MeasureControl extends RenderControl {
  ffmpegPath?: string
  cacheFolder: string
  /** Takes many times as long. */
  details?: boolean
}

export interface MeasuredSound {
  measurement: SoundMeasurement
  /** K-weighted mean squares of 10 ms steps. */
  energies: Float32Array
  /** Samples of the file that are no sound; they were measured as silence. */
  damagedSamples: number
  problems: Problem[]
  /** Where it was asked for. */
  details?: SoundDetails & DialogueLoudness
}

const noSound = (path: string): Problem => ({
  code: 'media-not-readable',
  where: path,
  values: { reason: 'it holds no sound' },
})

/** Measures several files at once; in the order they were given. */
export const measureFiles = async (paths: string[], control: MeasureControl): Promise<MeasuredSound[]> => {
  const { ffmpegPath, cacheFolder, signal, progress } = control
  const store = await openMediaStore(
    paths.map((path, index) => ({ id: String(index), path })),
    { ffmpegPath, cacheFolder, signal },
  )
  try {
    const requests: SoundRequest[] = []
    const detailRequests: JobRequest[] = []
    for (const [index, path] of paths.entries()) {
      const found = await store.describe(String(index))
      if (!found) throw new ProblemError(store.problems[0] ?? noSound(path))
      checkWithinLimits(path, found)
      const { sampleRateHz, channels, lengthSamples } = found
      const sound = { media: String(index), sampleRateHz, channels, lengthSamples }
      for (const stretch of stretchesOf(lengthSamples, sampleRateHz))
        requests.push({ kind: 'sound', ...sound, stretch })
      if (control.details) detailRequests.push({ kind: 'sound-details', ...sound })
    }
    const parts: SoundPart[] = []
    const details: SoundDetails[] = []
    let done = 0
    // The longest work first.
    await control.workers.run([...detailRequests, ...requests], {
      store,
      signal,
      onValue: (job, value) => {
        if (value.kind === 'sound-details' && value.details) details[job] = value.details
        if (value.kind !== 'sound' || !value.part) return
        parts[job - detailRequests.length] = value.part
        progress('Measuring what was written', ++done / requests.length)
      },
    })
    return paths.map((path, index) => {
      const media = String(index)
      const own = requests.flatMap((request, job) => (request.media === media ? [{ request, job }] : []))
      const joined = joinSoundParts(
        own.map(({ job }) => parts[job]),
        own[0].request,
      )
      const problems = store.problems.filter(({ where }) => where === path)
      return withDetails({ ...joined, damagedSamples: store.damagedSamples(media), problems }, details[index])
    })
  } finally {
    await store.close()
  }
}

const withDetails = (sound: MeasuredSound, details: SoundDetails | undefined): MeasuredSound =>
  details ? { ...sound, details: { ...details, ...dialogueLoudness(sound.energies, details.speech) } } : sound

export const measureFile = async (path: string, control: MeasureControl): Promise<MeasuredSound> =>
  (await measureFiles([path], control))[0]
