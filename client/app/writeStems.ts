// The stems at the settled gain, so that they sum to what the limiter was given; and the proof that they do.
import { join } from 'node:path'
import { dbFromGain, gainFromDb, type PlanOutput, type RenderPlan } from '../../dsp-core/index'
import { openMediaStore } from '../media/nodeMedia'
import { openWavWriter, type WavWriter } from '../media/wavWriter'
import { bextOf } from './bextOf'
import { stopIfCancelled } from '../problem'
import type { RenderControl } from './renderFiles'
import type { ScratchStrips } from './renderStrips'

const blockSamples = 1 << 17

const stemsOf = (plan: RenderPlan): PlanOutput[] => plan.outputs.filter(({ kind }) => kind === 'stem')

export const writeStems = async (
  plan: RenderPlan,
  strips: ScratchStrips,
  outFolder: string,
  writers: WavWriter[],
  { progress, signal }: RenderControl,
): Promise<void> => {
  const { sampleRateHz, channels, lengthSamples } = plan.sequence
  const gain = gainFromDb(plan.master.gainDb ?? 0)
  const stems = stemsOf(plan)
  const store = await openMediaStore(
    stems.map(({ strip }) => ({ id: strip, path: strips.paths[strip] })),
    { cacheFolder: outFolder },
  )
  try {
    for (const [index, stem] of stems.entries()) {
      const writer = await openWavWriter({
        path: join(outFolder, stem.file),
        sampleRateHz,
        channels,
        bitDepth: stem.bitDepth,
        lengthSamples,
        bext: bextOf(plan, `${stem.role} stem`),
        // Each stem its own noise: four times the same dither would add up.
        ditherSeed: index + 2,
      })
      writers.push(writer)
      for (let start = 0; start < lengthSamples; start += blockSamples) {
        stopIfCancelled(signal)
        const count = Math.min(blockSamples, lengthSamples - start)
        const sound = await store.read(stem.strip, start, count)
        for (const channel of sound) for (let i = 0; i < count; i++) channel[i] *= gain
        await writer.writeAt(start, sound, count)
        progress('Writing stems', (index + (start + count) / lengthSamples) / stems.length)
      }
    }
  } finally {
    await store.close()
  }
}

/** Largest difference of any sample between the written stems' sum and the pre-master, dBFS. */
export const measureResidual = async (
  plan: RenderPlan,
  files: { output: PlanOutput; path: string }[],
  strips: ScratchStrips,
  outFolder: string,
  { workers, signal }: RenderControl,
): Promise<number> => {
  const stems = files.filter(({ output }) => output.kind === 'stem')
  if (stems.length === 0) return -Infinity
  const store = await openMediaStore(
    [
      { id: 'pre-master', path: strips.paths[plan.master.strip] },
      ...stems.map(({ output, path }) => ({ id: `stem ${output.strip}`, path })),
    ],
    { cacheFolder: outFolder },
  )
  let peak = 0
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
        if (value.kind === 'residual') peak = value.peak
      },
    })
  } finally {
    await store.close()
  }
  return dbFromGain(peak)
}
