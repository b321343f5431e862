// Renders a plan that was made before: opens its media, says where they are not the ones it was made for, renders,
// measures and reports.
import { join } from 'node:path'
import type { PlanMedia, RenderPlan } from '../../dsp-core/index'
import { fingerprintFile } from '../media/fingerprint'
import { openMediaStore, type NodeMediaStore } from '../media/nodeMedia'
import type { Problem } from '../problem'
import { checkFiles } from './checkFiles'
import { keepMaterial, makeFolder } from './outFolder'
import { renderFiles, type RenderControl } from './renderFiles'
import type { Report } from './report'
import { writeResults, type ResultFiles } from './writeResults'

export interface RenderPlanControl extends RenderControl {
  ffmpegPath?: string
  cacheFolder: string
}

export const renderPlanFile = async (
  plan: RenderPlan,
  outFolder: string,
  control: RenderPlanControl,
): Promise<{ report: Report; files: ResultFiles }> => {
  const { ffmpegPath, cacheFolder, signal } = control
  await makeFolder(outFolder)
  await keepMaterial(
    plan.outputs.map(({ file }) => join(outFolder, file)),
    plan.media.map(({ path }) => path),
  )
  const store = await openMediaStore(
    plan.media.map(({ id, path, online }) => ({ id, path: online ? path : null })),
    { ffmpegPath, cacheFolder, signal },
  )
  try {
    const changed = await changedMedia(plan.media, store)
    return await renderAndReport(plan, store, outFolder, control, () => [...changed, ...store.problems])
  } finally {
    await store.close()
  }
}

/** From a plan to files and report; `problems` is asked last, when all media have been read. */
export const renderAndReport = async (
  plan: RenderPlan,
  store: NodeMediaStore,
  outFolder: string,
  control: RenderPlanControl,
  problems: () => Problem[],
  place: (rendered: Awaited<ReturnType<typeof renderFiles>>) => Promise<void> = async () => undefined,
): Promise<{ plan: RenderPlan; report: Report; files: ResultFiles }> => {
  const rendered = await renderFiles(plan, store, outFolder, control)
  const report = await checkFiles(rendered, problems(), control)
  await place(rendered)
  const files = await writeResults({ plan: rendered.plan, report, outFolder })
  return { plan: rendered.plan, report, files }
}

const changedMedia = async (media: PlanMedia[], store: NodeMediaStore): Promise<Problem[]> => {
  const problems: Problem[] = []
  for (const { id, path, fingerprint, online, lengthSamples } of media) {
    if (!online) {
      problems.push({ code: 'media-offline', where: path, values: { clips: 'some' } })
      continue
    }
    const found = await store.describe(id)
    if (found && (found.lengthSamples !== lengthSamples || (await fingerprintFile(path)) !== fingerprint))
      problems.push({ code: 'plan-media-changed', where: path })
  }
  return problems
}
