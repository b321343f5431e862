// Renders a plan into files: stems and pre-master to scratch, then the master, settled to the delivery's loudness
// by measuring, then the stems at the same gain. Nothing appears under its final name before all of it is there.
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaStore, PlanOutput, RenderPlan } from '../../dsp-core/index'
import type { WavWriter } from '../media/wavWriter'
import type { WorkerPool } from '../workers/pool'
import type { Progress } from './progress'
import { renderStrips, type UntouchedSequence } from './renderStrips'
import { settleMaster } from './settleMaster'
import { measureResidual, writeStems, type StemsSum } from './writeStems'

export interface RenderControl {
  workers: WorkerPool
  progress: Progress
  signal?: AbortSignal
}

export interface RenderedFiles extends StemsSum {
  /** The plan with its settled gain: rendering it again gives the same bytes. */
  plan: RenderPlan
  files: { output: PlanOutput; path: string }[]
  before: UntouchedSequence | null
  /** Deepest gain reduction of the limiter, dB (0 or negative). */
  limitedDb: number
}

export const renderFiles = async (
  plan: RenderPlan,
  store: MediaStore,
  outFolder: string,
  control: RenderControl,
): Promise<RenderedFiles> => {
  const scratch = await mkdtemp(join(outFolder, '.dubstage-'))
  const writers: WavWriter[] = []
  try {
    const strips = await renderStrips(plan, store, scratch, control)
    const settled = await settleMaster(plan, strips, outFolder, writers, control)
    await writeStems(settled.plan, strips, outFolder, writers, control)
    for (const writer of writers) await writer.commit()
    writers.length = 0
    const files = plan.outputs.map((output) => ({ output, path: join(outFolder, output.file) }))
    const stemsSum = await measureResidual(settled.plan, files, strips, outFolder, control)
    const { limitedDb } = settled
    return { plan: settled.plan, files, before: strips.before, limitedDb, ...stemsSum }
  } finally {
    for (const writer of writers) await writer.abort()
    await rm(scratch, { recursive: true, force: true })
  }
}
