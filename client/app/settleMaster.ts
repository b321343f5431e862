// The second pass: gain and limiter over what the master's chain has made. Where the limiter has to work, loudness no
// longer follows the gain, so a forecast finds it, and the pass is repeated with what the forecast missed until the
// measured loudness is the target: mostly one pass is enough, two where the limiter works hard.
import { join } from 'node:path'
import {
  gainTowards,
  limiterForecast,
  masteredStrip,
  shapedRatesHz,
  stepsPerSecond,
  stretchesOf,
  type JobRequest,
  type Packing,
  type RenderPlan,
} from '../../dsp-core/index'
import { openMediaStore } from '../media/nodeMedia'
import { openWavWriter, type WavWriter } from '../media/wavWriter'
import { bextOf } from './bextOf'
import { StepLine } from './stepLine'
import { loudnessAim, type LoudnessAim } from './loudnessAim'
import type { RenderControl } from './renderFiles'
import type { ScratchStrips } from './renderStrips'

/** Tighter than any delivery asks: what two meters may disagree about (±0.1 LU, EBU Tech 3341) stays inside. */
const settleToleranceLu = 0.02
const mostPasses = 6
/** Gains are rounded, so that a last bit in a measurement does not change the bytes. */
const gainStepDb = 0.001

export interface SettledMaster {
  plan: RenderPlan
  limitedDb: number
}

export const settleMaster = async (
  plan: RenderPlan,
  strips: ScratchStrips,
  outFolder: string,
  writers: WavWriter[],
  control: RenderControl,
): Promise<SettledMaster> => {
  const mix = plan.outputs.find(({ kind }) => kind === 'mix')
  const { sampleRateHz, channels, lengthSamples } = plan.sequence
  const writer = mix
    ? await openWavWriter({
        path: join(outFolder, mix.file),
        sampleRateHz,
        channels,
        bitDepth: mix.bitDepth,
        lengthSamples,
        bext: bextOf(plan, 'mix'),
      })
    : null
  if (writer) writers.push(writer)
  const store = await openMediaStore([{ id: 'mastered', path: strips.paths[masteredStrip(plan)] }], {
    cacheFolder: outFolder,
  })
  try {
    const aim =
      plan.master.gainDb === null
        ? await loudnessAim(plan, strips, { ...control, cacheFolder: outFolder })
        : null
    const towards = aim && gainTo(aim, plan, strips)
    let gainDb = plan.master.gainDb ?? (towards ? towards.gainDb(0) : 0)
    for (let pass = 1; ; pass++) {
      const made = await masterOnce(plan, gainDb, store, writer, control, pass)
      const settled = { plan: { ...plan, master: { ...plan.master, gainDb } }, limitedDb: made.limitedDb }
      if (!aim || !towards || pass === mostPasses) return settled
      const reached = aim.measure(made)
      const missLu = aim.target - reached
      if (!Number.isFinite(missLu) || Math.abs(missLu) <= settleToleranceLu) return settled
      const better = towards.gainDb(reached - towards.forecast(gainDb))
      if (better === gainDb) return settled
      gainDb = better
    }
  } finally {
    await store.close()
  }
}

const rounded = (gainDb: number): number => Math.round(gainDb / gainStepDb) * gainStepDb

/** `gainDb`: what leads to the target where the forecast misses by so much. */
const gainTo = (
  aim: LoudnessAim,
  { master }: RenderPlan,
  { mastered }: ScratchStrips,
): { forecast: (gainDb: number) => number; gainDb: (missedBy: number) => number } => {
  // Another processor in the limiter's place has neither.
  const { ceilingDbtp = Infinity, releaseMs = 0 } = master.limiter.params
  const forecast = limiterForecast(mastered, { ceilingDbtp, releaseMs }, aim.forecast)
  const plain = aim.forecast(mastered.energies)
  return { forecast, gainDb: (missedBy) => rounded(gainTowards(aim.target - missedBy, plain, forecast)) }
}

const packingOf = ({ sequence, outputs }: RenderPlan): Packing => {
  const mix = outputs.find(({ kind }) => kind === 'mix')
  const bitDepth = mix?.bitDepth ?? 32
  const shaped = mix?.dither === 'shaped' && bitDepth === 16 && shapedRatesHz.includes(sequence.sampleRateHz)
  return { bitDepth, ditherSeed: 1, shaped }
}

const masterOnce = async (
  plan: RenderPlan,
  gainDb: number,
  store: Awaited<ReturnType<typeof openMediaStore>>,
  writer: WavWriter | null,
  { workers, progress, signal }: RenderControl,
  pass: number,
): Promise<{ energies: Float32Array; rmsDbfs: number; limitedDb: number }> => {
  const { lengthSamples, sampleRateHz, channels } = plan.sequence
  const stretches = stretchesOf(lengthSamples, sampleRateHz)
  const energies = new StepLine(stretches, sampleRateHz, stepsPerSecond)
  let limitedDb = 0
  let squares = 0
  let done = 0
  await workers.run(
    stretches.map((stretch): JobRequest => ({
      kind: 'master',
      plan,
      stretch,
      gainDb,
      mastered: 'mastered',
      packing: packingOf(plan),
    })),
    {
      store,
      signal,
      onValue: async (job, value) => {
        if (value.kind !== 'master') return
        energies.add(job, value.energies)
        squares += value.squares
        limitedDb = Math.min(limitedDb, value.limitedDb)
        if (value.lengthSamples === 0) return
        await writer?.writePacked(value.startSample, value.bytes)
        progress(
          pass === 1 ? 'Mastering' : `Mastering, pass ${pass}`,
          (done += value.lengthSamples) / lengthSamples,
        )
      },
    },
  )
  const rmsDbfs = 10 * Math.log10(squares / Math.max(1, lengthSamples * channels))
  return { energies: energies.whole(), rmsDbfs, limitedDb }
}
