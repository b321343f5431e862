// What only some promises ask of files: where people speak in them, and what the level meter reads.
import type { JobRequest, JobValue } from '../../dsp-core/index'
import { openMediaStore } from '../media/nodeMedia'
import type { RenderControl } from './renderFiles'

export interface ListenControl extends RenderControl {
  cacheFolder: string
}

/** One job over each whole file; its last value, in the order of paths. */
const overWholeFiles = async (
  kind: 'speech' | 'levels',
  paths: string[],
  { workers, signal, cacheFolder }: ListenControl,
): Promise<JobValue[]> => {
  const store = await openMediaStore(
    paths.map((path, index) => ({ id: String(index), path })),
    { cacheFolder, signal },
  )
  try {
    const requests: JobRequest[] = []
    for (const index of paths.keys()) {
      const found = await store.describe(String(index))
      if (!found) throw new Error(`${paths[index]} was written and cannot be read`)
      const { sampleRateHz, channels, lengthSamples } = found
      requests.push({ kind, media: String(index), sampleRateHz, channels, lengthSamples })
    }
    const last: JobValue[] = []
    await workers.run(requests, { store, signal, onValue: (job, value) => void (last[job] = value) })
    return last
  } finally {
    await store.close()
  }
}

/** Probability of speech in each step of 10 ms, wherever in these files it is. */
export const speechIn = async (paths: string[], control: ListenControl): Promise<Float32Array> => {
  let joined = new Float32Array(0)
  for (const value of await overWholeFiles('speech', paths, control)) {
    if (value.kind !== 'speech' || !value.speech) continue
    const [longer, other] =
      value.speech.length > joined.length ? [value.speech, joined] : [joined, value.speech]
    joined = longer.map((probability, step) => Math.max(probability, other[step] ?? 0))
  }
  return joined
}

export const noiseFloorOf = async (path: string, control: ListenControl): Promise<number> => {
  const [value] = await overWholeFiles('levels', [path], control)
  return value.kind === 'levels' ? (value.readings?.noiseFloorDbfs ?? NaN) : NaN
}
