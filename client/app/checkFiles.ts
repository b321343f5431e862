// Measures the written files again, and the sequence as it played before, and says in a report what came of it.
import {
  addEnergies,
  dialogueLoudness,
  integratedLufs,
  loudnessRangeLu,
  maxMomentaryLufs,
  maxShortTermLufs,
  speechOverBackgroundLu,
  type MeasuredFile,
  type PromiseId,
  type Role,
} from '../../dsp-core/index'
import type { Problem } from '../problem'
import { noiseFloorOf, speechIn } from './listenToFiles'
import { voiceOutputs } from './loudnessAim'
import { measureFiles, type MeasuredSound } from './measureFile'
import type { RenderControl, RenderedFiles } from './renderFiles'
import { loudnessFacts, makeReport, type LoudnessFacts, type Report } from './report'

export interface CheckControl extends RenderControl {
  cacheFolder: string
}

export const checkFiles = async (
  rendered: RenderedFiles,
  problems: Problem[],
  control: CheckControl,
): Promise<Report> => {
  const measured = await measureFiles(
    rendered.files.map(({ path }) => path),
    control,
  )
  const asked = await whatPromisesAsk(rendered, measured, control)
  const stems: Partial<Record<Role, Float32Array>> = {}
  rendered.files.forEach(({ output }, index) => {
    if (output.role) stems[output.role] = measured[index].energies
  })
  return makeReport({
    plan: rendered.plan,
    files: rendered.files.map(({ output }, index) => ({
      output,
      measurement: measured[index].measurement,
      ...(output.kind === 'mix' && asked),
    })),
    stemsResidualDbfs: rendered.stemsResidualDbfs,
    preMasterPeakDbfs: rendered.preMasterPeakDbfs,
    limitedDb: rendered.limitedDb,
    before: factsBefore(rendered),
    speechOverMusicLu: overMusic(stems),
    problems,
  })
}

/** Of the mix: what takes listening to whole files again, where the plan promises something about it. */
const whatPromisesAsk = async (
  { plan, files }: RenderedFiles,
  measured: MeasuredSound[],
  control: CheckControl,
): Promise<Pick<MeasuredFile, 'dialogue' | 'noiseFloorDbfs'>> => {
  const mix = files.findIndex(({ output }) => output.kind === 'mix')
  if (mix < 0) return {}
  const promised = (...ids: PromiseId[]): boolean => plan.promises.some(({ id }) => ids.includes(id))
  const found: Pick<MeasuredFile, 'dialogue' | 'noiseFloorDbfs'> = {}
  if (promised('dialogue-loudness', 'over-dialogue')) {
    const voices = voiceOutputs(plan)
    const paths = files.filter(({ output }) => voices.includes(output)).map(({ path }) => path)
    found.dialogue = dialogueLoudness(measured[mix].energies, await speechIn(paths, control))
  }
  if (promised('noise-floor')) found.noiseFloorDbfs = await noiseFloorOf(files[mix].path, control)
  return found
}

/** The sequence as it played untouched; null where the plan does not compare. */
const factsBefore = ({ plan, before }: RenderedFiles): LoudnessFacts | null => {
  if (!before) return null
  const energiesOf = (strip: string): Float32Array => before.energies[strip] ?? new Float32Array(0)
  const mix = energiesOf(plan.master.strip)
  const stems: Partial<Record<Role, Float32Array>> = {}
  for (const { kind, role, strip } of plan.outputs)
    if (kind === 'stem' && role) stems[role] = energiesOf(strip)
  return loudnessFacts(
    {
      integratedLufs: integratedLufs(mix),
      maxShortTermLufs: maxShortTermLufs(mix),
      maxMomentaryLufs: maxMomentaryLufs(mix),
      loudnessRangeLu: loudnessRangeLu(mix),
      truePeakDbtp: before.truePeakDbtp,
    },
    overMusic(stems),
  )
}

const overMusic = (stems: Partial<Record<Role, Float32Array>>): number | null => {
  const voices = [stems.dialogue, stems['voice-over']].filter((line) => line !== undefined)
  return stems.music && voices.length > 0 ? speechOverBackgroundLu(addEnergies(voices), stems.music) : null
}
