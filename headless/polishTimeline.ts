// The main job without Adobe: the run over an embedded host, and the changed timeline written out beside the mix.
import { join, resolve } from 'node:path'
import { choosePresets, isPresetFile } from '../client/app/choosePresets'
import { timelineFileOf } from '../client/app/fileNames'
import { polish } from '../client/app/polish'
import type { Report } from '../client/app/report'
import { writeWhole, type ResultFiles } from '../client/app/writeResults'
import { fail } from '../client/problem'
import { spliceXmeml } from '../client/projects/spliceXmeml'
import { writeXmeml } from '../client/projects/writeXmeml'
import { roles, type RenderPlan, type Role } from '../dsp-core/index'
import type { PlacementReceipt } from '../host-jsx/contract'
import { cacheFolder } from './cacheFolder'
import type { Terminal } from './commands/command'
import { openTimeline, type OpenTimeline } from './openTimeline'
import { product } from './product'
import { withWorkers } from './withWorkers'

export interface PolishOptions {
  outFolder: string
  sequence?: string
  genre: string
  delivery: string
  mediaRoots: string[]
  /** "A1=music" */
  roles: string[]
  planOnly: boolean
  ffmpegPath?: string
}

export interface PolishedTimeline {
  /** Every promise kept and nothing missing. */
  kept: boolean
  plan: RenderPlan
  report: Report | null
  files: ResultFiles & { timelinePath: string | null; mixPath: string | null; stemPaths: string[] }
  receipt: PlacementReceipt | null
}

export const polishTimeline = async (
  path: string,
  options: PolishOptions,
  terminal: Terminal,
): Promise<PolishedTimeline> => {
  const corrections = parseRoles(options.roles)
  // Before anything is read: a wrong word in the call is a usage error, whatever the timeline is.
  await choosePresets(options.genre, options.delivery)
  const outFolder = resolve(options.outFolder)
  const timeline = await openTimeline(path)
  const made = await withWorkers((workers) =>
    polish(
      {
        ...timeline,
        workers,
        progress: terminal.progress,
        signal: terminal.signal,
        ffmpegPath: options.ffmpegPath,
        cacheFolder: cacheFolder(),
        product,
      },
      {
        ...options,
        outFolder,
        corrections,
        material: [path, ...[options.genre, options.delivery].filter(isPresetFile)],
      },
    ),
  )
  const { plan, report, receipt } = made
  const pathsOf = (kind: 'mix' | 'stem'): string[] =>
    report
      ? plan.outputs.filter((output) => output.kind === kind).map(({ file }) => join(outFolder, file))
      : []
  const timelinePath = report ? await writeTimeline(path, timeline, made.sequenceId, outFolder) : null
  return {
    kept: report?.verdict !== 'fail' && !report?.problems.some(({ severity }) => severity === 'broken'),
    plan,
    report,
    files: { ...made.files, timelinePath, mixPath: pathsOf('mix')[0] ?? null, stemPaths: pathsOf('stem') },
    receipt,
  }
}

/** A source that was Final Cut Pro XML keeps every byte we do not change; others become a new one. */
const writeTimeline = async (
  path: string,
  { project, embedded }: OpenTimeline,
  sequenceId: string,
  outFolder: string,
): Promise<string> => {
  const name = project.sequences.find(({ id }) => id === sequenceId)?.name ?? project.name
  const timelinePath = join(outFolder, timelineFileOf(name))
  const text =
    project.format === 'xmeml'
      ? await spliceXmeml(path, embedded.project, sequenceId)
      : writeXmeml(embedded.project, sequenceId)
  await writeWhole(timelinePath, text)
  return timelinePath
}

const parseRoles = (assignments: string[]): Record<string, Role> => {
  const parsed: Record<string, Role> = {}
  for (const text of assignments) {
    const [track, role] = text.split('=').map((part) => part.trim())
    const known = roles.find((name) => name === role?.toLowerCase())
    if (!track || !known) return fail('role-unknown', '--role', { text, names: roles.join(', ') })
    parsed[/^a\d+$/i.test(track) ? track.toUpperCase() : track] = known
  }
  return parsed
}
