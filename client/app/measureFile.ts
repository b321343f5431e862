// Measures a sound file as it lies on disk.
import { type JobRequest, type SoundMeasurement } from '../../dsp-core/index'
import { openMediaStore } from '../media/nodeMedia'
import { ProblemError, type Problem } from '../problem'
import type { RenderControl } from './renderFiles'
import { checkWithinLimits } from './withinLimits'

export interface MeasureControl extends RenderControl {
  ffmpegPath?: string
  cacheFolder: string
}

export interface MeasuredSound {
  measurement: SoundMeasurement
  /** K-weighted mean squares of 10 ms steps. */
  energies: Float32Array
  /** Samples of the file that are no sound; they were measured as silence. */
  damagedSamples: number
  problems: Problem[]
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
    const requests: JobRequest[] = []
    for (const [index, path] of paths.entries()) {
      const found = await store.describe(String(index))
      if (!found) throw new ProblemError(store.problems[0] ?? noSound(path))
      checkWithinLimits(path, found)
      const { sampleRateHz, channels, lengthSamples } = found
      requests.push({ kind: 'sound', media: String(index), sampleRateHz, channels, lengthSamples })
    }
    const measured: MeasuredSound[] = []
    let done = 0
    await control.workers.run(requests, {
      store,
      signal,
      onValue: (job, value) => {
        if (value.kind !== 'sound' || !value.measurement || !value.energies) return
        const { measurement, energies } = value
        const problems = store.problems.filter(({ where }) => where === paths[job])
        measured[job] = { measurement, energies, damagedSamples: store.damagedSamples(String(job)), problems }
        progress('Measuring what was written', ++done / requests.length)
      },
    })
    return measured
  } finally {
    await store.close()
  }
}

export const measureFile = async (path: string, control: MeasureControl): Promise<MeasuredSound> =>
  (await measureFiles([path], control))[0]
