// Plan and report beside the sound files, each whole or not at all.
import { randomBytes } from 'node:crypto'
import { open, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type RenderPlan } from '../../dsp-core/index'
import { replaceFile } from '../media/placeFile'
import { writeProblem } from '../media/fileProblem'
import type { Report } from './report'
import { reportHtml } from './reportHtml'

export interface ResultFiles {
  planPath: string
  reportPath: string | null
  htmlPath: string | null
}

export const writeResults = async (results: {
  plan: RenderPlan
  report: Report | null
  outFolder: string
}): Promise<ResultFiles> => {
  const planPath = join(results.outFolder, 'plan.json')
  await writeWhole(planPath, jsonText(results.plan))
  if (!results.report) return { planPath, reportPath: null, htmlPath: null }
  const reportPath = join(results.outFolder, 'report.json')
  const htmlPath = join(results.outFolder, 'report.html')
  await writeWhole(reportPath, jsonText(results.report))
  await writeWhole(htmlPath, reportHtml(results.report))
  return { planPath, reportPath, htmlPath }
}

/** JSON has no infinity: silence is null there. */
const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, (_, item: unknown) => (typeof item === 'number' && !Number.isFinite(item) ? null : item), 2)}\n`

/** Temp file, fsync, rename: what has the final name is complete. */
export const writeWhole = async (path: string, text: string): Promise<void> => {
  const part = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`)
  try {
    const handle = await open(part, 'wx')
    try {
      await handle.writeFile(text, 'utf8')
      await handle.sync()
    } finally {
      await handle.close()
    }
    await replaceFile(part, path)
  } catch (error) {
    await unlink(part).catch(() => undefined)
    throw writeProblem(error, path)
  }
}
