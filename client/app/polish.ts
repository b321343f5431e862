// The run: the host says what lies on the timeline, the core listens and decides, the plan is rendered and
// measured, and the host puts the files back.
import { join } from 'node:path'
import { assignRoles, buildPlan, type RenderPlan, type Role, type Timeline } from '../../dsp-core/index'
import type { PlacementReceipt } from '../../host-jsx/contract'
import type { HostClient } from '../host/hostClient'
import { toTimelines } from '../host/toTimeline'
import type { ProjectFile } from '../projects/project'
import { fileNameOf, timelineFileOf } from './fileNames'
import { gatherMedia } from './gatherMedia'
import { listen } from './listen'
import { fail } from '../problem'
import { keepMaterial, makeFolder } from './outFolder'
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
  /** Files of the user's besides media that no result may take the place of. */
  material: string[]
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
  const presets = await choosePresets(request.genre, request.delivery)
  doors.progress('Reading the sequence', 0)
  const wanted = chooseSequence(await doors.host.listSequences(), request.sequence, doors.project)
  await makeFolder(request.outFolder)
  const snapshots = await readSequences(doors.host, wanted.id)

  const media = await gatherMedia(snapshots, { ...doors, mediaRoots: request.mediaRoots })
  try {
    const read = toTimelines({ snapshots, project: doors.project, media: media.describe })
    const measurements = await listen(read.set, media.store, doors)
    const timeline = read.set.timelines[read.set.root]
    checkCorrections(request.corrections, timeline)
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
    await keepMaterial(
      [
        ...planned.outputs.map(({ file }) => file),
        timelineFileOf(wanted.name),
        'plan.json',
        'report.json',
      ].map((file) => join(request.outFolder, file)),
      [...media.list.map(({ path }) => path), ...request.material],
    )
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

/** A correction that meets no track and no clip is a slip of the pen, and would be missed in silence. */
const checkCorrections = (corrections: Record<string, Role>, { tracks }: Timeline): void => {
  const names = new Set(tracks.flatMap(({ clips }, index) => [`A${index + 1}`, ...clips.map(({ id }) => id)]))
  for (const text of Object.keys(corrections))
    if (!names.has(text)) fail('track-unknown', '--role', { text, count: tracks.length })
}
