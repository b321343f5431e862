// Measures a sound file as it lies on disk.
import { type JobRequest, type SoundMeasurement } from '../../dsp-core/index'
import { openMediaStore } from '../media/nodeMedia'
import { ProblemError } from '../problem'
import type { RenderControl } from './renderFiles'

export interface MeasureControl extends RenderControl {
  ffmpegPath?: string
  cacheFolder?: string
}

/** Measures several files at once; in the order they were given. */
export const measureFiles = async (paths: string[], control: MeasureControl): Promise<SoundMeasurement[]> => {
  const { ffmpegPath, cacheFolder, signal, progress } = control
  const store = await openMediaStore(
    paths.map((path, index) => ({ id: String(index), path })),
    { ffmpegPath, cacheFolder, signal },
  )
  try {
    const requests = paths.map((path, index): JobRequest => {
      const found = store.describe(String(index))
      if (!found)
        throw new ProblemError(
          store.problems[0] ?? {
            code: 'media-not-readable',
            where: path,
            values: { reason: 'it holds no sound' },
          },
        )
      const { sampleRateHz, channels, lengthSamples } = found
      return { kind: 'sound', media: String(index), sampleRateHz, channels, lengthSamples }
    })
    const measured: SoundMeasurement[] = []
    let done = 0
    await control.workers.run(requests, {
      store,
      signal,
      onValue: (job, value) => {
        if (value.kind !== 'sound' || !value.measurement) return
        measured[job] = value.measurement
        progress('Measuring what was written', ++done / requests.length)
      },
    })
    return measured
  } finally {
    await store.close()
  }
}

export const measureFile = async (path: string, control: MeasureControl): Promise<SoundMeasurement> =>
  (await measureFiles([path], control))[0]
