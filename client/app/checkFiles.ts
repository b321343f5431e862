// Measures the written files again, and the sequence as it played before, and says in a report what came of it.
import {
  addEnergies,
  integratedLufs,
  loudnessRangeLu,
  maxMomentaryLufs,
  maxShortTermLufs,
  speechOverBackgroundLu,
  stretchesOf,
  type JobRequest,
  type MediaStore,
  type RenderPlan,
  type Role,
} from '../../dsp-core/index'
import type { Problem } from '../problem'
import { EnergyLine } from './energyLine'
import { measureFiles } from './measureFile'
import type { RenderControl, RenderedFiles } from './renderFiles'
import { makeReport, type LoudnessFacts, type Report } from './report'

export interface CheckControl extends RenderControl {
  cacheFolder: string
}

export const checkFiles = async (
  rendered: RenderedFiles,
  before: LoudnessFacts,
  problems: Problem[],
  control: CheckControl,
): Promise<Report> => {
  const measured = await measureFiles(
    rendered.files.map(({ path }) => path),
    control,
  )
  const stems: Partial<Record<Role, Float32Array>> = {}
  rendered.files.forEach(({ output }, index) => {
    if (output.role) stems[output.role] = measured[index].energies
  })
  return makeReport({
    plan: rendered.plan,
    files: rendered.files.map(({ output }, index) => ({ output, measurement: measured[index].measurement })),
    stemsResidualDbfs: rendered.stemsResidualDbfs,
    limitedDb: rendered.limitedDb,
    before,
    speechOverMusicLu: overMusic(stems),
    problems,
  })
}

/** The sequence as it plays untouched: rendered and measured, not kept. */
export const measureBefore = async (
  plan: RenderPlan,
  store: MediaStore,
  { workers, progress, signal }: RenderControl,
): Promise<LoudnessFacts> => {
  const stretches = stretchesOf(plan.sequence.lengthSamples, plan.sequence.sampleRateHz)
  const lines = new Map<string, EnergyLine>()
  let truePeakDbtp = -Infinity
  let done = 0
  await workers.run(
    stretches.map((stretch): JobRequest => ({ kind: 'untouched', plan, stretch })),
    {
      store,
      signal,
      onValue: (job, value) => {
        if (value.kind !== 'untouched') return
        for (const [strip, energies] of Object.entries(value.energies)) {
          const line = lines.get(strip) ?? new EnergyLine(stretches.length)
          lines.set(strip, line.add(job, energies))
        }
        truePeakDbtp = Math.max(truePeakDbtp, value.truePeakDbtp)
        progress(
          'Measuring the sequence as it is',
          (done += value.lengthSamples) / plan.sequence.lengthSamples,
        )
      },
    },
  )
  const energiesOf = (strip: string): Float32Array => lines.get(strip)?.whole() ?? new Float32Array(0)
  const mix = energiesOf(plan.master.strip)
  const stems: Partial<Record<Role, Float32Array>> = {}
  for (const { kind, role, strip } of plan.outputs)
    if (kind === 'stem' && role) stems[role] = energiesOf(strip)
  return {
    integratedLufs: finite(integratedLufs(mix)),
    maxShortTermLufs: finite(maxShortTermLufs(mix)),
    maxMomentaryLufs: finite(maxMomentaryLufs(mix)),
    loudnessRangeLu: finite(loudnessRangeLu(mix)),
    truePeakDbtp: finite(truePeakDbtp),
    speechOverMusicLu: overMusic(stems),
  }
}

const overMusic = (stems: Partial<Record<Role, Float32Array>>): number | null => {
  const voices = [stems.dialogue, stems['voice-over']].filter((line) => line !== undefined)
  return stems.music && voices.length > 0 ? speechOverBackgroundLu(addEnergies(voices), stems.music) : null
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
