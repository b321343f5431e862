// The stems at the settled gain, so that they sum to what the limiter was given; and the proof that they do.
import { join } from 'node:path'
import {
  stretchesOf,
  type JobRequest,
  type PlanOutput,
  type RenderPlan,
  type Stretch,
} from '../../dsp-core/index'
import { openMediaStore } from '../media/nodeMedia'
import { openWavWriter, type WavWriter } from '../media/wavWriter'
import { bextOf } from './bextOf'
import type { RenderControl } from './renderFiles'
import type { ScratchStrips } from './renderStrips'

const stemsOf = (plan: RenderPlan): PlanOutput[] => plan.outputs.filter(({ kind }) => kind === 'stem')

export const writeStems = async (
  plan: RenderPlan,
  strips: ScratchStrips,
  outFolder: string,
  writers: WavWriter[],
  { workers, progress, signal }: RenderControl,
): Promise<void> => {
  const { sampleRateHz, channels, lengthSamples } = plan.sequence
  const stems = stemsOf(plan)
  const own: WavWriter[] = []
  for (const stem of stems) {
    const path = join(outFolder, stem.file)
    const bext = bextOf(plan, `${stem.role} stem`)
    own.push(
      await openWavWriter({ path, sampleRateHz, channels, bitDepth: stem.bitDepth, lengthSamples, bext }),
    )
    writers.push(own[own.length - 1])
  }
  const stretches = stretchesOf(lengthSamples, sampleRateHz)
  const store = await openMediaStore(
    stems.map(({ strip }) => ({ id: strip, path: strips.paths[strip] })),
    { cacheFolder: outFolder },
  )
  let done = 0
  try {
    await workers.run(
      stems.flatMap((stem, index) => stretches.map((stretch) => stemRequest(plan, stem, index, stretch))),
      {
        store,
        signal,
        onValue: async (job, value) => {
          if (value.kind !== 'stem') return
          await own[Math.floor(job / stretches.length)].writePacked(value.startSample, value.bytes)
          progress('Writing stems', (done += value.lengthSamples) / (stems.length * lengthSamples))
        },
      },
    )
  } finally {
    await store.close()
  }
}

const stemRequest = (plan: RenderPlan, stem: PlanOutput, index: number, stretch: Stretch): JobRequest => ({
  kind: 'stem',
  media: stem.strip,
  stretch,
  gainDb: plan.master.gainDb ?? 0,
  bitDepth: stem.bitDepth,
  // Each stem its own noise: four times the same dither would add up.
  ditherSeed: index + 2,
})

export interface StemsSum {
  /** Largest difference of any sample between the written stems' sum and the pre-master, dBFS. */
  stemsResidualDbfs: number
  /** Highest sample of the pre-master at the stems' gain, dBFS. */
  preMasterPeakDbfs: number
}

export const measureResidual = async (
  plan: RenderPlan,
  files: { output: PlanOutput; path: string }[],
  strips: ScratchStrips,
  outFolder: string,
  { workers, signal }: RenderControl,
): Promise<StemsSum> => {
  const stems = files.filter(({ output }) => output.kind === 'stem')
  if (stems.length === 0) return { stemsResidualDbfs: -Infinity, preMasterPeakDbfs: -Infinity }
  const store = await openMediaStore(
    [
      { id: 'pre-master', path: strips.paths[plan.master.strip] },
      ...stems.map(({ output, path }) => ({ id: `stem ${output.strip}`, path })),
    ],
    { cacheFolder: outFolder },
  )
  let [peak, wholePeak] = [0, 0]
  try {
    const request = {
      kind: 'residual' as const,
      sum: stems.map(({ output }) => `stem ${output.strip}`),
      of: 'pre-master',
      gainDb: plan.master.gainDb ?? 0,
      channels: plan.sequence.channels,
      lengthSamples: plan.sequence.lengthSamples,
    }
    await workers.run([request], {
      store,
      signal,
      onValue: (_, value) => {
        if (value.kind === 'residual') ({ peak, wholePeak } = value)
      },
    })
  } finally {
    await store.close()
  }
  return { stemsResidualDbfs: dbfs(peak), preMasterPeakDbfs: dbfs(wholePeak) }
}

const dbfs = (peak: number): number => (peak > 0 ? 20 * Math.log10(peak) : -Infinity)
