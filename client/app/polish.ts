// The run: the host says what lies on the timeline, the core listens and decides, the plan is rendered and
// measured, and the host puts the files back.
import { mkdir } from 'node:fs/promises'
import { assignRoles, buildPlan, type RenderPlan, type Role } from '../../dsp-core/index'
import type { PlacementReceipt } from '../../host-jsx/contract'
import type { HostClient } from '../host/hostClient'
import { toTimelines } from '../host/toTimeline'
import type { ProjectFile } from '../projects/project'
import { gatherMedia } from './gatherMedia'
import { listen } from './listen'
import { placeFiles } from './placeFiles'
import { distinctProblems } from './problems'
import { choosePresets } from './choosePresets'
import { chooseSequence, readSequences } from './readSequences'
import type { RenderControl } from './renderFiles'
import { renderAndReport } from './renderPlanFile'
import type { Report } from './report'
import { writeResults, type ResultFiles } from './writeResults'

/** The two doors: the host, and the sound files (with what is needed to open them). */
export interface Doors extends RenderControl {
  host: HostClient
  /** The saved project, for what the host hides; null where there is none. */
  project: ProjectFile | null
  ffmpegPath?: string
  cacheFolder: string
  product: string
}

export interface PolishRequest {
  sequence?: string
  genre: string
  delivery: string
  mediaRoots: string[]
  /** Roles the user has set, by track ("A1") or clip. */
  corrections: Record<string, Role>
  outFolder: string
  planOnly: boolean
}

export interface Polished {
  plan: RenderPlan
  /** Null when only a plan was wanted. */
  report: Report | null
  files: ResultFiles
  receipt: PlacementReceipt | null
  sequenceId: string
}

export const polish = async (doors: Doors, request: PolishRequest): Promise<Polished> => {
  const presets = choosePresets(request.genre, request.delivery)
  doors.progress('Reading the sequence', 0)
  const wanted = chooseSequence(await doors.host.listSequences(), request.sequence, doors.project)
  const snapshots = await readSequences(doors.host, wanted.id)

  const media = await gatherMedia(snapshots, { ...doors, mediaRoots: request.mediaRoots })
  try {
    const read = toTimelines({ snapshots, project: doors.project, media: media.describe })
    const measurements = await listen(read.set, media.store, doors)
    const timeline = read.set.timelines[read.set.root]
    const roles = assignRoles({ timeline, measurements, corrections: request.corrections })
    const planned = buildPlan({
      timelines: read.set,
      sequence: read.sequence,
      media: media.list,
      measurements,
      roles,
      ...presets,
      product: doors.product,
      baseName: fileNameOf(wanted.name),
    })
    const found = distinctProblems([...(doors.project?.problems ?? []), ...read.problems])
    await mkdir(request.outFolder, { recursive: true })
    if (request.planOnly) {
      const files = await writeResults({ plan: planned, report: null, outFolder: request.outFolder })
      return { plan: planned, report: null, files, receipt: null, sequenceId: wanted.id }
    }

    let receipt: PlacementReceipt | null = null
    const made = await renderAndReport(
      planned,
      media.store,
      request.outFolder,
      doors,
      () => [...found, ...media.problems()],
      async (rendered) => {
        receipt = await placeFiles(doors.host, snapshots[0], rendered)
      },
    )
    return { ...made, receipt, sequenceId: wanted.id }
  } finally {
    await media.store.close()
  }
}

/** A sequence's name as a file's: what some system forbids becomes "_". */
export const fileNameOf = (name: string): string => {
  const safe = name
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f<>:"/\\|?*\u007f\u2028\u2029]/g, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120)
  return /^(con|prn|aux|nul|com\d|lpt\d)?$/i.test(safe) ? `sequence${safe ? `_${safe}` : ''}` : safe
}
