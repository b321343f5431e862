// dubstage render: a plan and its media once more, without deciding anything.
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { checkPlan } from '../../dsp-core/index'
import { renderPlanFile } from '../../client/app/renderPlanFile'
import { fail } from '../../client/problem'
import { cacheFolder } from '../cacheFolder'
import { withWorkers } from '../withWorkers'
import { readArgs, toJson, UsageError, type Command } from './command'
import { summaryOfReport } from './summary'

const help = `Usage: dubstage render <plan.json> --out DIR [--json] [--ffmpeg PATH]

Renders a plan: the same plan and the same media give the same bytes. A plan made with --plan-only has no gain yet
and is settled to its delivery first. Writes mix, stems, plan.json, report.json and report.html into DIR.`

/** A plan of a hundred-hour series does not come near it. */
const mostPlanBytes = 512 * 1024 * 1024

const readPlan = async (path: string) => {
  const found = await stat(path).catch(() => fail('project-not-found', path))
  if (found.size > mostPlanBytes)
    return fail('plan-invalid', path, { reason: 'it is too large to be a plan' })
  const text = await readFile(path, 'utf8').catch((error: Error) =>
    fail('project-not-readable', path, { reason: error.message }),
  )
  const value = ((): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return fail('plan-invalid', basename(path), { reason: 'it is not JSON' })
    }
  })()
  const checked = checkPlan(value)
  if ('faults' in checked)
    return fail('plan-invalid', basename(path), { reason: checked.faults.slice(0, 5).join('; ') })
  return checked.plan
}

export const render: Command = {
  help,
  run: async (args, terminal) => {
    const { values, positionals } = readArgs(
      args,
      { out: { type: 'string' }, ffmpeg: { type: 'string' }, json: { type: 'boolean' } },
      ['<plan.json>'],
    )
    const outFolder = values.out
    if (!outFolder) throw new UsageError('Missing: --out DIR.')
    const plan = await readPlan(positionals[0])
    const { report, files } = await withWorkers((workers) =>
      renderPlanFile(plan, outFolder, {
        ...terminal,
        workers,
        ffmpegPath: values.ffmpeg,
        cacheFolder: cacheFolder(),
      }),
    )
    terminal.print(values.json ? toJson({ report, files }) : summaryOfReport(report, files))
    return report.verdict === 'fail' || report.problems.some(({ severity }) => severity === 'broken') ? 1 : 0
  },
}
